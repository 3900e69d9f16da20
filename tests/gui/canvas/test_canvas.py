"""Whatever it is drawn with, the canvas shows the drawing, and the drawing is what the hand did."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAction,
    QHelpEvent,
    QImage,
    QInputDevice,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QToolTip, QWidget

from engine.digits.pictures import Pasted
from gui.canvas.canvas import FRAME, Canvas
from gui.canvas.canvas_pen import KEY_STEP
from gui.model.drawing import Drawing

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
HOOK = [(60, 60), (200, 60), (210, 70), (140, 160), (120, 250)]


def shown(qtbot, canvas, side=280):
    qtbot.addWidget(canvas)
    canvas.resize(side + 2 * FRAME, side + 2 * FRAME)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.activateWindow()
    canvas.setFocus()
    return canvas


@pytest.fixture
def canvas(qtbot):
    return shown(qtbot, Canvas(Drawing()))


def place(canvas, point):
    return canvas.from_canvas(*point).toPoint()


def draw(canvas, points):
    QTest.mousePress(canvas, LEFT, pos=place(canvas, points[0]))
    for point in points[1:]:
        QTest.mouseMove(canvas, place(canvas, point))
    QTest.mouseRelease(canvas, LEFT, pos=place(canvas, points[-1]))


def drawn(canvas):
    return [line.round(6).tolist() for line in canvas.drawing.strokes()]


def as_list(points):
    return [list(map(float, point)) for point in points]


def picture(canvas):
    """What the canvas shows, in grey levels: (height, width) int."""
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].astype(int)


def grey(canvas, point):
    at = canvas.from_canvas(*point)
    return picture(canvas)[round(at.y()), round(at.x())]


# --- the mouse -------------------------------------------------------------------------------------------------------


def test_a_mouse_stroke_is_drawn(canvas):
    draw(canvas, HOOK)
    assert drawn(canvas) == [as_list(HOOK)]
    assert grey(canvas, (130, 60)) == 255
    assert grey(canvas, (130, 100)) == 0


@pytest.mark.parametrize("side", [100, 140, 560])
def test_the_drawing_does_not_depend_on_the_size_of_the_canvas(qtbot, side):
    canvas = shown(qtbot, Canvas(Drawing()), side)
    draw(canvas, HOOK)
    assert np.abs(canvas.drawing.strokes()[0] - HOOK).max() <= 280 / side
    assert grey(canvas, (130, 60)) == 255


def test_in_a_wide_room_the_canvas_is_a_square_in_the_middle(canvas):
    canvas.resize(600 + 2 * FRAME, 280 + 2 * FRAME)
    draw(canvas, [(0, 140), (280, 140)])
    assert drawn(canvas) == [[[0, 140], [280, 140]]]
    assert canvas.to_canvas(QPointF(300 + FRAME, 140 + FRAME)) == (140, 140)


def test_a_click_is_a_dot(canvas):
    QTest.mouseClick(canvas, LEFT, pos=place(canvas, (140, 140)))
    assert drawn(canvas) == [[[140, 140]]]
    assert grey(canvas, (140, 140)) == 255
    assert grey(canvas, (140, 165)) == 0


def test_a_double_click_is_two_dots(canvas):
    for _ in range(2):
        QTest.mouseClick(canvas, LEFT, pos=place(canvas, (140, 140)))
    assert len(drawn(canvas)) == 2
    at = place(canvas, (90, 90))
    QTest.mouseDClick(canvas, LEFT, pos=at)
    assert drawn(canvas)[-1] == [[90, 90]]


def test_the_other_buttons_do_not_draw(canvas):
    QTest.mouseClick(canvas, RIGHT, pos=place(canvas, (140, 140)))
    QTest.mouseClick(canvas, Qt.MouseButton.MiddleButton, pos=place(canvas, (140, 140)))
    assert drawn(canvas) == []


def mouse(canvas, kind, point, button, buttons):
    at = canvas.from_canvas(*point)
    event = QMouseEvent(kind, at, canvas.mapToGlobal(at), button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, event)


def test_a_second_button_ends_the_stroke(canvas):
    none = Qt.MouseButton.NoButton
    mouse(canvas, QEvent.Type.MouseButtonPress, (50, 50), LEFT, LEFT)
    mouse(canvas, QEvent.Type.MouseMove, (60, 60), none, LEFT)
    mouse(canvas, QEvent.Type.MouseButtonPress, (60, 60), RIGHT, LEFT | RIGHT)
    mouse(canvas, QEvent.Type.MouseMove, (90, 90), none, LEFT | RIGHT)
    mouse(canvas, QEvent.Type.MouseButtonRelease, (90, 90), RIGHT, LEFT)
    mouse(canvas, QEvent.Type.MouseMove, (99, 99), none, LEFT)
    mouse(canvas, QEvent.Type.MouseButtonRelease, (99, 99), LEFT, none)
    assert drawn(canvas) == [[[50, 50], [60, 60]]]
    draw(canvas, HOOK)
    assert drawn(canvas)[1:] == [as_list(HOOK)]


def test_a_release_that_was_not_told_ends_the_stroke(canvas):
    none = Qt.MouseButton.NoButton
    mouse(canvas, QEvent.Type.MouseButtonPress, (50, 50), LEFT, LEFT)
    mouse(canvas, QEvent.Type.MouseMove, (90, 90), none, none)
    mouse(canvas, QEvent.Type.MouseMove, (99, 99), none, LEFT)
    assert drawn(canvas) == [[[50, 50]]]


def test_a_stroke_that_leaves_the_canvas_goes_on_when_it_comes_back(canvas):
    draw(canvas, [(200, 100), (320, 100), (320, 200), (200, 200)])
    assert drawn(canvas) == [[[200, 100], [280, 100]], [[280, 200], [200, 200]]]
    assert grey(canvas, (270, 150)) == 0
    canvas.drawing.undo()
    assert canvas.drawing.empty


def hide(canvas):
    canvas.hide()
    canvas.show()


def lose_focus(canvas):
    canvas.clearFocus()


def disable(canvas):
    canvas.setEnabled(False)
    canvas.setEnabled(True)


def lose_grab(canvas):
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.UngrabMouse))


def be_cleared(canvas):
    canvas.drawing.clear()


def be_drawn_on_elsewhere(canvas):
    canvas.drawing.begin(1, 1)


@pytest.mark.parametrize("interruption", [hide, lose_focus, disable, lose_grab, be_cleared, be_drawn_on_elsewhere])
def test_an_interruption_ends_the_stroke(canvas, interruption):
    QTest.mousePress(canvas, LEFT, pos=place(canvas, (50, 50)))
    interruption(canvas)
    before = drawn(canvas)
    QTest.mouseMove(canvas, place(canvas, (90, 90)))
    QTest.mouseRelease(canvas, LEFT, pos=place(canvas, (90, 90)))
    assert drawn(canvas) == before
    draw(canvas, HOOK)
    assert drawn(canvas) == [*before, as_list(HOOK)]


def test_each_event_is_told_once(canvas):
    told = []
    canvas.drawing.changed.connect(lambda: told.append(True))
    draw(canvas, HOOK)
    assert len(told) == len(HOOK)


# --- pen and touch ---------------------------------------------------------------------------------------------------

PEN = QPointingDevice(
    "pen",
    7,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Pen,
    QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
    1,
    2,
)
ERASER = QPointingDevice(
    "eraser",
    8,
    QInputDevice.DeviceType.Stylus,
    QPointingDevice.PointerType.Eraser,
    QInputDevice.Capability.Position,
    1,
    2,
)


def tablet(canvas, kind, point, buttons=LEFT, device=PEN):
    """A pen's event; whether the canvas took it, so that Qt makes no mouse event of it."""
    at = canvas.from_canvas(*point)
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.TabletMove else LEFT
    event = QTabletEvent(
        kind, device, at, canvas.mapToGlobal(at), 0.5, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, button, buttons
    )
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def test_a_pen_draws_between_the_pixels_of_the_screen(canvas):
    assert tablet(canvas, QEvent.Type.TabletPress, (50.25, 60.5))
    assert tablet(canvas, QEvent.Type.TabletMove, (70.75, 80.125))
    assert tablet(canvas, QEvent.Type.TabletRelease, (71, 81), Qt.MouseButton.NoButton)
    assert drawn(canvas) == [[[50.25, 60.5], [70.75, 80.125], [71, 81]]]


