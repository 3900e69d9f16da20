"""The network diagram: which units there are, and what feeds what."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from engine.digits.dataset import CLASSES, DIGIT_NAMES
from engine.networks.network import ACTIVATION_NAMES, OUTPUT_NAMES
from engine.words import _
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent
from gui.train.diagram.architecture import Architecture
from gui.train.diagram.layout import PAD, Layout, lay_out
from gui.train.diagram.network_painting import NetworkPainter
from gui.train.diagram.pointed_picture import PointedPicture
from gui.widgets.heard import Heard, heard_list_with

_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ALIGN = Qt.AlignmentFlag
_Role = QPalette.ColorRole


class NetworkDiagram(PointedPicture):
    """Draws a network's layers as columns of units. Hovering, or the arrow keys, point out a unit or a layer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self.architecture = Architecture()
        self._laid_out: Layout | None = None
        self._pointed: tuple[int, int | None] | None = None  # column, and unit in it if it is one
        self._edges: QPixmap | None = None
        self._rest: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("The network"))

    def set_layers(
        self, sizes: tuple[int, ...], activation: str, output: str, parameters: int, names: tuple[str, ...] = ()
    ) -> None:
        """Draw a network with these numbers of units, inputs first and outputs last.

        ``activation`` and ``output`` are named as in ``NetworkSpec``; ``parameters`` is the number of weights and
        biases; ``names`` are those of the classes, the digits for ten outputs unless they are given. Raises ValueError
        for fewer than two layers or an empty one.
        """
        if len(sizes) < 2 or min(sizes) < 1:
            raise ValueError(f"a network needs inputs and outputs and no empty layer, not {sizes}")
        named = names or (DIGIT_NAMES if sizes[-1] == CLASSES else ())
        words = ACTIVATION_NAMES[activation], OUTPUT_NAMES[output]
        self.architecture = Architecture(tuple(sizes), *words, parameters, named)
        self._pointed = None
        self.setAccessibleDescription(self.architecture.in_words())
        self._forget()

    def point_out(self, layer: int | None) -> None:
        """A layer, counted from the inputs, that is pointed at elsewhere; None: none any more."""
        self._point_at((layer, None) if layer is not None and layer < len(self.architecture.sizes) else None)

    def unit_position(self, layer: int, unit: int) -> QPointF:
        """Where a drawn unit is: layer 0 is the inputs, unit 0 the topmost of those drawn."""
        return self._layout().columns[layer].unit(unit)

    def drawn_units(self, layer: int) -> int:
        """How many units of a layer are drawn."""
        return len(self._layout().columns[layer].places)

    def pointed_text(self) -> str:
        """What is said of the unit or the layer that is pointed out; empty without one."""
        if self._pointed is None:
            return ""
        layer, unit = self._pointed
        if unit is None:
            return self.architecture.layer_text(layer)
        return self.architecture.unit_text(layer, self._class_of(unit) if layer == self.architecture.last else unit)

    def heard(self) -> Heard:
        """For a screen reader: a sentence for each layer, and what is pointed out."""
        architecture = self.architecture
        words = [architecture.layer_text(layer) for layer in range(len(architecture.sizes))]
        return heard_list_with(_("Layers"), words, self.pointed_text())

    def _class_of(self, unit: int) -> int:
        """The class of an output, of which the first and the last are drawn where there are many."""
        last = self.architecture.last
        drawn = self.drawn_units(last)
        return unit if unit < drawn // 2 else self.architecture.sizes[last] - drawn + unit

    # --- painting --------------------------------------------------------------------------------------------------

    def _layout(self) -> Layout:
        if self._laid_out is None:
            self._laid_out = lay_out(self.architecture.sizes, self.size(), self.font(), self.architecture.names)
        return self._laid_out

    def _forget(self) -> None:
        """Something else is to be drawn; the next paint event draws it, once."""
        self._laid_out = self._edges = self._rest = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.architecture.sizes:
            return
        if self._edges is None or self._rest is None or self._edges.devicePixelRatio() != self.devicePixelRatioF():
            self._edges = self._painted(NetworkPainter.edges)
            self._rest = self._painted(NetworkPainter.rest)
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._layout().font)
            painter.setOpacity(1.0 if self._pointed is None else 0.35)
            painter.drawPixmap(0, 0, self._edges)
            painter.setOpacity(1.0)
            if self._pointed is not None:
                self._painter(painter).pointed_edges(*self._pointed)
            painter.drawPixmap(0, 0, self._rest)
            if self._pointed is not None:
                self._painter(painter).pointed_units(*self._pointed)
            self._paint_bottom_line(painter)
            if self.hasFocus():
                painter.setPen(QPen(self.palette().color(_Role.Accent), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _painter(self, painter: QPainter) -> NetworkPainter:
        names, last = self.architecture.names, self.architecture.last
        shown = [names[self._class_of(unit)] for unit in range(self.drawn_units(last))] if names else []
        return NetworkPainter(painter, self._layout(), self.palette(), self.height(), shown)

    def _painted(self, paint: Callable[[NetworkPainter], None]) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with picture_painter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._layout().font)
            paint(self._painter(painter))
        return pixmap

    def _paint_bottom_line(self, painter: QPainter) -> None:
        layout = self._layout()
        row = QRectF(PAD, self.height() - PAD - layout.line, self.width() - 2 * PAD, layout.line)
        text = self.pointed_text() or self.architecture.caption()
        text = QFontMetricsF(layout.font).elidedText(text, Qt.TextElideMode.ElideRight, row.width())
        painter.setPen(self.palette().color(_Role.WindowText))
        painter.drawText(row, _ALIGN.AlignCenter, text)

    # --- pointing --------------------------------------------------------------------------------------------------

    def _found(self, position: QPointF) -> tuple[int, int | None] | None:
        return self._layout().find(position) if self.architecture.sizes else None

    def _point_at(self, pointed: tuple[int, int | None] | None) -> None:
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._found(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def focusOutEvent(self, event) -> None:
        self._point_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from layer to layer, up and down from unit to unit."""
        right, down = _ARROWS.get(event.key(), (0, 0))
        if not self.architecture.sizes or not (right or down):
            super().keyPressEvent(event)
            return
        layer, unit = self._pointed or (-1 if right > 0 else 0, None)
        layer = max(0, min(self.architecture.last, layer + right))
        if right:
            self._point_at((layer, None))
        else:
            unit = (-1 if unit is None else unit) + down
            self._point_at((layer, max(0, min(self.drawn_units(layer) - 1, unit))))

    def _point_to(self, position: QPointF) -> None:
        self._point_at(self._found(position))

    def sizeHint(self) -> QSize:
        return extent(300, 230)

    def minimumSizeHint(self) -> QSize:
        return extent(220, 170)
