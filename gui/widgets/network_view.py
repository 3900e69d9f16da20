"""The network view: the 28x28 image that the network gets."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.words import _
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.look.sizes import extent, px
from gui.widgets.heard import Heard, heard_list
from gui.widgets.images import grey_image

SIDE = 28
"""Pixels along each side of the image."""

_FRAME = 1
_GRID_FROM = 4.0  # device pixels in a cell: finer grids are only a grey veil


class NetworkView(QWidget):
    """Shows one image pixel by pixel; hovering names the pixel: row, column, place in the vector, value 0..255."""

    pointed = Signal(int, int)
    """Row and column of the pixel under the pointer, or -1, -1 when there is none any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._image: np.ndarray | None = None
        self._picture = QImage()
        self._grid = QPixmap()
        self._empty_words = _("28 × 28\nfor the network")
        self._hovered: tuple[int, int] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(SIDE + 2 * _FRAME, SIDE + 2 * _FRAME)
        self.setMouseTracking(True)
        self.setAccessibleName(_("The image that the network gets"))
        self._describe()

    def set_image(self, image: np.ndarray | None) -> None:
        """Show ``image``, (28, 28) uint8, 0 (black) to 255 (white), or with None that there is none.

        Raises ValueError for another shape or type.
        """
        if image is not None:
            if image.shape != (SIDE, SIDE) or image.dtype != np.uint8:
                raise ValueError(f"the network's image is (28, 28) uint8, not {image.shape} {image.dtype}")
            image = image.copy()
            self._picture = grey_image(image)
        self._image = image
        self._describe()
        self.update()

    def set_empty_text(self, words: str) -> None:
        """What is written where there is no image, if there is room for it."""
        self._empty_words = words
        self.update()

    def image(self) -> np.ndarray | None:
        """What is shown, (28, 28) uint8."""
        return self._image

    def pixel_at(self, position: QPoint) -> tuple[int, int] | None:
        """Row and column of the pixel at a position in this widget."""
        square = self._square()
        if not square.contains(position.x() + 0.5, position.y() + 0.5):
            return None
        column = int((position.x() + 0.5 - square.x()) * SIDE / square.width())
        row = int((position.y() + 0.5 - square.y()) * SIDE / square.height())
        return min(row, SIDE - 1), min(column, SIDE - 1)

    def pixel_rect(self, row: int, column: int) -> QRectF:
        """Where a pixel is drawn."""
        square = self._square()
        cell = square.width() / SIDE
        return QRectF(square.x() + column * cell, square.y() + row * cell, cell, cell)

    def mark(self, pixel: tuple[int, int] | None) -> None:
        """Frame a pixel, (row, column), as if the pointer were there; None: no pixel."""
        if pixel != self._hovered:
            self._hovered = pixel
            self.update()

    def heard(self) -> Heard:
        """For a screen reader: a table of its pixels."""
        if self._image is None:
            return heard_list(self.accessibleName(), [_("No image yet")])
        return Heard(self.accessibleName(), SIDE, self._said_of, tuple(map(str, range(SIDE))))

    def _said_of(self, row: int, column: int) -> str:
        return "" if self._image is None else self._tip(row, column)

    def _describe(self) -> None:
        description = _("28 x 28 pixels, white ink on black") if self._image is not None else _("No image yet")
        if self.accessibleDescription() != description:
            self.setAccessibleDescription(description)

    def _square(self) -> QRectF:
        """As large as fits with all pixels equally many device pixels wide, and on whole device pixels."""
        ratio = self.devicePixelRatioF()
        room = (min(self.width(), self.height()) - 2 * _FRAME) * ratio
        cell = max(1, int(room // SIDE))
        side = cell * SIDE
        left = int(self.width() * ratio - side) // 2
        top = int(self.height() * ratio - side) // 2
        return QRectF(left / ratio, top / ratio, side / ratio, side / ratio)

    def paintEvent(self, event: QPaintEvent) -> None:
        square = self._square()
        with picture_painter(self) as painter:
            if self._image is None:
                self._paint_nothing(painter, square)
            else:
                painter.drawImage(square, self._picture)
                self._paint_grid(painter, square)
                self._paint_hovered(painter)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(square.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_nothing(self, painter: QPainter, square: QRectF) -> None:
        painter.fillRect(square, Qt.GlobalColor.black)
        self._paint_grid(painter, square)
        if square.width() < px(100):
            return
        font = self.font()
        font.setPixelSize(max(px(8), min(px(14), int(square.width() / 14))))
        painter.setFont(font)
        painter.setPen(QColor("#8C939D"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, self._empty_words)

    def _paint_grid(self, painter: QPainter, square: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        side = round(square.width() * ratio)
        if side < _GRID_FROM * SIDE:
            return
        if self._grid.width() != side or self._grid.devicePixelRatio() != ratio:
            self._grid = _grid(side)
            self._grid.setDevicePixelRatio(ratio)
        painter.drawPixmap(square.topLeft(), self._grid)

    def _paint_hovered(self, painter: QPainter) -> None:
        if self._hovered is not None:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.pixel_rect(*self._hovered).adjusted(-1, -1, 1, 1))

    def _hover(self, pixel: tuple[int, int] | None) -> None:
        if pixel != self._hovered:
            self.mark(pixel)
            self.pointed.emit(*(pixel or (-1, -1)))

    def _tip(self, row: int, column: int) -> str:
        assert self._image is not None
        place = row * SIDE + column
        return _(
            "row {row}, column {column}\n"
            "input {place} of the vector ({row} × {side} + {column}, counted from 0)\n"
            "value {value} of 255"
        ).format(row=row, column=column, place=place, side=SIDE, value=self._image[row, column])

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            pixel = self.pixel_at(event.pos())
            if pixel is None or self._image is None:
                QToolTip.hideText()
            else:
                cell: QRect = self.pixel_rect(*pixel).toAlignedRect()
                QToolTip.showText(event.globalPos(), plain_tip(self._tip(*pixel)), self, cell)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.pixel_at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def sizeHint(self) -> QSize:
        return extent(6 * SIDE + 2 * _FRAME, 6 * SIDE + 2 * _FRAME)

    def heightForWidth(self, width: int) -> int:
        return width


def _grid(side: int) -> QPixmap:
    """The lines between the pixels of an image that is ``side`` device pixels wide: faint on black and on white."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    faint = QColor(128, 128, 128, 56)
    cell = side // SIDE
    with picture_painter(pixmap) as painter:
        for k in range(1, SIDE):
            painter.fillRect(k * cell, 0, 1, side, faint)
            painter.fillRect(0, k * cell, side, 1, faint)
    return pixmap