def test_a_pen_in_the_air_does_not_draw(canvas):
    assert not tablet(canvas, QEvent.Type.TabletMove, (70, 80), Qt.MouseButton.NoButton)
    assert drawn(canvas) == []


def test_a_pen_that_was_lifted_where_no_one_told_does_not_go_on(canvas):
    tablet(canvas, QEvent.Type.TabletPress, (50, 60))
    tablet(canvas, QEvent.Type.TabletMove, (70, 80), Qt.MouseButton.NoButton)
    tablet(canvas, QEvent.Type.TabletMove, (90, 80))
    assert drawn(canvas) == [[[50, 60]]]
    tablet(canvas, QEvent.Type.TabletPress, (10, 10))
    tablet(canvas, QEvent.Type.TabletPress, (20, 20))
    assert drawn(canvas) == [[[50, 60]], [[10, 10]], [[20, 20]]]


def test_mouse_events_made_of_the_pen_s_do_not_draw_again(canvas):
    def echo(kind, point, buttons):
        at = canvas.from_canvas(*point)
        where = (at, at, canvas.mapToGlobal(at))
        event = QMouseEvent(kind, *where, LEFT, buttons, Qt.KeyboardModifier.NoModifier, PEN)
        QApplication.sendEvent(canvas, event)

    tablet(canvas, QEvent.Type.TabletPress, (50, 60))
    echo(QEvent.Type.MouseButtonPress, (50, 60), LEFT)
    tablet(canvas, QEvent.Type.TabletMove, (70, 80))
    echo(QEvent.Type.MouseMove, (70, 80), LEFT)
    tablet(canvas, QEvent.Type.TabletRelease, (70, 80), Qt.MouseButton.NoButton)
    echo(QEvent.Type.MouseButtonRelease, (70, 80), Qt.MouseButton.NoButton)
    echo(QEvent.Type.MouseButtonPress, (90, 90), LEFT)
    assert drawn(canvas) == [[[50, 60], [70, 80]]]


