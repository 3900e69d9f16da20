"""Samples are shown in two ways, and one of them as pixels and as a vector at once."""

import numpy as np
import pytest
from PySide6.QtTest import QTest

from gui.data.samples_panel import HOVER, SamplesPanel

IMAGES = np.random.default_rng(0).integers(0, 256, (12, 28, 28), np.uint8)


@pytest.fixture
def panel(show):
    made = show(SamplesPanel(), 900, 560)
    made.set_samples(IMAGES, [*range(10), 0, 1], [1_000 + place for place in range(12)])
    return made


def test_the_first_is_chosen_and_named_with_its_place(panel):
    np.testing.assert_array_equal(panel.view.image(), IMAGES[0])
    assert panel.title.text() == "Image 1,000, labelled 0"


def test_both_views_have_the_same_image_in_hand(panel):
    panel.grid.set_current(5)
    assert panel.rows._current == 5
    panel.rows.clicked.emit(7)
    assert panel.grid.current() == 7
    np.testing.assert_array_equal(panel.view.image(), IMAGES[7])


def test_a_pixel_that_is_pointed_at_is_read_from_the_image_in_hand(panel, point):
    panel.grid.set_current(3)
    QTest.mouseMove(panel.view, panel.view.pixel_rect(20, 6).center().toPoint())
    assert panel.reading.text() == f"Row 20, column 6: number 566 of the vector, value {IMAGES[3, 20, 6]} of 255"
    assert panel.vector.place() == 566
    point(panel.vector.plot, 29.5, 100)
    assert panel.reading.text() == f"Row 1, column 1: number 29 of the vector, value {IMAGES[3, 1, 1]} of 255"
    assert panel.view._hovered == (1, 1)
    panel.vector.pointed.emit(-1)
    assert (panel.reading.text(), panel.view._hovered) == (HOVER, None)


def test_no_samples_are_nothing_to_read(panel):
    panel.set_samples(IMAGES[:0], [], [])
    assert (panel.view.image(), panel.title.text()) == (None, "")
    panel.vector.pointed.emit(5)
    assert panel.reading.text() == HOVER
