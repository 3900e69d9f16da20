"""An image on its way through a network: it can be pointed at, with the mouse and with keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from engine.inspection.flow import Flow
from engine.words import _
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent
from gui.train.diagram.flow_layout import FlowLayout, lay_out
from gui.train.diagram.flow_painting import FlowPainter
from gui.train.diagram.flow_shown import NOBODY, Shown, show
from gui.train.diagram.flow_words import LAYER, LINK, PIXEL, SOFTMAX, UNIT, Pointed, pointed_words
from gui.train.diagram.pointed_picture import PointedPicture
from gui.widgets.heard import Heard, heard_list, heard_list_with
from gui.widgets.images import grey_image

_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LINK_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FlowView(PointedPicture):
    """Left and right go from layer to layer, up and down from unit to unit, the space bar from link to link of a unit.

    What does not change from one image to the next is painted once; of a flow, lines and places are made once.
    """

    pointed_at = Signal(str)
    """What is said of the part that is pointed at now; empty if nothing is."""
    softmax_wanted = Signal()
    """The softmax was clicked."""

    def __init__(self, large: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._large = large
        self._flow: Flow | None = None
        self._names: tuple[str, ...] = ()
        self._true: int | None = None
        self._empty_words = ""
        self._layout: FlowLayout | None = None
        self._shown: Shown | None = None
        self._still: QPixmap | None = None
        self._picture = QImage()
        self._pointed: Pointed | None = None
        self._told = ""
        self._course: tuple[bool, float] | None = None
        self.setAccessibleName(_("An image on its way through the network"))

    # What is shown

    def show_flow(self, flow: Flow | None, names: Sequence[str] = (), true: int | None = None) -> None:
        """``names``: of the classes; ``true``: the place of the image's own, if it is known."""
        before, self._flow = self._flow, flow
        if before is None or flow is None or before.network.spec.sizes != flow.network.spec.sizes:
            self._pointed = None
            self._names = tuple(names)
            self._forget()
        elif self._names != tuple(names):
            self._names = tuple(names)
            self._forget()
        if flow is not None and (before is None or before.image is not flow.image):
            self._picture = grey_image(flow.image)
        self._true = true
        self._show_anew()

    def set_empty_words(self, words: str) -> None:
        """What is written while there is nothing to show."""
        self._empty_words = words
        self.update()

    def show_course(self, forward: bool, share: float | None) -> None:
        """Something runs along the links, there or back, and has come so far, 0 to 1; None: nothing does."""
        self._course = None if share is None else (forward, share)
        self.update()

    def flow(self) -> Flow | None:
        return self._flow

    def shown(self) -> Shown | None:
        """What is drawn, and where."""
        if self._shown is None and self._flow is not None:
            kept = None
            if self._pointed is not None and self._pointed.kind in (UNIT, SOFTMAX):
                kept = self._pointed.layer, self._pointed.unit
            self._shown = show(self._flow, self._laid_out(), self._before, kept)
        return self._shown

    _before: Shown | None = None

    def _show_anew(self) -> None:
        self._before, self._shown = self._shown or self._before, None
        self._tell()
        self.update()

    def _laid_out(self) -> FlowLayout:
        if self._layout is None:
            assert self._flow is not None
            sizes = self._flow.network.spec.sizes
            self._layout = lay_out(sizes, QSizeF(self.size()), self.font(), self._names, self._large)
        return self._layout

    def _forget(self) -> None:
        """Places or colours are others now."""
        self._layout = self._still = self._shown = self._before = None
        self.update()

    def unit_position(self, layer: int, unit: int) -> QPointF | None:
        """Where a unit is, by its place in a layer counted from the inputs; None: it is not drawn."""
        shown = self.shown()
        slot = None if shown is None else shown.slot(layer, unit)
        return None if slot is None else self._laid_out().columns[layer - 1].place(slot)

    def drawn_units(self, layer: int) -> list[int]:
        """The units of a layer that are drawn, from the top."""
        shown = self.shown()
        return [] if shown is None else [unit for unit in shown.units[layer - 1].tolist() if unit != NOBODY]

    def drawn_counts(self) -> list[int]:
        """How many there are of each layer after the inputs."""
        return [] if self._flow is None else [len(column.places) for column in self._laid_out().columns]

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            shown = self.shown()
            if shown is None:
                self._paint_empty(painter)
            else:
                painter.drawPixmap(0, 0, self._still_pixmap())
                made = FlowPainter(painter, self._laid_out(), self.palette(), self._names)
                made.live(shown, self._picture, self._true)
                if self._pointed is not None:
                    made.pointed(shown, self._pointed)
                if self._course is not None:
                    made.course(shown, *self._course)
            if self.hasFocus():
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        room = self.rect().adjusted(8, 8, -8, -8)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty_words)

    def _still_pixmap(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatio() != ratio:
            self._still = QPixmap(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
            self._still.setDevicePixelRatio(ratio)
            self._still.fill(Qt.GlobalColor.transparent)
            assert self._flow is not None
            with picture_painter(self._still) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                made = FlowPainter(painter, self._laid_out(), self.palette(), self._names)
                made.still(self._flow.network.spec.sizes, self.drawn_counts())
        return self._still

    # Pointing

    def pointed(self) -> Pointed | None:
        return self._pointed

    def pointed_text(self) -> str:
        """What is said of the part that is pointed at; empty if nothing is."""
        if self._pointed is None or self._flow is None:
            return ""
        return pointed_words(self._flow, self._pointed, self.drawn_counts(), self._names)

    def heard(self) -> Heard:
        """For a screen reader: a sentence for each layer, and what is pointed at."""
        if self._flow is None:
            return heard_list(self.accessibleName(), [self._empty_words])
        counts, names = self.drawn_counts(), self._names
        words = [pointed_words(self._flow, Pointed(LAYER, k), counts, names) for k in range(len(counts) + 1)]
        return heard_list_with(_("Layers"), words, self.pointed_text())

    def point_at(self, pointed: Pointed | None) -> None:
        if pointed != self._pointed:
            self._pointed = pointed
            self._tell()
            self.update()

    def point_out(self, layer: int | None) -> None:
        """A layer, counted from the inputs, that is pointed at elsewhere; None: none any more."""
        known = layer is not None and layer <= len(self.drawn_counts())
        self.point_at(Pointed(LAYER, layer or 0) if known else None)

    def _tell(self) -> None:
        words = self.pointed_text()
        if words != self._told:
            self._told = words
            self.setAccessibleDescription(words)
            self.pointed_at.emit(words)

    def found(self, position: QPointF) -> Pointed | None:
        """What is at a place."""
        shown = self.shown()
        if shown is None:
            return None
        layout, last = self._laid_out(), len(shown.units)
        if (unit := layout.unit_at(position)) is not None:
            return self._in_slot(UNIT, *unit)
        if (pixel := layout.pixel_at(position)) is not None:
            return Pointed(PIXEL, 0, pixel)
        if (slot := layout.bar_at(position)) is not None:
            return self._in_slot(SOFTMAX, last, slot)
        if (link := shown.link_at(position)) is not None:
            return Pointed(LINK, link.layer, link.unit, link.below)
        layer = layout.layer_at(position)
        return None if layer is None else Pointed(LAYER, layer)

    def _in_slot(self, kind: str, layer: int, slot: int) -> Pointed | None:
        shown = self.shown()
        unit = NOBODY if shown is None else int(shown.units[layer - 1][slot])
        return None if unit == NOBODY else Pointed(kind, layer, unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.found(event.position())
        is_softmax = found is not None and found.kind == SOFTMAX
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_softmax else Qt.CursorShape.ArrowCursor)
        self.point_at(found)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.found(event.position())
        self.point_at(found)
        if found is not None and found.kind == SOFTMAX and event.button() == Qt.MouseButton.LeftButton:
            self.softmax_wanted.emit()
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.point_at(None)

    def focusOutEvent(self, event) -> None:
        self.point_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._flow is None or key not in (*_ACROSS, *_DOWN, *_LINK_KEYS):
            super().keyPressEvent(event)
        elif key in _ACROSS:
            self._to_layer(_ACROSS[key])
        elif key in _DOWN:
            self._to_unit(_DOWN[key])
        else:
            self._to_link()

    def _to_layer(self, by: int) -> None:
        """The last stop is the softmax."""
        last = len(self.drawn_counts())
        pointed = self._pointed
        at = -1 if pointed is None else last + 1 if pointed.kind == SOFTMAX else pointed.layer
        stop = max(0, min(last + 1, at + by))
        if stop > last:
            self.point_at(Pointed(SOFTMAX, last, self._flow.guess))
        else:
            self.point_at(Pointed(LAYER, stop))

    def _to_unit(self, by: int) -> None:
        pointed = self._pointed or Pointed(LAYER, 1)
        kind = SOFTMAX if pointed.kind == SOFTMAX else UNIT
        layer = max(1, pointed.layer)
        units = self.drawn_units(layer)
        begins = pointed.kind == LAYER or pointed.unit not in units
        at = -1 if begins else units.index(pointed.unit)
        self.point_at(Pointed(kind, layer, units[max(0, min(len(units) - 1, at + by))]))

    def _to_link(self) -> None:
        """From a unit to the strongest link into it, and on to the next of them; from the softmax to the hand."""
        pointed, shown = self._pointed, self.shown()
        if pointed is not None and pointed.kind == SOFTMAX:
            self.softmax_wanted.emit()
        if pointed is None or shown is None or pointed.kind not in (UNIT, LINK):
            return
        into = [link for link in shown.links if (link.layer, link.unit) == (pointed.layer, pointed.unit)]
        if into:
            below = [link.below for link in into]
            is_last = pointed.kind == UNIT or pointed.below not in below
            at = 0 if is_last else (below.index(pointed.below) + 1) % len(below)
            self.point_at(Pointed(LINK, pointed.layer, pointed.unit, below[at]))

    def _point_to(self, position: QPointF) -> None:
        self.point_at(self.found(position))

    # Looks

    def sizeHint(self) -> QSize:
        return extent(700, 420) if self._large else extent(300, 200)

    def minimumSizeHint(self) -> QSize:
        return extent(320, 220) if self._large else extent(220, 150)