def test_the_mouse_does_not_draw_into_a_pen_s_stroke(canvas):
    tablet(canvas, QEvent.Type.TabletPress, (50, 60))
    draw(canvas, HOOK)
    tablet(canvas, QEvent.Type.TabletMove, (70, 80))
    assert drawn(canvas) == [[[50, 60], [70, 80]]]


def test_the_eraser_takes_back_a_stroke(canvas):
    draw(canvas, HOOK)
    tablet(canvas, QEvent.Type.TabletPress, (50, 60), device=ERASER)
    tablet(canvas, QEvent.Type.TabletMove, (70, 80), device=ERASER)
    assert drawn(canvas) == []


@pytest.fixture(scope="module")
def touch_screen(qapp):
    return QTest.createTouchDevice()


def spot(canvas, point):
    """Where a finger is on the screen, which is what PySide's QTest wants to know."""
    return canvas.mapToGlobal(place(canvas, point))


def test_a_finger_draws(canvas, touch_screen):
    QTest.touchEvent(canvas, touch_screen).press(0, spot(canvas, (50, 60))).commit()
    QTest.touchEvent(canvas, touch_screen).move(0, spot(canvas, (70, 80))).commit()
    QTest.touchEvent(canvas, touch_screen).release(0, spot(canvas, (90, 90))).commit()
    assert drawn(canvas) == [[[50, 60], [70, 80], [90, 90]]]


def test_a_second_finger_does_not_draw_and_does_not_disturb(canvas, touch_screen):
    one, two = spot(canvas, (50, 60)), spot(canvas, (200, 200))
    QTest.touchEvent(canvas, touch_screen).press(0, one).commit()
    QTest.touchEvent(canvas, touch_screen).stationary(0).press(1, two).commit()
    QTest.touchEvent(canvas, touch_screen).stationary(0).move(1, two + QPoint(9, 9)).commit()
    QTest.touchEvent(canvas, touch_screen).stationary(0).release(1, two).commit()
    QTest.touchEvent(canvas, touch_screen).move(0, one + QPoint(10, 0)).commit()
    QTest.touchEvent(canvas, touch_screen).release(0, one + QPoint(10, 0)).commit()
    assert drawn(canvas) == [[[50, 60], [60, 60]]]


def test_the_finger_that_stays_does_not_go_on_with_the_stroke_of_the_one_that_left(canvas, touch_screen):
    one, two = spot(canvas, (50, 60)), spot(canvas, (200, 200))
    QTest.touchEvent(canvas, touch_screen).press(0, one).commit()
    QTest.touchEvent(canvas, touch_screen).stationary(0).press(1, two).commit()
    QTest.touchEvent(canvas, touch_screen).release(0, one).stationary(1).commit()
    QTest.touchEvent(canvas, touch_screen).move(1, two + QPoint(9, 9)).commit()
    QTest.touchEvent(canvas, touch_screen).release(1, two).commit()
    assert drawn(canvas) == [[[50, 60]]]


