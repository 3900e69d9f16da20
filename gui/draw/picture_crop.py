"""The picture that was brought, with the crop on it: its edges are moved by mouse, finger or keys."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from engine.handwriting.paper.view import Crop
from engine.words import _
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent, px
from gui.widgets.images import grey_image

LEAST = 0.02
"""Share of the picture below which a crop cannot be made smaller."""

STEP = 0.01  # that a key moves an edge
GRIP = 12  # pixels around an edge in which the pointer takes it
HANDLE = 4  # half the side of a handle, in pixels
SHADE = QColor(0, 0, 0, 130)
LEFT, TOP, RIGHT, BOTTOM = range(4)
ALL = (LEFT, TOP, RIGHT, BOTTOM)
_CURSORS = {
    (LEFT,): Qt.CursorShape.SizeHorCursor, (RIGHT,): Qt.CursorShape.SizeHorCursor,
    (TOP,): Qt.CursorShape.SizeVerCursor, (BOTTOM,): Qt.CursorShape.SizeVerCursor,
    (LEFT, TOP): Qt.CursorShape.SizeFDiagCursor, (RIGHT, BOTTOM): Qt.CursorShape.SizeFDiagCursor,
    (TOP, RIGHT): Qt.CursorShape.SizeBDiagCursor, (LEFT, BOTTOM): Qt.CursorShape.SizeBDiagCursor,
    ALL: Qt.CursorShape.SizeAllCursor,
}  # fmt: skip
_ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0.0), Qt.Key.Key_Right: (STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP), Qt.Key.Key_Down: (0.0, STEP),
}  # fmt: skip


class PictureCrop(QWidget):
    cropped = Signal(object)
    """A Crop that the person has made, while it still moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="pictureCrop")
        keep_left_to_right(self)
        self._image = QImage()
        self._crop = Crop(0, 0, 1, 1)
        self._held: tuple[int, ...] = ()
        self._from: tuple[QPointF, Crop] = QPointF(), self._crop
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("The picture, and its crop"))
        self.setToolTip(
            _(
                "Only ink inside the frame counts. Drag its edges or corners, or drag it whole.\n"
                "Keys: the arrows move it, with Shift they move its right and lower edge,\n"
                "with Ctrl its left and upper edge."
            )
        )

    def show_picture(self, picture: np.ndarray, crop: Crop) -> None:
        """``picture``: (h, w) uint8. A crop that is being dragged stays under the pointer."""
        self._image = grey_image(picture)
        if not self._held:
            self._crop = crop
        self.setAccessibleDescription(_described(self._crop))
        self.update()

    def crop(self) -> Crop:
        return self._crop

    def sizeHint(self) -> QSize:
        return extent(420, 300)

    def minimumSizeHint(self) -> QSize:
        return extent(180, 120)

    # Places

    def _place(self) -> QRectF:
        """Where the picture is, as large as it fits."""
        if self._image.isNull():
            return QRectF()
        room = QRectF(self.rect()).adjusted(px(6), px(6), -px(6), -px(6))
        size = self._image.size().toSizeF().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(), size)
        place.moveCenter(room.center())
        return place

    def frame(self) -> QRectF:
        """Where the crop is, in this widget's pixels."""
        place, crop = self._place(), self._crop
        return QRectF(
            QPointF(place.left() + crop.left * place.width(), place.top() + crop.top * place.height()),
            QPointF(place.left() + crop.right * place.width(), place.top() + crop.bottom * place.height()),
        )

    def _edges_at(self, point: QPointF) -> tuple[int, ...]:
        """Which edges the pointer takes there: one, two at a corner, all of them inside, or none."""
        frame, grip = self.frame(), px(GRIP)
        if not frame.adjusted(-grip, -grip, grip, grip).contains(point):
            return ()
        away = (
            (LEFT, abs(point.x() - frame.left())), (TOP, abs(point.y() - frame.top())),
            (RIGHT, abs(point.x() - frame.right())), (BOTTOM, abs(point.y() - frame.bottom())),
        )  # fmt: skip
        near = {edge for edge, distance in away if distance <= grip}
        for one, other in ((LEFT, RIGHT), (TOP, BOTTOM)):
            if {one, other} <= near:
                near.discard(one)
        return tuple(sorted(near)) or ALL

    # What the person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._image.isNull():
            self._held = self._edges_at(event.position())
            self._from = event.position(), self._crop

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._held:
            shape = _CURSORS.get(self._edges_at(event.position()), Qt.CursorShape.ArrowCursor)
            self.setCursor(shape)
            return
        place, (start, crop) = self._place(), self._from
        away = event.position() - start
        self._take(moved(crop, self._held, away.x() / place.width(), away.y() / place.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _ARROWS.get(event.key())
        if step is None or self._image.isNull():
            super().keyPressEvent(event)
            return
        keys = event.modifiers()
        if keys & Qt.KeyboardModifier.ShiftModifier:
            edges: tuple[int, ...] = (RIGHT, BOTTOM)
        else:
            edges = (LEFT, TOP) if keys & Qt.KeyboardModifier.ControlModifier else ALL
        self._take(moved(self._crop, edges, *step))

    def _take(self, crop: Crop) -> None:
        if crop != self._crop:
            self._crop = crop
            self.setAccessibleDescription(_described(crop))
            self.update()
            self.cropped.emit(crop)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        place, frame = self._place(), self.frame()
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(SHADE)
            for part in _around(place, frame):
                painter.drawRect(part)
            self._paint_frame(painter, frame)

    def _paint_frame(self, painter: QPainter, frame: QRectF) -> None:
        color = self.palette().color(QPalette.ColorRole.Highlight) if self.hasFocus() else QColor(theme.WINNER)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, px(2)))
        painter.drawRect(frame)
        painter.setPen(QPen(Qt.GlobalColor.white, 1))
        painter.setBrush(color)
        half = px(HANDLE)
        for x in (frame.left(), frame.center().x(), frame.right()):
            for y in (frame.top(), frame.center().y(), frame.bottom()):
                if QPointF(x, y) != frame.center():
                    painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))


def moved(crop: Crop, edges: tuple[int, ...], right: float, down: float) -> Crop:
    """With some edges moved by shares of the picture, within it, and never nearer to each other than ``LEAST``."""
    sides = list(crop)
    for low, high, by in ((LEFT, RIGHT, right), (TOP, BOTTOM, down)):
        if low in edges and high in edges:
            by = min(max(by, -sides[low]), 1 - sides[high])
            sides[low], sides[high] = sides[low] + by, sides[high] + by
        elif low in edges:
            sides[low] = min(max(sides[low] + by, 0.0), sides[high] - LEAST)
        elif high in edges:
            sides[high] = max(min(sides[high] + by, 1.0), sides[low] + LEAST)
    return Crop(*sides)


def _around(place: QRectF, frame: QRectF) -> list[QRectF]:
    """The picture without the crop: above it, below it, and on either side."""
    inner = frame.intersected(place)
    return [
        QRectF(place.topLeft(), QPointF(place.right(), inner.top())),
        QRectF(QPointF(place.left(), inner.bottom()), place.bottomRight()),
        QRectF(QPointF(place.left(), inner.top()), inner.bottomLeft()),
        QRectF(inner.topRight(), QPointF(place.right(), inner.bottom())),
    ]


def _described(crop: Crop) -> str:
    left, top, right, bottom = (round(100 * edge) for edge in crop)
    words = _("The crop goes from {left} to {right} % across, and from {top} to {bottom} % down.")
    return words.format(left=left, right=right, top=top, bottom=bottom)
