"""The canvas: where a digit is drawn with mouse, pen, finger or keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QKeyCombination, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QEventPoint,
    QImage,
    QInputDevice,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.ink import CANVAS
from engine.pasted import Pasted
from gui.drawing import Drawing
from gui.widgets.ink_image import INK_WIDTH, InkImage, paint_picture

FRAME = 3
"""Room around the canvas for the focus frame, in pixels."""

KEY_STEP = 12.0
"""How far an arrow key moves the pen, in canvas pixels; with Shift a third of it."""

ERASER = 14.0
"""The eraser's diameter, in canvas pixels: a stroke is erased whole when it touches any of its ink."""

_RADIUS = 5.0
_Type = QEvent.Type
_ENDS_A_STROKE = {
    _Type.Hide,
    _Type.FocusOut,
    _Type.WindowDeactivate,
    _Type.WindowBlocked,
    _Type.UngrabMouse,
    _Type.EnabledChange,
}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_REDO = (QKeyCombination(_CTRL | _SHIFT, Qt.Key.Key_Z), QKeyCombination(_CTRL, Qt.Key.Key_Y))
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Canvas(QWidget):
    """Shows a ``Drawing``, white ink on black as in MNIST, and adds to it. Several canvases may show the same one."""

    labelled = Signal(int)
    """A digit's key was pressed: this is what the drawing is meant to be."""
    finished = Signal()
    """Return was pressed: the drawing is done."""
    erasing_changed = Signal(bool)
    """The eraser was taken or put away."""

    def __init__(self, drawing: Drawing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._source: str | None = None  # whose stroke is open: "mouse", "pen", "touch" or "keys"
        self._erasing = False
        self._rubber: str | None = None  # what erases: "mouse", "pen" or "touch"
        self._stroke: int | None = None
        self._finger: int | None = None
        self._last = QPointF()
        self._key_pen: QPointF | None = None
        self._ink = InkImage(drawing)
        self._hint_shown = True
        self._picture_shown: Pasted | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMouseTracking(True)  # to hear of a button or a pen that was lifted elsewhere
        self.setTabletTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(84, 84)
        self.setAccessibleName("Canvas for drawing a digit")
        self.setAccessibleDescription(
            "Draw with mouse, pen or finger, or with the keys: Space puts the pen down and lifts it, arrows move it, "
            "Delete clears, E takes the eraser, 0 to 9 keep the drawing under that digit."
        )
        self.setToolTip(
            "Draw a digit with the mouse, a pen or a finger.\n"
            "Keys: Space puts the pen down and lifts it, arrows move it,\n"
            "Ctrl+Z undoes, Ctrl+Shift+Z redoes, Delete clears,\n"
            "E takes the eraser, 0 to 9 keep the drawing under that digit."
        )
        drawing.changed.connect(self._on_changed)

    @property
    def drawing(self) -> Drawing:
        return self._drawing

    @property
    def erasing(self) -> bool:
        """Whether whoever touches the canvas erases instead of drawing."""
        return self._erasing

    def set_erasing(self, erasing: bool) -> None:
        """Take the eraser, or the pen."""
        if erasing != self._erasing:
            self._pen_up()
            self._erasing = erasing
            self.setCursor(_eraser_cursor() if erasing else Qt.CursorShape.CrossCursor)
            self.update()
            self.erasing_changed.emit(erasing)

    def _toggle_eraser(self) -> None:
        self.set_erasing(not self._erasing)

    def to_canvas(self, position: QPointF) -> tuple[float, float]:
        """A position in this widget as x and y in canvas pixels."""
        square = self._square()
        scale = CANVAS / square.width()
        return (position.x() - square.x()) * scale, (position.y() - square.y()) * scale

    def from_canvas(self, x: float, y: float) -> QPointF:
        """Where canvas pixel (x, y) lies in this widget."""
        square = self._square()
        scale = square.width() / CANVAS
        return QPointF(square.x() + x * scale, square.y() + y * scale)

    # --- the pen, whatever it is -----------------------------------------------------------------------------------

    def _pen_down(self, position: QPointF, source: str) -> bool:
        """Begin a stroke, unless something else is drawing; whether it did."""
        if self._rubber not in (None, source) or (self._mine() and self._source not in (source, "keys")):
            return False
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._key_pen = None
        if self._erasing:
            self._rub(position, source)
            return True
        self._source = source
        self._last = position
        self._stroke = self._drawing.begin(*self.to_canvas(position))
        return True

    def _rub(self, position: QPointF, source: str) -> None:
        """Erase what lies between the eraser's last place, if it is down, and this one."""
        goes_on = self._rubber == source
        start = self._last if goes_on else position
        self._rubber, self._last = source, position
        reach = (INK_WIDTH + ERASER) / 2
        self._drawing.erase(self.to_canvas(start), self.to_canvas(position), reach, goes_on)

    def _pen_moved(self, position: QPointF, source: str) -> None:
        if self._rubber == source:
            self._rub(position, source)
        elif self._source == source and self._mine() and position != self._last:
            self._last = position
            self._drawing.extend([self.to_canvas(position)])

    def _pen_up(self) -> None:
        if self._mine():
            self._drawing.end()
        self._source = self._stroke = self._finger = self._rubber = None

    def _mine(self) -> bool:
        return self._stroke is not None and self._drawing.open_stroke == self._stroke

    # --- mouse, pen and touch --------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if _is_echo(event) or (self._mine() and self._source in ("pen", "touch")):
            return
        if event.button() == Qt.MouseButton.LeftButton and event.buttons() == Qt.MouseButton.LeftButton:
            self._pen_down(event.position(), "mouse")
        else:
            self._pen_up()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if "mouse" not in (self._source, self._rubber) or _is_echo(event):
            return
        if event.buttons() == Qt.MouseButton.LeftButton:
            self._pen_moved(event.position(), "mouse")
        else:  # it was released where no one told us
            self._pen_up()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if "mouse" in (self._source, self._rubber) and not _is_echo(event):
            self._pen_moved(event.position(), "mouse")
            self._pen_up()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Accepted, so that Qt makes no mouse events of them; hovering is not."""
        kind = event.type()
        busy = "pen" in (self._source, self._rubber)
        if kind == _Type.TabletPress:
            if event.pointerType() == QPointingDevice.PointerType.Eraser:
                self._pen_up()
                self._rub(event.position(), "pen")
            elif event.button() == Qt.MouseButton.LeftButton:
                self._pen_down(event.position(), "pen")
            else:
                self._pen_up()
        elif busy and kind == _Type.TabletMove and event.buttons() == Qt.MouseButton.NoButton:
            self._pen_up()  # it was lifted where no one told us
        elif busy:
            self._pen_moved(event.position(), "pen")
            if kind == _Type.TabletRelease:
                self._pen_up()
        event.setAccepted(kind != _Type.TabletMove or "pen" in (self._source, self._rubber))

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QTouchEvent) and event.deviceType() == QInputDevice.DeviceType.TouchScreen:
            self._touch(event)
            event.accept()
            return True
        if kind == _Type.ToolTip and not self._drawing.empty:
            return True  # who has drawn knows how, and a tip would hide the ink
        if kind in _ENDS_A_STROKE:
            self._pen_up()
        elif kind == _Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._command(event) is not None:
            event.accept()  # while the canvas has the focus these keys are its own, whatever the menus do with them
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        """Follow the first finger; others do not draw."""
        for point in event.points():
            if event.type() == _Type.TouchBegin:
                if self._finger is None and self._pen_down(point.position(), "touch"):
                    self._finger = point.id()
            elif point.id() == self._finger and point.state() != QEventPoint.State.Stationary:
                self._pen_moved(point.position(), "touch")
                if point.state() == QEventPoint.State.Released:
                    self._pen_up()
        if "touch" in (self._source, self._rubber) and event.type() in (_Type.TouchEnd, _Type.TouchCancel):
            self._pen_up()

    # --- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if command is not None:
            command()
        elif event.key() in _ARROWS and not event.modifiers() & ~(_SHIFT | _KEYPAD):
            self._move_by_key(*_ARROWS[Qt.Key(event.key())], fine=bool(event.modifiers() & _SHIFT))
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._toggle_key_pen()
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._drawing.undo
        if event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() in _REDO:
            return self._drawing.redo
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers() & ~_KEYPAD:
            return self._drawing.clear
        return None if event.modifiers() & ~_KEYPAD else self._plain_command(event)

    def _plain_command(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key without Ctrl and the like means here, besides the pen's keys."""
        if event.key() == Qt.Key.Key_E:
            return self._toggle_eraser
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.finished.emit
        if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and not event.isAutoRepeat():
            return partial(self.labelled.emit, event.key() - Qt.Key.Key_0)
        return None

    def _move_by_key(self, right: int, down: int, fine: bool) -> None:
        if self._mine() and self._source != "keys":
            return
        if self._key_pen is None:
            self._key_pen = QPointF(CANVAS / 2, CANVAS / 2)
        step = KEY_STEP / 3 if fine else KEY_STEP
        x, y = self._key_pen.x() + right * step, self._key_pen.y() + down * step
        self._key_pen = QPointF(min(max(x, 0.0), CANVAS), min(max(y, 0.0), CANVAS))
        if self._source == "keys" and self._mine():
            self._drawing.extend([(self._key_pen.x(), self._key_pen.y())])
        self.update()

    def _toggle_key_pen(self) -> None:
        if self._erasing:
            at = self._key_pen = self._key_pen or QPointF(CANVAS / 2, CANVAS / 2)
            self._drawing.erase((at.x(), at.y()), (at.x(), at.y()), (INK_WIDTH + ERASER) / 2)
        elif self._source == "keys" and self._mine():
            self._pen_up()
        elif not self._mine():
            self._key_pen = self._key_pen or QPointF(CANVAS / 2, CANVAS / 2)
            self._source = "keys"
            self._stroke = self._drawing.begin(self._key_pen.x(), self._key_pen.y())
        self.update()

    # --- painting --------------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        if not self.isVisible():
            return  # the next paint event catches up
        if (
            self._drawing.empty != self._hint_shown or self._picture_shown is not self._drawing.picture
        ):  # all of it looks different
            self.update()
        else:
            square = self._square()
            changed = self._ink.update(square.width(), self.devicePixelRatioF())
            self.update(changed.translated(square.topLeft()).toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        square = self._square()
        self._hint_shown, self._picture_shown = self._drawing.empty, self._drawing.picture
        self._ink.update(square.width(), self.devicePixelRatioF())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.GlobalColor.black)
            painter.drawRoundedRect(square, _RADIUS, _RADIUS)
            if self._hint_shown:
                self._paint_hint(painter, square)
            elif self._picture_shown is not None:
                paint_picture(painter, square, self._picture_shown)
            else:
                self._ink.paint(painter, square)
            if self._key_pen is not None and self.hasFocus():
                self._paint_key_pen(painter, self._key_pen)
            self._paint_frame(painter, square)

    def _paint_hint(self, painter: QPainter, square: QRectF) -> None:
        font = self.font()
        font.setPixelSize(max(8, min(20, round(square.width() / 15))))
        painter.setFont(font)
        painter.setPen(QColor("#B9BEC6"))
        upper = QRectF(square.x(), square.y(), square.width(), square.height() / 2)
        painter.drawText(upper, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, "Draw a digit here")
        font.setPixelSize(max(7, round(font.pixelSize() * 0.75)))
        painter.setFont(font)
        painter.setPen(QColor("#8C939D"))
        lower = upper.translated(0, square.height() / 2 + 4)
        painter.drawText(lower, Qt.AlignmentFlag.AlignHCenter, "with mouse, pen or finger")

    def _paint_key_pen(self, painter: QPainter, at: QPointF) -> None:
        centre = self.from_canvas(at.x(), at.y())
        radius = (ERASER if self._erasing else INK_WIDTH) / 2 * self._square().width() / CANVAS
        color = self.palette().color(QPalette.ColorRole.Accent)
        painter.setPen(QPen(color, 2))
        painter.setBrush(color if self._mine() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)

    def _paint_frame(self, painter: QPainter, square: QRectF) -> None:
        corners = QPainterPath()
        corners.addRect(square)
        corners.addRoundedRect(square, _RADIUS, _RADIUS)  # what is in both is not filled
        painter.fillPath(corners, self.palette().window())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.drawRoundedRect(square.adjusted(-1.5, -1.5, 1.5, 1.5), _RADIUS + 1.5, _RADIUS + 1.5)
        else:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
            painter.drawRoundedRect(square.adjusted(-0.5, -0.5, 0.5, 0.5), _RADIUS + 0.5, _RADIUS + 0.5)

    def levels(self) -> np.ndarray:
        """What is on the canvas, (CANVAS, CANVAS) uint8: taken from what is painted anyway, so that it costs little."""
        side = self._square().width()
        picture = QImage(CANVAS, CANVAS, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.black)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.scale(CANVAS / side, CANVAS / side)
            if self._drawing.picture is not None:
                paint_picture(painter, QRectF(0, 0, side, side), self._drawing.picture)
            else:
                self._ink.update(side, self.devicePixelRatioF())
                self._ink.paint(painter, QRectF(0, 0, side, side))
        grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        rows = np.frombuffer(grey.constBits(), np.uint8).reshape(CANVAS, grey.bytesPerLine())
        return rows[:, :CANVAS].copy()

    # --- geometry --------------------------------------------------------------------------------------------------

    def _square(self) -> QRectF:
        side = max(1, min(self.width(), self.height()) - 2 * FRAME)
        return QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def sizeHint(self) -> QSize:
        return QSize(CANVAS + 2 * FRAME, CANVAS + 2 * FRAME)

    def heightForWidth(self, width: int) -> int:
        return width


def _eraser_cursor() -> QCursor:
    """A ring that is seen on black and on white."""
    picture = QPixmap(22, 22)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for color, width in ((Qt.GlobalColor.black, 4), (Qt.GlobalColor.white, 2)):
            painter.setPen(QPen(color, width))
            painter.drawEllipse(QRectF(3, 3, 16, 16))
    return QCursor(picture)


def _is_echo(event: QMouseEvent) -> bool:
    """Whether a mouse event was made from one of a pen or a finger, which has been heard already."""
    return event.deviceType() not in (QInputDevice.DeviceType.Mouse, QInputDevice.DeviceType.TouchPad)