def test_a_touch_while_the_mouse_draws_changes_nothing(canvas, touch_screen):
    QTest.mousePress(canvas, LEFT, pos=place(canvas, (50, 50)))
    QTest.touchEvent(canvas, touch_screen).press(0, spot(canvas, (200, 200))).commit()
    QTest.touchEvent(canvas, touch_screen).release(0, spot(canvas, (200, 200))).commit()
    QTest.mouseMove(canvas, place(canvas, (60, 60)))
    QTest.mouseRelease(canvas, LEFT, pos=place(canvas, (60, 60)))
    assert drawn(canvas) == [[[50, 50], [60, 60]]]


# --- keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_clears(canvas, key):
    draw(canvas, HOOK)
    QTest.keyClick(canvas, key)
    assert drawn(canvas) == []
    QTest.keySequence(canvas, QKeySequence("Ctrl+Z"))
    assert drawn(canvas) == [as_list(HOOK)]


@pytest.mark.parametrize("redo", ["Ctrl+Shift+Z", "Ctrl+Y"])
def test_undo_and_redo_have_their_usual_keys(canvas, redo):
    draw(canvas, HOOK)
    QTest.keySequence(canvas, QKeySequence("Ctrl+Z"))
    assert drawn(canvas) == []
    QTest.keySequence(canvas, QKeySequence(redo))
    assert drawn(canvas) == [as_list(HOOK)]


def test_with_the_focus_its_keys_are_its_own_and_without_it_the_menu_s(qtbot):
    window, canvas, field = QMainWindow(), Canvas(Drawing()), QLineEdit()
    middle = QWidget()
    layout = QHBoxLayout(middle)
    layout.addWidget(canvas)
    layout.addWidget(field)
    window.setCentralWidget(middle)
    menu_action = QAction("Undo something else", window)
    menu_action.setShortcut("Ctrl+Z")
    window.addAction(menu_action)
    asked = []
    menu_action.triggered.connect(lambda: asked.append(True))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    draw(canvas, HOOK)
    assert canvas.hasFocus()
    QTest.keySequence(canvas, QKeySequence("Ctrl+Z"))
    QTest.keySequence(canvas, QKeySequence("Ctrl+Y"))
    assert drawn(canvas) == [as_list(HOOK)]
    assert asked == []
    window.setFocus()
    QTest.keySequence(window, QKeySequence("Ctrl+Z"))
    assert asked == [True]


def test_a_digit_can_be_drawn_with_keys_alone(canvas):
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    for _ in range(2):
        QTest.keyClick(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    step = KEY_STEP
    expected = [[140, 140 - step], [140, 140], [140, 140 + step], [140 + step / 3, 140 + step]]
    assert drawn(canvas) == [expected]
    for _ in range(100):
        QTest.keyClick(canvas, Qt.Key.Key_Left)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert drawn(canvas)[1] == [[0, 140 + step]]


def test_the_mouse_takes_over_from_the_keys(canvas):
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    draw(canvas, HOOK)
    QTest.keyClick(canvas, Qt.Key.Key_Down)
    assert drawn(canvas) == [[[140, 140]], as_list(HOOK)]


def test_other_keys_are_left_to_others(canvas):
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_5):
        QTest.keyClick(canvas, key)
    assert drawn(canvas) == []


# --- what is seen ----------------------------------------------------------------------------------------------------


def test_an_empty_canvas_says_what_to_do(canvas):
    assert canvas.toolTip()
    assert canvas.accessibleName()
    words = (picture(canvas)[FRAME + 60 : FRAME + 220, FRAME + 20 : FRAME + 260] > 60).sum()
    assert words > 200
    canvas.drawing.begin(20, 20)
    assert (picture(canvas)[FRAME + 60 : FRAME + 220, FRAME + 60 : FRAME + 260] > 0).sum() == 0
    canvas.drawing.clear()
    assert (picture(canvas)[FRAME + 60 : FRAME + 220, FRAME + 20 : FRAME + 260] > 60).sum() == words


def test_a_tooltip_does_not_hide_the_ink(canvas):
    def hover():
        at = place(canvas, (50, 50))
        QToolTip.showText(QPoint(0, 0), "something else", canvas)
        QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at)))
        return QToolTip.text()

    assert hover() == canvas.toolTip()
    draw(canvas, HOOK)
    assert hover() == "something else"


