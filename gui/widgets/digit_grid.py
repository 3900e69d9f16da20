"""Thousands of 28x28 images in a grid that scrolls, each with a caption and, on demand, marked right or wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from engine.numbers import whole
from engine.words import _, ngettext
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.widgets.empty_words import paint_empty
from gui.widgets.focus_ring import paint_ring
from gui.widgets.grid_heard import image_words
from gui.widgets.grid_layout import GAP, GridLayout, make_layout
from gui.widgets.heard import Heard, at, heard_list
from gui.widgets.images import grey_image
from gui.widgets.keys import CHOOSE
from gui.widgets.marks import RIGHT, UNMARKED, WRONG, paint_mark
from gui.widgets.network_view import SIDE

__all__ = ["RIGHT", "UNMARKED", "WRONG", "DigitGrid"]

Captions = Sequence[str] | Callable[[int], str]

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True)
class _Strip:
    """The images from ``first`` to ``last - 1`` below each other in one picture, and their captions."""

    first: int
    last: int
    picture: QImage
    captions: list[str]


class DigitGrid(QAbstractScrollArea):
    """A grid of images. Only the rows in sight are ever turned into pictures, so that 60,000 scroll like 60.

    One image is the current one: it is framed, follows the arrow keys, Page Up and Down, Home and End, and a click;
    Return and the space bar click it. Give it an object name: the window needs unique ones.
    """

    pointed = Signal(int)
    """The image under the pointer, or -1 when there is none any more."""
    clicked = Signal(int)
    """An image was clicked, or chosen by Return or the space bar."""
    current_changed = Signal(int)
    """Another image is the current one; -1 when there is none."""

    def __init__(
        self, scale: int = 2, caption_characters: int = 0, largest: int = 0, parent: QWidget | None = None
    ) -> None:
        """``scale``: how large a pixel is drawn; where all images fit larger ones, ``largest`` at most.

        ``caption_characters``: what captions need at least, in characters.
        """
        super().__init__(parent)
        keep_left_to_right(self)
        self._images = np.empty((0, SIDE, SIDE), np.uint8)
        self._captions: Captions | None = None
        self._marks: np.ndarray | None = None
        self._tips: Callable[[int], str] | None = None
        self._scale, self._largest, self._characters = scale, largest, caption_characters
        self._planned = 0
        self._empty_words = _("No images")
        self._current, self._hovered = -1, -1
        self._strip: _Strip | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName(_("Images"))
        self._arrange()

    # What is shown

    def set_images(self, images: np.ndarray, captions: Captions | None = None, marks: np.ndarray | None = None) -> None:
        """Show ``images``, (N, 28, 28) uint8, from the first one on; the array is used as it is and must not change.

        ``captions``: N texts, or a function from an image's index to its text, which is asked for what is in sight
        only. ``marks``: (N,) of UNMARKED, RIGHT or WRONG. Raises ValueError for other shapes or types.
        """
        if images.ndim != 3 or images.shape[1:] != (SIDE, SIDE) or images.dtype != np.uint8:
            raise ValueError(f"images are (N, 28, 28) uint8, not {images.shape} {images.dtype}")
        if marks is not None and len(marks) != len(images):
            raise ValueError(f"{len(marks)} marks for {len(images)} images")
        if captions is not None and not callable(captions) and len(captions) != len(images):
            raise ValueError(f"{len(captions)} captions for {len(images)} images")
        self._images, self._captions, self._marks, self._strip = images, captions, marks, None
        self._current = self._hovered = -1
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self.current_changed.emit(-1)
        self._describe()
        self.viewport().update()

    def set_tips(self, tips: Callable[[int], str] | None) -> None:
        """What the tooltip over an image says; without it, it repeats the caption."""
        self._tips = tips

    def set_caption_characters(self, characters: int) -> None:
        """What captions need at least is another now."""
        if characters != self._characters:
            self._characters = characters
            self._arrange()
            self.viewport().update()

    def plan_for(self, count: int) -> None:
        """Draw images no larger than ``count`` of them would be: as large as in another grid, to be compared with."""
        self._planned = count
        self._arrange()
        self.viewport().update()

    def set_empty_text(self, words: str) -> None:
        """What is written where there are no images."""
        self._empty_words = words
        self.viewport().update()

    def count(self) -> int:
        return len(self._images)

    def image(self, index: int) -> np.ndarray:
        """(28, 28) uint8."""
        return self._images[index]

    def caption(self, index: int) -> str:
        if self._captions is None:
            return ""
        return self._captions(index) if callable(self._captions) else self._captions[index]

    def current(self) -> int:
        """The framed image; -1 if there is none."""
        return self._current

    def set_current(self, index: int) -> None:
        """Frame an image (-1: none) and scroll to where it can be seen."""
        if not -1 <= index < self.count():
            raise IndexError(f"there is no image {index} among {self.count()}")
        if index >= 0:
            self._scroll_to(index)
        if index != self._current:
            self._current = index
            self._describe()
            self.current_changed.emit(index)
            self.viewport().update()

    # Geometry, in logical pixels of the viewport

    def columns(self) -> int:
        """How many images stand side by side."""
        return self._layout.columns

    def rect_of(self, index: int) -> QRectF:
        """Where an image is drawn; outside the viewport if it is not in sight."""
        return self._layout.rect_of(index, self.verticalScrollBar().value())

    def index_at(self, position: QPoint) -> int:
        """The image at a position of the viewport, its caption included; -1 between them."""
        return self._layout.index_at(position, self.verticalScrollBar().value(), self.count())

    def _cell(self, index: int) -> QRectF:
        return self._layout.cell_of(index, self.verticalScrollBar().value())

    def filled_by(self, least: int) -> int:
        """How many images fill the grid, drawn as large as ``least`` of them would be; ``least`` where there is no room
        for them."""
        height = self.viewport().height()
        fitting = (made for made in map(self._layout_of, (*self._larger(), self._scale)) if made.holds(least, height))
        return next((made.room_in(height) for made in fitting), least)

    def _larger(self) -> range:
        """How large pixels may be where there is room, the largest first."""
        return range(self._largest, self._scale, -1)

    def _arrange(self) -> None:
        """Lay out anew, and tell the scroll bar how much there is."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        larger = self._larger() if self.count() else ()
        most = max(self.count(), self._planned)
        fitting = (made for made in map(self._layout_of, larger) if made.holds(most, height))
        self._smallest = self._layout_of(self._scale)
        self._layout = next(fitting, self._smallest)
        bar.setRange(0, max(0, self._layout.height_of(self.count()) - height))
        bar.setPageStep(max(1, height - self._layout.row // 2))
        bar.setSingleStep(max(1, self._layout.row // 3))

    def _layout_of(self, scale: int) -> GridLayout:
        return make_layout(
            self.font(), self.devicePixelRatioF(), scale, self._characters,
            self._captions is not None, self.viewport().width(),
        )  # fmt: skip

    def _scroll_to(self, index: int) -> None:
        bar, row = self.verticalScrollBar(), index // self._layout.columns
        top = row * self._layout.row
        bottom = top + self._layout.row + GAP - self.viewport().height()
        bar.setValue(min(max(bar.value(), bottom), top))

    def _in_sight(self) -> tuple[int, int]:
        return self._layout.in_sight(self.verticalScrollBar().value(), self.viewport().height(), self.count())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self.viewport()) as painter:
            if not self.count():
                paint_empty(painter, QRectF(self.viewport().rect()), self._empty_words, self.palette())
                return
            painter.setFont(self._layout.font)
            strip = self._make_strip()
            self._paint_images(painter, strip)
            self._paint_captions(painter, strip)
            self._paint_frames(painter)
            if self.hasFocus():
                paint_ring(painter, QRectF(self.viewport().rect()), self.palette())

    def _make_strip(self) -> _Strip:
        """The pictures of what is in sight, made anew only when that has changed."""
        first, last = self._in_sight()
        if self._strip is None or (self._strip.first, self._strip.last) != (first, last):
            picture = grey_image(self._images[first:last].reshape(-1, SIDE))
            self._strip = _Strip(first, last, picture, [self.caption(index) for index in range(first, last)])
        return self._strip

    def _paint_images(self, painter: QPainter, strip: _Strip) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))  # white images end somewhere, too
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index in range(strip.first, strip.last):
            rect = self.rect_of(index)
            painter.drawImage(rect, strip.picture, QRectF(0, SIDE * (index - strip.first), SIDE, SIDE))
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
            if self._marks is not None:
                paint_mark(painter, rect, int(self._marks[index]))

    def _paint_captions(self, painter: QPainter, strip: _Strip) -> None:
        if self._captions is None:
            return
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        metrics, flags = painter.fontMetrics(), Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        for index in range(strip.first, strip.last):
            cell = self._cell(index)
            words = metrics.elidedText(strip.captions[index - strip.first], Qt.TextElideMode.ElideRight, cell.width())
            painter.drawText(cell.adjusted(0, self._layout.side + 2, 0, 0), flags, words)

    def _paint_frames(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index, width in ((self._hovered, 1), (self._current, 3)):
            if index >= 0:
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), width))
                painter.drawRect(self.rect_of(index).adjusted(-2, -2, 2, 1))  # clear of the caption

    # What the person does

    def _go(self, index: int) -> None:
        if self.count():
            self.set_current(min(max(index, 0), self.count() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, columns = event.key(), self._layout.columns
        rows = max(1, self.viewport().height() // self._layout.row)
        steps = _STEPS | {
            Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns,
            Qt.Key.Key_PageUp: -columns * rows, Qt.Key.Key_PageDown: columns * rows,
            Qt.Key.Key_Home: -self.count(), Qt.Key.Key_End: self.count(),
        }  # fmt: skip
        if key in CHOOSE and self._current >= 0:
            self.clicked.emit(self._current)
        elif key in steps:
            self._go(0 if self._current < 0 else self._current + steps[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self.set_current(index)
            self.clicked.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.index_at(event.position().toPoint()))

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.pointed.emit(index)
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        elif event.type() == QEvent.Type.DevicePixelRatioChange:
            self._arrange()
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        index = self.index_at(event.pos())
        words = "" if index < 0 else self._tips(index) if self._tips else self.caption(index)
        cell: QRect = self._cell(index).toAlignedRect() if words else QRect()
        QToolTip.showText(event.globalPos(), plain_tip(words), self.viewport(), cell)

    # What Qt asks for

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._hover(-1)  # until the pointer moves again, nothing says what is under it now
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        first = self._in_sight()[0]
        super().resizeEvent(event)
        self._arrange()
        if self._current >= 0:
            self._scroll_to(self._current)
        elif first >= self.count():
            self.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._smallest.cell) + 3 * GAP, self._smallest.row + 2 * GAP)

    def sizeHint(self) -> QSize:
        return QSize(6 * (round(self._smallest.cell) + GAP) + GAP, 2 * self._smallest.row + GAP)

    def heard(self) -> Heard:
        """For a screen reader: a sentence for each image."""
        if not self.count():
            return heard_list(self.accessibleName(), [self._empty_words])
        return Heard(self.accessibleName(), self.count(), self._said_of, current=at(self._current))

    def _said_of(self, index: int, _column: int = 0) -> str:
        if index >= self.count():
            return ""
        words = self._tips(index) if self._tips else self.caption(index)
        return image_words(index, self.count(), words, UNMARKED if self._marks is None else int(self._marks[index]))

    def _describe(self) -> None:
        count = self.count()
        words = ngettext("{count} image", "{count} images", count).format(count=whole(count))
        if self._current >= 0:
            words = _("Image {place} of {count}: {caption}").format(
                place=whole(self._current + 1), count=whole(count), caption=self.caption(self._current)
            )
        self.setAccessibleDescription(words)
