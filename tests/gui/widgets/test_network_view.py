"""The network view shows each pixel as it is."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gui.widgets.network_view import SIDE, NetworkView

NOISE = np.random.default_rng(0).integers(0, 256, (SIDE, SIDE), np.uint8)


@pytest.fixture
def view(qtbot):
    view = NetworkView()
    qtbot.addWidget(view)
    view.resize(10 * SIDE + 2, 10 * SIDE + 2)
    with qtbot.waitExposed(view):
        view.show()
    return view


def shown(view):
    """The middle of each pixel as it is on the screen: (28, 28), 0..255."""
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    middles = [view.pixel_rect(k, k).center() for k in range(SIDE)]
    return rows[np.ix_([int(p.y()) for p in middles], [int(p.x()) for p in middles])]


def tip(view, at):
    QToolTip.showText(QPoint(0, 0), "something else", view)
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    return QToolTip.text()


@pytest.mark.parametrize("side", [3 * SIDE + 2, 150, 281, 10 * SIDE + 2, 600])
def test_every_pixel_is_shown_with_its_own_grey(view, side):
    view.resize(side, side)
    view.set_image(NOISE)
    assert np.array_equal(shown(view), NOISE)


def test_the_pixels_are_square_and_equal_also_in_a_wide_room(view):
    view.resize(700, 300)
    view.set_image(NOISE)
    sizes = {(view.pixel_rect(r, c).width(), view.pixel_rect(r, c).height()) for r in (0, 9, 27) for c in (0, 9, 27)}
    assert sizes == {(10.0, 10.0)}
    assert np.array_equal(shown(view), NOISE)


def test_a_grid_is_seen_between_the_pixels_but_hardly(view):
    view.set_image(np.zeros((SIDE, SIDE), np.uint8))
    image = view.grab().toImage()
    corner = view.pixel_rect(5, 5).topLeft().toPoint()
    line = image.pixelColor(corner + QPoint(0, 5)).lightness()
    assert 10 < line < 80
    assert image.pixelColor(corner + QPoint(5, 5)).lightness() == 0


def test_without_an_image_nothing_is_claimed(view):
    assert view.image() is None
    assert "No image" in view.accessibleDescription()
    view.set_image(NOISE)
    assert "No image" not in view.accessibleDescription()
    view.set_image(None)
    assert view.image() is None
    assert view.grab().toImage().pixelColor(20, 20).lightness() == 0


def test_later_changes_of_the_array_are_not_shown(view):
    image = NOISE.copy()
    view.set_image(image)
    image[:] = 0
    assert np.array_equal(shown(view), NOISE)


def test_an_array_that_is_a_view_of_another_is_shown_as_it_is(view):
    view.set_image(NOISE.T)
    assert np.array_equal(shown(view), NOISE.T)


@pytest.mark.parametrize("image", [np.zeros((28, 27), np.uint8), np.zeros(784, np.uint8), np.zeros((28, 28))])
def test_other_arrays_are_refused(view, image):
    with pytest.raises(ValueError, match="28"):
        view.set_image(image)


@pytest.mark.parametrize(("row", "column"), [(0, 0), (0, 27), (12, 7), (27, 0), (27, 27)])
def test_hovering_names_the_pixel(view, row, column):
    view.set_image(NOISE)
    at = view.pixel_rect(row, column).center().toPoint()
    assert view.pixel_at(at) == (row, column)
    text = tip(view, at)
    assert f"row {row}, column {column}" in text
    assert f"input {row * 28 + column} " in text
    assert f"value {NOISE[row, column]} of 255" in text


def test_beside_the_image_there_is_nothing_to_name(view):
    view.resize(700, 300)
    view.set_image(NOISE)
    assert view.pixel_at(QPoint(5, 150)) is None
    assert "row" not in tip(view, QPoint(5, 150))
    view.set_image(None)
    assert "row" not in tip(view, QPoint(350, 150))


def test_every_position_in_the_image_is_in_the_pixel_that_is_drawn_there(view):
    view.resize(150, 150)
    for x in range(150):
        pixel = view.pixel_at(QPoint(x, 75))
        if pixel is not None:
            assert view.pixel_rect(*pixel).contains(QPointF(x + 0.5, 75.5))


def test_the_pixel_under_the_mouse_is_framed(view):
    view.set_image(np.zeros((SIDE, SIDE), np.uint8))
    plain = view.grab().toImage()
    QTest.mouseMove(view, view.pixel_rect(5, 5).center().toPoint())
    framed = view.grab().toImage()
    assert framed != plain
    around = view.pixel_rect(5, 5).toAlignedRect().adjusted(-4, -4, 4, 4)
    assert framed.copy(around) != plain.copy(around)
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.grab().toImage() == plain


@pytest.mark.parametrize("size", [(1, 1), (10, 300), (30, 30)])
def test_any_size_will_do(view, size):
    view.setMinimumSize(0, 0)
    view.resize(*size)
    for image in (NOISE, None):
        view.set_image(image)
        view.grab()
