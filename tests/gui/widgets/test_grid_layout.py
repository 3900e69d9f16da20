"""Arithmetic on the places of a grid: every image has its own, and is found there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont

from gui.widgets.grid_layout import GAP, make_layout


@pytest.fixture(scope="module")
def layout(qapp):
    """Eleven images of 56 pixels side by side in 728, with captions."""
    return make_layout(QFont(), 1.0, 2, 0, True, 728)


def test_as_many_stand_side_by_side_as_there_is_room_for(qapp):
    side = 2 * 28
    for columns in (1, 2, 7):
        just = columns * (side + GAP) + GAP
        assert make_layout(QFont(), 1.0, 2, 0, False, just).columns == columns
        assert make_layout(QFont(), 1.0, 2, 0, False, just - 1).columns == max(1, columns - 1)


def test_captions_widen_the_cells_and_heighten_the_rows(qapp):
    plain, captioned = (make_layout(QFont(), 1.0, 2, 20 * with_, bool(with_), 728) for with_ in (0, 1))
    assert captioned.cell > plain.cell == plain.side == 56
    assert captioned.row == plain.row + captioned.caption
    assert captioned.columns < plain.columns


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_images_stand_on_whole_device_pixels(qapp, ratio):
    made = make_layout(QFont(), ratio, 2, 6, True, 701)
    for index in range(30):
        rect = made.rect_of(index, 13)
        for number in (rect.left() * ratio, rect.top() * ratio, rect.width() * ratio / 28):
            assert number == pytest.approx(round(number))


@given(index=st.integers(0, 999), scrolled=st.integers(0, 5_000))
def test_an_image_is_found_where_it_is_drawn(layout, index, scrolled):
    middle = layout.rect_of(index, scrolled).center().toPoint()
    assert layout.index_at(middle, scrolled, 1_000) == index
    assert layout.index_at(middle, scrolled, index) == -1, "there are not so many"


def test_between_two_images_there_is_none(layout):
    left, right = layout.rect_of(0, 0), layout.rect_of(1, 0)
    gap = QPoint(round((left.right() + right.left()) / 2), round(left.center().y()))
    assert layout.index_at(gap, 0, 100) == -1
    assert layout.index_at(QPoint(-1, 20), 0, 100) == -1
    assert layout.index_at(QPoint(728, 20), 0, 100) == -1


def test_what_is_in_sight_is_whole_rows_that_cover_the_room(layout):
    columns, row = layout.columns, layout.row
    assert layout.in_sight(0, row, 1_000) == (0, 2 * columns)
    assert layout.in_sight(GAP + 3 * row, row - 1, 1_000)[0] == 3 * columns
    assert layout.in_sight(10 * row, 400, 15) == (15, 15)
    first, last = layout.in_sight(5_000, 400, 1_000)
    assert layout.rect_of(first - 1, 5_000).bottom() + layout.caption <= 0
    assert layout.rect_of(last, 5_000).top() >= 400


@pytest.mark.parametrize(("count", "rows"), [(0, 0), (1, 1), (11, 1), (12, 2), (22, 2), (23, 3)])
def test_the_height_is_that_of_all_rows(layout, count, rows):
    assert layout.columns == 11
    assert layout.height_of(count) == GAP + rows * layout.row
    assert layout.holds(count, GAP + rows * layout.row)
    assert not layout.holds(count, GAP + rows * layout.row - 1)
