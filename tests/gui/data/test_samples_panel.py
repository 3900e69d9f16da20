"""Samples are shown in two ways, and one of them as pixels and as a vector at once."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
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


def test_a_dozen_samples_are_shown_and_another_dozen_on_demand(lone_page, click, session):
    samples, digits = lone_page.samples, session.data.digits
    before = samples.grid.image(0).copy()
    assert samples.grid.count() == 12
    click(samples.another)
    assert samples.grid.count() == 12
    assert not np.array_equal(samples.grid.image(0), before)
    place = int(np.flatnonzero((digits.images == samples.grid.image(0)).all((1, 2)))[0])
    assert samples.grid.caption(0) == str(digits.labels[place])
    assert f"Image {place:,}, labelled" in samples.title.text()


def test_the_same_point_is_marked_in_the_image_and_in_the_vector(lone_page, qtbot):
    samples = lone_page.samples
    value = samples.view.image()[12, 5]
    QTest.mouseMove(samples.view, samples.view.pixel_rect(12, 5).center().toPoint())
    assert samples.vector.place() == 12 * 28 + 5
    assert samples.reading.text() == f"Row 12, column 5: number 341 of the vector, value {value} of 255"
    plain = samples.view.grab().toImage()
    samples.vector.pointed.emit(20 * 28 + 3)
    assert samples.view.grab().toImage() != plain
    assert "Row 20, column 3: number 563" in samples.reading.text()


def test_the_pointer_over_the_plot_finds_the_place(lone_page, qtbot):
    vector = lone_page.samples.vector
    box = vector.plot.getPlotItem().getViewBox()
    scene = box.mapViewToScene(QPointF(400.5, 100))
    pointed = []
    vector.pointed.connect(pointed.append)
    vector.plot.scene().sigMouseMoved.emit(scene)
    vector.plot.scene().sigMouseMoved.emit(QPointF(-10, -10))
    assert pointed == [400, -1]


def test_a_click_on_a_sample_shows_it_large_in_either_view(lone_page, click):
    samples = lone_page.samples
    QTest.mouseClick(samples.grid.viewport(), Qt.MouseButton.LeftButton, pos=samples.grid.rect_of(4).center().toPoint())
    assert np.array_equal(samples.view.image(), samples.grid.image(4))
    click(samples.network)
    assert samples.stack.currentWidget() is samples.rows
    at = samples.rows.row_rect(9).center().toPoint()
    QTest.mouseClick(samples.rows, Qt.MouseButton.LeftButton, pos=at)
    assert np.array_equal(samples.view.image(), samples.grid.image(9))
    QTest.keyClick(samples.rows, Qt.Key.Key_Down)
    assert np.array_equal(samples.view.image(), samples.grid.image(10))


def test_samples_of_classes_are_called_by_their_names(panel):
    names = ("cat", "<b>dog</b>")
    panel.set_samples(IMAGES[:2], [1, 0], [5, 1_234], names)
    assert panel.title.text() == "Image 5, labelled <b>dog</b>"
    assert panel.grid.caption(1) == "cat"
    assert "&lt;b&gt;dog" in panel._tip_of(0)
    assert "&lt;b&gt;dog" in panel.title.toolTip()
    assert panel.human.toolTip() == "28 x 28 pixels: we see at once what it is"
