"""The canvas: where a digit is drawn with mouse, pen, finger or keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, QKeyCombination, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEventPoint,
    QImage,
    QInputDevice,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.digits.pictures import Pasted
from engine.handwriting.ink import CANVAS
from gui.canvas import canvas_words
from gui.canvas.canvas_paint import RADIUS, eraser_cursor, paint_frame, paint_hint, paint_key_pen
from gui.canvas.canvas_pen import ERASER, CanvasPen
from gui.canvas.class_keys import class_of, eraser_is_e
from gui.canvas.digit_frames import DigitFrames
from gui.canvas.ink_image import INK_WIDTH, InkImage, paint_picture
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import sized
from gui.model.drawing import Drawing

FRAME = 3
"""Room around the canvas for the focus frame, in pixels."""

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

    labelled = Signal(str)
    """The key of a class was pressed: this is what the drawing is meant to be."""
    finished = Signal()
    """Return was pressed: the drawing is done."""
    erasing_changed = Signal(bool)
    """The eraser was taken or put away."""

    def __init__(self, drawing: Drawing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._drawing = drawing
        self._pen = CanvasPen(drawing)
        self._ink = InkImage(drawing)
        self.frames = DigitFrames(drawing, self)
        self._hint_shown = True
        self._square = QRectF(0, 0, 1, 1)  # what is drawn on, in pixels of this widget
        self._picture_shown: Pasted | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMouseTracking(True)  # to hear of a button or a pen that was lifted elsewhere
        self.setTabletTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        sized(self.setMinimumSize, 84, 84)
        self.set_names(DIGIT_NAMES)
        drawing.changed.connect(self._on_changed)

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called of which something is drawn."""
        self._names = tuple(names)
        self.setAccessibleName(canvas_words.accessible_name(self._names))
        self.setToolTip(canvas_words.tip(self._names))
        self.tell("")
        self.update()

    def tell(self, words: str) -> None:
        """Say, for who cannot see it, what is on the canvas."""
        description = " ".join(filter(None, [words, canvas_words.description(self._names)]))
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)

    @property
    def drawing(self) -> Drawing:
        return self._drawing

    @property
    def erasing(self) -> bool:
        """Whether whoever touches the canvas erases instead of drawing."""
        return self._pen.erasing

    def set_erasing(self, erasing: bool) -> None:
        """Take the eraser, or the pen."""
        if erasing != self.erasing:
            self._pen.up()
            self._pen.erasing = erasing
            self.setCursor(eraser_cursor() if erasing else Qt.CursorShape.CrossCursor)
            self.update()
            self.erasing_changed.emit(erasing)

    def _toggle_eraser(self) -> None:
        self.set_erasing(not self.erasing)

    def to_canvas(self, position: QPointF) -> tuple[float, float]:
        """A position in this widget as x and y in canvas pixels."""
        square = self._square
        scale = CANVAS / square.width()
        return (position.x() - square.x()) * scale, (position.y() - square.y()) * scale

    def from_canvas(self, x: float, y: float) -> QPointF:
        """Where canvas pixel (x, y) lies in this widget."""
        square = self._square
        scale = square.width() / CANVAS
        return QPointF(square.x() + x * scale, square.y() + y * scale)

    def _pen_down(self, position: QPointF, source: str) -> bool:
        begun = self._pen.down(self.to_canvas(position), source)
        if begun:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        return begun

    def _pen_moved(self, position: QPointF, source: str) -> None:
        self._pen.move(self.to_canvas(position), source)

    # --- mouse, pen and touch --------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if _is_echo(event) or self._pen.draws_by("pen", "touch"):
            return
        if event.button() == Qt.MouseButton.LeftButton and event.buttons() == Qt.MouseButton.LeftButton:
            self._pen_down(event.position(), "mouse")
        else:
            self._pen.up()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:
            self.frames.hover(event.position())
        if not self._pen.held_by("mouse") or _is_echo(event):
            return
        if event.buttons() == Qt.MouseButton.LeftButton:
            self._pen_moved(event.position(), "mouse")
        else:  # it was released where no one told us
            self._pen.up()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pen.held_by("mouse") and not _is_echo(event):
            self._pen_moved(event.position(), "mouse")
            self._pen.up()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Accepted, so that Qt makes no mouse events of them; hovering is not."""
        kind = event.type()
        busy = self._pen.held_by("pen")
        if kind == _Type.TabletPress:
            if event.pointerType() == QPointingDevice.PointerType.Eraser:
                self._pen.up()
                self._pen.rub(self.to_canvas(event.position()), "pen")
            elif event.button() == Qt.MouseButton.LeftButton:
                self._pen_down(event.position(), "pen")
            else:
                self._pen.up()
        elif busy and kind == _Type.TabletMove and event.buttons() == Qt.MouseButton.NoButton:
            self._pen.up()  # it was lifted where no one told us
        elif busy:
            self._pen_moved(event.position(), "pen")
            if kind == _Type.TabletRelease:
                self._pen.up()
        event.setAccepted(kind != _Type.TabletMove or self._pen.held_by("pen"))

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QTouchEvent) and event.deviceType() == QInputDevice.DeviceType.TouchScreen:
            self._touch(event)
            event.accept()
            return True
        if kind == _Type.ToolTip and not self._drawing.empty:
            return True  # who has drawn knows how, and a tip would hide the ink
        if kind in _ENDS_A_STROKE:
            self._pen.up()
        elif kind in (_Type.Leave, _Type.MouseButtonPress):
            self.frames.leave()
        elif kind == _Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._command(event) is not None:
            event.accept()  # while the canvas has the focus these keys are its own, whatever the menus do with them
            return True
        return super().event(event)

    def _touch(self, event: QTouchEvent) -> None:
        """Follow the first finger; others do not draw."""
        for point in event.points():
            if event.type() == _Type.TouchBegin:
                if self._pen.finger is None and self._pen_down(point.position(), "touch"):
                    self._pen.finger = point.id()
            elif point.id() == self._pen.finger and point.state() != QEventPoint.State.Stationary:
                self._pen_moved(point.position(), "touch")
                if point.state() == QEventPoint.State.Released:
                    self._pen.up()
        if self._pen.held_by("touch") and event.type() in (_Type.TouchEnd, _Type.TouchCancel):
            self._pen.up()

    # --- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = self._command(event)
        if command is not None:
            command()
        elif event.key() in _ARROWS and not event.modifiers() & ~(_SHIFT | _KEYPAD):
            self._pen.step(*_ARROWS[Qt.Key(event.key())], fine=bool(event.modifiers() & _SHIFT))
            self.update()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._pen.toggle()
            self.update()
        else:
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._drawing.undo
        if event.matches(QKeySequence.StandardKey.Redo) or event.keyCombination() in _REDO:
            return self._drawing.redo
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers() & ~_KEYPAD:
            return self._drawing.clear
        if event.key() == Qt.Key.Key_Delete and event.modifiers() & ~_KEYPAD == _SHIFT:
            return self._toggle_eraser
        name = class_of(event, self._names)
        if name is not None:
            return partial(self.labelled.emit, name)
        return None if event.modifiers() & ~_KEYPAD else self._plain_command(event)

    def _plain_command(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key without Ctrl and the like means here, besides the pen's keys."""
        if event.key() == Qt.Key.Key_E and eraser_is_e(self._names):
            return self._toggle_eraser
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.finished.emit
        return None

    # --- painting --------------------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        if not self.isVisible():
            return  # the next paint event catches up
        if self._drawing.empty != self._hint_shown or self._picture_shown is not self._drawing.picture:
            self.update()  # all of it looks different
        else:
            square = self._square
            changed = self._ink.update(square.width(), self.devicePixelRatioF())
            self.update(changed.translated(square.topLeft()).toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        square = self._square
        self._hint_shown, self._picture_shown = self._drawing.empty, self._drawing.picture
        self._ink.update(square.width(), self.devicePixelRatioF())
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.GlobalColor.black)
            painter.drawRoundedRect(square, RADIUS, RADIUS)
            if self._hint_shown:
                paint_hint(painter, square, self, canvas_words.hint(self._names))
            elif self._picture_shown is not None:
                paint_picture(painter, square, self._picture_shown)
            else:
                self._ink.paint(painter, square)
            self.frames.paint(painter, square, QRectF(event.rect()))
            if self._pen.key_place is not None and self.hasFocus():
                radius = (ERASER if self.erasing else INK_WIDTH) / 2 * square.width() / CANVAS
                place = self.from_canvas(*self._pen.key_place)
                paint_key_pen(painter, place, radius, self.palette(), self._pen.drawing)
            paint_frame(painter, square, self.palette(), self.hasFocus())
        if not self._ink.complete:
            self.update()  # in an event of its own, so that the window stays alive

    def levels(self) -> np.ndarray:
        """What is on the canvas, (CANVAS, CANVAS) uint8: taken from what is painted anyway, so that it costs little."""
        side = self._square.width()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = max(1, min(self.width(), self.height()) - 2 * FRAME)
        self._square = QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def sizeHint(self) -> QSize:
        return QSize(CANVAS + 2 * FRAME, CANVAS + 2 * FRAME)

    def heightForWidth(self, width: int) -> int:
        return width


def _is_echo(event: QMouseEvent) -> bool:
    """Whether a mouse event was made from one of a pen or a finger, which has been heard already."""
    return event.deviceType() not in (QInputDevice.DeviceType.Mouse, QInputDevice.DeviceType.TouchPad)
