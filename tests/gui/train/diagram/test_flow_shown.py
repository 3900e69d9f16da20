"""Which units and links of a flow are drawn: the strongest, and nothing jumps from one image to the next."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QFont

from engine.inspection.flow import flow
from gui.train.diagram.flow_layout import lay_out
from gui.train.diagram.flow_shown import LINKS, NOBODY, kept_places, show


@pytest.fixture(scope="module")
def layout(qapp):
    return lay_out((784, 64, 32, 32, 10), QSizeF(900, 500), QFont(), tuple("0123456789"), True)


def test_the_strongest_units_of_each_layer_are_drawn(found, layout):
    shown = show(found, layout, None)
    for layer, units in enumerate(shown.units, 1):
        drawn, values = units[units != NOBODY], np.abs(found.given[layer])
        assert len(drawn) == min(len(values), len(layout.columns[layer - 1].places))
        assert values[drawn].min() >= np.sort(values)[::-1][: len(drawn)].min()
        assert drawn.tolist() == sorted(drawn.tolist())
    assert shown.units[-1].tolist() == list(range(10))


def test_links_begin_and_end_at_what_they_link(found, layout):
    shown = show(found, layout, None)
    assert len(shown.links) == len(shown.ends) <= 4 * LINKS
    for link, (x, y, to_x, to_y) in zip(shown.links, shown.ends.tolist(), strict=True):
        column = layout.columns[link.layer - 1]
        assert (to_x, to_y) == pytest.approx((column.x - column.half, column.places[shown.slot(link.layer, link.unit)]))
        if link.layer == 1:
            assert layout.pixel_at(QPointF(x, y)) == link.below
        else:
            before = layout.columns[link.layer - 2]
            assert (x, y) == pytest.approx(
                (before.x + before.half, before.places[shown.slot(link.layer - 1, link.below)])
            )


def test_a_link_is_found_along_its_line_and_nothing_far_from_all(found, layout):
    shown = show(found, layout, None)
    x, y, to_x, to_y = shown.ends[-1]
    assert shown.link_at(QPointF(to_x, to_y)) is not None
    assert shown.link_at(QPointF((x + to_x) / 2, (y + to_y) / 2)).layer == 4
    assert shown.link_at(QPointF(-500, -500)) is None


def test_units_that_stay_among_the_strongest_stay_where_they_are(network, layout, lesson_digits):
    before = None
    for image in lesson_digits.images[:6]:
        shown = show(flow(network, image), layout, before)
        if before is not None:
            for old, new in zip(before.units, shown.units, strict=True):
                both = np.intersect1d(old[old != NOBODY], new[new != NOBODY])
                assert all(np.flatnonzero(old == unit) == np.flatnonzero(new == unit) for unit in both)
        before = shown


def test_a_unit_that_is_pointed_at_stays_whatever_it_does(found, layout):
    weakest = int(np.abs(found.given[1]).argmin())
    assert show(found, layout, None).slot(1, weakest) is None
    assert show(found, layout, None, (1, weakest)).slot(1, weakest) is not None


def test_newcomers_take_the_free_places():
    before = np.array([4, 7, 9, NOBODY])
    assert kept_places(before, np.array([2, 7, 9]), 4).tolist() == [2, 7, 9, NOBODY]
    assert kept_places(None, np.array([2, 7]), 3).tolist() == [2, 7, NOBODY]
    assert kept_places(before, np.array([1, 2]), 2).tolist() == [1, 2]


def test_an_image_without_ink_has_no_links_from_its_pixels(network, layout):
    shown = show(flow(network, np.zeros((28, 28), np.uint8)), layout, None)
    assert all(link.layer > 1 for link in shown.links)