def test_the_hint_goes_also_when_the_drawing_was_cleared_out_of_sight(canvas):
    draw(canvas, HOOK)
    picture(canvas)
    canvas.hide()
    canvas.drawing.clear()
    canvas.show()
    canvas.repaint()
    canvas.drawing.begin(20, 20)
    QApplication.processEvents()
    assert (picture(canvas)[FRAME + 60 : FRAME + 220, FRAME + 60 : FRAME + 260] > 0).sum() == 0


def test_canvases_of_one_drawing_show_the_same(qtbot, canvas):
    other = shown(qtbot, Canvas(canvas.drawing))
    draw(canvas, HOOK)
    draw(other, [(30, 200), (250, 220)])
    inner = slice(FRAME + 2, -FRAME - 2)
    assert np.array_equal(picture(canvas)[inner, inner], picture(other)[inner, inner])
    assert len(drawn(other)) == 2


def test_ink_painted_bit_by_bit_looks_like_ink_painted_at_once(qtbot, canvas):
    angles = np.linspace(0, 6 * np.pi, 400)
    points = np.stack([140 + 5 * angles * np.cos(angles), 140 + 5 * angles * np.sin(angles)], axis=1)
    canvas.drawing.begin(*points[0])
    for some in np.array_split(points[1:], 150):
        canvas.drawing.extend(some)
        canvas.repaint()
    late = shown(qtbot, Canvas(canvas.drawing))
    inner = slice(FRAME + 2, -FRAME - 2)
    difference = np.abs(picture(canvas)[inner, inner] - picture(late)[inner, inner])
    assert difference.max() <= 128  # edges that were painted twice
    assert difference.mean() < 1


def test_undo_leaves_no_trace(canvas):
    draw(canvas, HOOK)
    before = picture(canvas)
    draw(canvas, [(30, 30), (250, 250)])
    assert not np.array_equal(picture(canvas), before)
    canvas.drawing.undo()
    assert np.abs(picture(canvas) - before).max() <= 128
    assert np.abs(picture(canvas) - before).mean() < 0.5


class Painted(QObject):
    """Collects what a widget is asked to paint."""

    def __init__(self):
        super().__init__()
        self.regions = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.regions.append(event.rect())
        return False


def test_only_what_is_new_is_painted(canvas):
    draw(canvas, HOOK)
    QApplication.processEvents()
    painted = Painted()
    canvas.installEventFilter(painted)
    canvas.drawing.begin(100, 200)
    canvas.drawing.extend([(104, 204)])
    QApplication.processEvents()
    assert painted.regions
    assert all(region.width() < 60 and region.height() < 60 for region in painted.regions)


def test_all_that_is_different_is_painted(canvas):
    corners = [(40, 40), (240, 60), (60, 120), (220, 180), (215, 60), (100, 240)]
    canvas.drawing.begin(*corners[0])
    QApplication.processEvents()
    before = picture(canvas)
    for corner in corners[1:]:
        painted = Painted()
        canvas.installEventFilter(painted)
        canvas.drawing.extend([corner])
        QApplication.processEvents()
        canvas.removeEventFilter(painted)
        after = picture(canvas)
        rows, columns = np.nonzero(before != after)
        assert len(rows)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            assert any(region.contains(column, row) for region in painted.regions)
        before = after


def test_finished_strokes_keep_their_ends(canvas):
    draw(canvas, HOOK)
    draw(canvas, [(250, 20), (260, 30)])
    draw(canvas, [(20, 20), (20, 40)])
    assert grey(canvas, HOOK[-1]) == grey(canvas, (260, 30)) == grey(canvas, (20, 40)) == 255


def test_the_focus_is_seen(canvas):
    with_focus = picture(canvas)
    canvas.clearFocus()
    assert not np.array_equal(picture(canvas), with_focus)


def test_on_a_fine_screen_the_ink_is_fine(canvas):
    draw(canvas, HOOK)
    canvas.devicePixelRatioF = lambda: 2.0
    sharp = QImage(canvas.size() * 2, QImage.Format.Format_RGB32)
    sharp.setDevicePixelRatio(2)
    painter = QPainter(sharp)
    canvas.render(painter, QPoint(0, 0))
    painter.end()
    assert canvas._ink._image.width() == 560
    at = canvas.from_canvas(130, 60) * 2
    assert sharp.pixelColor(at.toPoint()).lightness() == 255


@pytest.mark.parametrize("size", [(1, 1), (5, 300), (300, 5)])
def test_no_size_is_too_small(qtbot, size):
    canvas = Canvas(Drawing())
    qtbot.addWidget(canvas)
    canvas.setMinimumSize(0, 0)
    canvas.resize(*size)
    canvas.drawing.begin(10, 10)
    canvas.drawing.extend([(200, 200)])
    canvas.grab()


