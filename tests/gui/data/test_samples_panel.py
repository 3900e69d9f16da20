"""A dozen images, as people and as the network see them."""

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest


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
