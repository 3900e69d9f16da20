"""A map is zoomed, moved, pointed at and gathered from by mouse and keyboard alike."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.inspect.map_marks import MapMarks
from gui.inspect.map_overlay import Bubble
from gui.inspect.point_map import PointMap
from gui.look import theme
from gui.look.class_colors import class_color
from gui.widgets.export import picture

PLACES = np.array([[0.0, 0.0], [10.0, 0.0], [0.0, 10.0], [10.0, 10.0], [5.0, 4.0]])
LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def made(show):
    shown = show(PointMap("map"), 400, 300)
    shown.set_bubbles(lambda index: Bubble(np.zeros((28, 28), np.uint8), f"image {index}"))
    labels = np.array([0, 1, 2, 3, 4])
    shown.set_marks(MapMarks(np.zeros((5, 28, 28), np.uint8), labels, labels == 3, 0, tuple("0123456789")))
    shown.set_places(PLACES)
    shown.set_words("Layer", "across", "up")
    shown.setFocus()
    return shown


def pixel(made, index):
    return made.pixel_of(index).toPoint()


def drag(made, start, stop, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.mousePress(made, LEFT, modifiers, start)
    QTest.mouseMove(made, (start + stop) / 2)
    QTest.mouseMove(made, stop)
    QTest.mouseRelease(made, LEFT, modifiers, stop)


def wheel(made, position, turns):
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False
    place = QPointF(position)
    event = QWheelEvent(place, made.mapToGlobal(place), QPoint(), QPoint(0, 120 * turns), *none)
    QApplication.sendEvent(made, event)


def test_each_point_is_painted_at_its_place_in_light_and_dark(made, qapp):
    for scheme in ("light", "dark"):
        theme.set_scheme(qapp, scheme)
        image = made.grab().toImage()
        for index in range(5):
            assert image.pixelColor(pixel(made, index)) == class_color(index)
    theme.set_scheme(qapp, "system")


def test_taken_away_it_is_as_sharp_as_what_it_is_painted_on(made):
    image = picture(made, 1600)
    ratio = image.devicePixelRatio()
    colors = [image.pixelColor(((made.pixel_of(index) + QPointF(12, 12)) * ratio).toPoint()) for index in range(5)]
    assert colors == [class_color(index) for index in range(5)]
    made.grab()


def test_the_pointer_shows_an_image_and_a_click_chooses_it(made, qtbot):
    with qtbot.waitSignal(made.pointed) as pointed:
        QTest.mouseMove(made, pixel(made, 3) + QPoint(2, 1))
    assert pointed.args == [3]
    assert made.bubble().words == "image 3"
    assert made.accessibleDescription() == "image 3"
    made.grab()
    with qtbot.waitSignal(made.clicked) as clicked:
        QTest.mouseClick(made, LEFT, pos=pixel(made, 3))
    assert clicked.args == [3]
    QTest.mouseMove(made, QPoint(200, 20))
    assert made.pointed_at() == -1
    with qtbot.assertNotEmitted(made.clicked):
        QTest.mouseClick(made, LEFT, pos=QPoint(200, 20))


def test_the_wheel_zooms_dragging_moves_and_a_double_click_shows_all(made):
    whole, corner = made.view(), pixel(made, 3)
    wheel(made, corner, 3)
    assert made.view().scale > 2 * whole.scale
    assert (pixel(made, 3) - corner).manhattanLength() <= 1
    drag(made, QPoint(200, 150), QPoint(230, 160))
    assert (pixel(made, 3) - corner - QPoint(30, 10)).manhattanLength() <= 1
    kept = made.view()
    made.set_places(PLACES + 0.1)
    assert made.view() == kept  # what the person has zoomed to stays
    QTest.mouseDClick(made, LEFT, pos=QPoint(20, 280))
    made.set_places(PLACES)
    assert made.view() == whole


@pytest.mark.parametrize("way", ["mode", "shift"])
def test_a_rectangle_gathers_what_is_in_it(made, qtbot, way):
    view = made.view()
    made.set_gathering(way == "mode")
    start, stop = pixel(made, 3) - QPoint(-9, 9), pixel(made, 4) + QPoint(-9, 9)
    with qtbot.waitSignal(made.gathered) as gathered:
        drag(made, start, stop, SHIFT if way == "shift" else Qt.KeyboardModifier.NoModifier)
    assert gathered.args[0].tolist() == [3, 4]
    assert made.view() == view


def test_all_of_it_goes_by_keyboard(made, qtbot):
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert made.pointed_at() == 4  # the one nearest the middle
    QTest.keyClick(made, Qt.Key.Key_Up)
    assert made.pointed_at() in (2, 3)
    with qtbot.waitSignal(made.clicked) as clicked:
        QTest.keyClick(made, Qt.Key.Key_Return)
    assert clicked.args == [made.pointed_at()]
    whole, here = made.view(), made.pixel_of(made.pointed_at())
    for _turn in range(8):
        QTest.keyClick(made, Qt.Key.Key_Plus)
    assert (made.pixel_of(made.pointed_at()) - here).manhattanLength() < 1  # about what was reached
    with qtbot.waitSignal(made.gathered) as gathered:
        QTest.keyClick(made, Qt.Key.Key_Space)
    assert gathered.args[0].tolist() == [made.pointed_at()]
    QTest.keyClick(made, Qt.Key.Key_Left)  # to one beyond the edge, which comes into sight
    assert made.rect().contains(pixel(made, made.pointed_at()))
    before = made.view()
    QTest.keyClick(made, Qt.Key.Key_Right, SHIFT)
    assert made.view().x > before.x
    QTest.keyClick(made, Qt.Key.Key_Minus)
    assert made.view().scale < before.scale
    QTest.keyClick(made, Qt.Key.Key_Home)
    assert made.view() == whole


def test_points_glide_to_where_they_are_next(made, wait):
    made.set_places(2 * PLACES, glide=True)
    assert made.places() is not PLACES
    wait(lambda: not made._glide.under_way)
    np.testing.assert_array_equal(made.places(), 2 * PLACES)
    assert made.grab().toImage().pixelColor(pixel(made, 1)) == class_color(1)


def test_the_drawing_is_a_star_that_stays_at_the_edge_when_it_lies_beyond(made):
    for place in (np.array([8.0, 5.0]), np.array([1e6, 5.0])):
        made.set_drawing(place)
        image = made.grab().toImage()
        x = min(made._pixel(place).x(), made.width() - 10.5)
        assert image.pixelColor(int(x), int(made._pixel(place).y())).name().upper() == theme.WINNER


def test_without_points_it_says_why_and_keys_do_nothing(made):
    made.set_marks(None)
    made.set_places(np.empty((0, 2)))
    made.set_empty_text("Nothing here")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Home, Qt.Key.Key_Return):
        QTest.keyClick(made, key)
    wheel(made, QPoint(50, 50), 1)
    QTest.mouseMove(made, QPoint(60, 60))
    QTest.mouseClick(made, LEFT, pos=QPoint(60, 60))
    made.grab()
    assert made.pointed_at() == -1