# --- eraser, labels and pictures -------------------------------------------------------------------------------------

BAR = [(60, 200), (220, 200)]


def test_e_takes_the_eraser_which_erases_what_it_touches(canvas):
    draw(canvas, HOOK)
    draw(canvas, BAR)
    QTest.keyClick(canvas, Qt.Key.Key_E)
    assert canvas.erasing
    draw(canvas, [(200, 170), (200, 230)])
    assert drawn(canvas) == [as_list(HOOK)]
    QTest.keyClick(canvas, Qt.Key.Key_E)
    draw(canvas, BAR)
    assert drawn(canvas) == [as_list(HOOK), as_list(BAR)]


def test_one_way_of_the_eraser_is_one_step(canvas):
    draw(canvas, HOOK)
    draw(canvas, BAR)
    canvas.set_erasing(True)
    draw(canvas, [(100, 40), (100, 120), (100, 220)])
    assert drawn(canvas) == []
    QTest.keySequence(canvas, QKeySequence("Ctrl+Z"))
    assert drawn(canvas) == [as_list(HOOK), as_list(BAR)]


def test_the_pen_s_other_end_erases_only_what_it_touches(canvas):
    draw(canvas, HOOK)
    draw(canvas, BAR)
    assert tablet(canvas, QEvent.Type.TabletPress, (200, 240), device=ERASER)
    assert len(drawn(canvas)) == 2
    assert tablet(canvas, QEvent.Type.TabletMove, (200, 205), device=ERASER)
    assert tablet(canvas, QEvent.Type.TabletRelease, (200, 205), device=ERASER)
    assert drawn(canvas) == [as_list(HOOK)]
    assert not canvas.erasing


def test_a_finger_erases_too(canvas, touch_screen):
    draw(canvas, BAR)
    canvas.set_erasing(True)
    QTest.touchEvent(canvas, touch_screen).press(0, spot(canvas, (100, 200))).commit()
    QTest.touchEvent(canvas, touch_screen).release(0, spot(canvas, (100, 200))).commit()
    assert drawn(canvas) == []


def test_the_eraser_can_be_used_by_keys_alone(canvas):
    draw(canvas, [(100, 140), (200, 140)])
    QTest.keyClick(canvas, Qt.Key.Key_E)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    assert drawn(canvas) == []


def test_digits_label_and_return_says_that_it_is_done(canvas):
    said = []
    canvas.labelled.connect(said.append)
    canvas.finished.connect(lambda: said.append("done"))
    for key in (Qt.Key.Key_0, Qt.Key.Key_9, Qt.Key.Key_Return):
        QTest.keyClick(canvas, key)
    QTest.keyClick(canvas, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(canvas, Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    assert said == ["0", "9", "done", "4"]


def test_a_picture_is_shown_until_something_is_drawn(canvas):
    canvas.drawing.show_picture(Pasted(np.zeros((28, 28), np.uint8), np.full((60, 60), 255, np.uint8)))
    QApplication.processEvents()
    assert grey(canvas, (140, 140)) == 255
    assert grey(canvas, (20, 20)) == 0
    draw(canvas, [(20, 20), (30, 20)])
    assert grey(canvas, (140, 140)) == 0
    assert grey(canvas, (25, 20)) == 255


def test_its_grey_levels_are_those_of_the_ink_at_any_size(qtbot, canvas):
    draw(canvas, HOOK)
    small = shown(qtbot, Canvas(canvas.drawing), 140)
    one, other = canvas.levels(), small.levels()
    assert one.shape == other.shape == (280, 280)
    assert one[60, 130] == other[60, 130] == 255
    assert one[150, 40] == other[150, 40] == 0
    assert np.abs(one.astype(int) - other).mean() < 4


def test_letters_keep_and_shift_delete_takes_the_eraser_where_e_is_a_class(canvas):
    said = []
    canvas.labelled.connect(said.append)
    canvas.set_names(tuple("DEe"))
    assert "Draw a digit" not in canvas.toolTip()
    QTest.keyClick(canvas, "e")
    QTest.keyClick(canvas, "E", Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(canvas, "d")
    QTest.keyClick(canvas, "7")
    assert said == ["e", "E", "D"]
    assert not canvas.erasing
    QTest.keyClick(canvas, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.erasing
    canvas.set_names(("Bag", "Coat"))
    QTest.keyClick(canvas, "e")
    assert not canvas.erasing
