"""The network diagram: which units there are, and what feeds what."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.digits.dataset import CLASSES, DIGIT_NAMES
from engine.networks.network import ACTIVATION_NAMES, OUTPUT_NAMES
from engine.numbers import whole
from engine.words import _, ngettext
from gui.look import theme
from gui.look.plain import plain_tip
from gui.look.sizes import extent
from gui.train.diagram_layout import PAD, Column, Layout, lay_out

_FORWARD = (_("activations go forward"), _("forward"))
_BACK = (_("gradients come back (in training)"), _("gradients come back"), _("back"))
_GREYS = (0, 0, 30, 120, 250, 253, 190, 40, 0, 0, 60, 200, 253, 240, 110, 20, 0, 0)  # a column of pixels, like a 7's
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ALIGN = Qt.AlignmentFlag
_Role = QPalette.ColorRole


class NetworkDiagram(QWidget):
    """Draws a network's layers as columns of units. Hovering, or the arrow keys, point out a unit or a layer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: tuple[int, ...] = ()
        self._names: tuple[str, ...] = ()
        self._activation = self._output = ""
        self._parameters = 0
        self._laid_out: Layout | None = None
        self._pointed: tuple[int, int | None] | None = None  # column, and unit in it if it is one
        self._edges: QPixmap | None = None
        self._rest: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
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
        self._sizes = tuple(sizes)
        self._names = names or (DIGIT_NAMES if sizes[-1] == CLASSES else ())
        self._activation, self._output = ACTIVATION_NAMES[activation], OUTPUT_NAMES[output]
        self._parameters = parameters
        self._pointed = None
        self.setAccessibleDescription(self._in_words())
        self._forget()

    def point_out(self, layer: int | None) -> None:
        """A layer, counted from the inputs, that is pointed at elsewhere; None: none any more."""
        self._point_at((layer, None) if layer is not None and layer < len(self._sizes) else None)

    def unit_position(self, layer: int, unit: int) -> QPointF:
        """Where a drawn unit is: layer 0 is the inputs, unit 0 the topmost of those drawn."""
        return self._layout().columns[layer].unit(unit)

    def drawn_units(self, layer: int) -> int:
        """How many units of a layer are drawn."""
        return len(self._layout().columns[layer].places)

    # --- words -----------------------------------------------------------------------------------------------------

    def _in_words(self) -> str:
        inputs, *hidden, outputs = map(whole, self._sizes)
        return _(
            "{inputs} inputs; hidden layers: {hidden} ({activation}); {outputs} outputs ({output}); "
            "{parameters} parameters. Each unit feeds every unit of the next layer, and no other. "
            "Activations go forward; in training, gradients come back."
        ).format(
            inputs=inputs, hidden=", ".join(hidden) or _("none"), activation=self._activation,
            outputs=outputs, output=self._output, parameters=whole(self._parameters),
        )  # fmt: skip

    def _caption(self) -> str:
        return ngettext(
            "{parameters} parameter · {activation} · {output}",
            "{parameters} parameters · {activation} · {output}",
            self._parameters,
        ).format(parameters=whole(self._parameters), activation=self._activation, output=self._output)

    def pointed_text(self) -> str:
        """What is said of the unit or the layer that is pointed out; empty without one."""
        if self._pointed is None:
            return ""
        layer, unit = self._pointed
        return self._layer_text(layer) if unit is None else self._unit_text(layer, unit)

    def _layer_text(self, layer: int) -> str:
        size = self._sizes[layer]
        if layer == 0:
            words = ngettext("{inputs} input: pixels, row by row", "{inputs} inputs: pixels, row by row", size)
            return words.format(inputs=whole(size))
        before = self._sizes[layer - 1]
        return _("{before} × {units} weights + {units} biases = {parameters}").format(
            before=whole(before), units=whole(size), parameters=whole(before * size + size)
        )

    def _unit_text(self, layer: int, unit: int) -> str:
        if layer == len(self._sizes) - 1:
            if not self._names:
                return _("an output: feeds no other unit")
            words = _("evidence for the digit {digit}") if self._names == DIGIT_NAMES else _("evidence for “{digit}”")
            return words.format(digit=self._names[self._class_of(unit)])
        after = self._sizes[layer + 1]
        if after == 1:
            return _("feeds the unit of the next layer, no other")
        return ngettext(
            "feeds all {units} unit of the next layer, no other",
            "feeds all {units} units of the next layer, no other",
            after,
        ).format(units=whole(after))

    def _class_of(self, unit: int) -> int:
        """The class of an output, of which the first and the last are drawn where there are many."""
        drawn = self.drawn_units(self._last())
        return unit if unit < drawn // 2 else self._sizes[-1] - drawn + unit

    # --- painting --------------------------------------------------------------------------------------------------

    def _layout(self) -> Layout:
        if self._laid_out is None:
            self._laid_out = lay_out(self._sizes, self.size(), self.font(), self._names)
        return self._laid_out

    def _forget(self) -> None:
        """Something else is to be drawn; the next paint event draws it, once."""
        self._laid_out = self._edges = self._rest = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._sizes:
            return
        if self._edges is None or self._rest is None or self._edges.devicePixelRatio() != self.devicePixelRatioF():
            self._edges = self._painted(self._paint_edges)
            self._rest = self._painted(self._paint_rest)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._layout().font)
            painter.setOpacity(1.0 if self._pointed is None else 0.35)
            painter.drawPixmap(0, 0, self._edges)
            painter.setOpacity(1.0)
            if self._pointed is not None:
                self._paint_pointed_edges(painter, *self._pointed)
            painter.drawPixmap(0, 0, self._rest)
            if self._pointed is not None:
                self._paint_pointed_units(painter, *self._pointed)
            self._paint_bottom_line(painter)
            if self.hasFocus():
                painter.setPen(QPen(self.palette().color(_Role.Accent), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _painted(self, paint: Callable[[QPainter, Layout], None]) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._layout().font)
            paint(painter, self._layout())
        return pixmap

    def _paint_edges(self, painter: QPainter, layout: Layout) -> None:
        color = self.palette().color(_Role.WindowText)
        for before, after in pairwise(layout.columns):
            edges = _all_edges(before, after)
            color.setAlpha(max(16, min(80, 2600 // len(edges))))
            painter.setPen(QPen(color, 0.8 * layout.scale))
            painter.drawLines(edges)

    def _paint_rest(self, painter: QPainter, layout: Layout) -> None:
        for layer, column in enumerate(layout.columns):
            for unit in range(len(column.places)):
                self._paint_unit(painter, layer, unit)
            self._paint_dots(painter, column)
        self._paint_labels(painter, layout)
        edge = PAD + layout.line / 2
        self._paint_arrow(painter, layout, edge, _FORWARD)
        self._paint_arrow(painter, layout, self.height() - layout.line - edge, _BACK)

    def _paint_unit(self, painter: QPainter, layer: int, unit: int, pointed: QColor | None = None) -> None:
        column = self._layout().columns[layer]
        middle = column.unit(unit)
        if layer == 0:
            grey = _GREYS[unit % len(_GREYS)]
            painter.setPen(QPen(pointed or _BAR, 2 if pointed else 0.8))
            painter.setBrush(QColor(grey, grey, grey))
            corner = middle - QPointF(column.half, column.half)
            painter.drawRect(QRectF(corner, QSizeF(2 * column.half, 2 * column.half)))
        else:
            painter.setPen(QPen(self.palette().color(_Role.Window), 1))
            painter.setBrush(pointed or _BAR)
            painter.drawEllipse(middle, column.half, column.half)

    def _paint_dots(self, painter: QPainter, column: Column) -> None:
        if column.dots is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(_Role.WindowText))
        gap = 0.36 * (column.places[len(column.places) // 2] - column.dots)
        for k in (-1, 0, 1):
            painter.drawEllipse(QPointF(column.x, column.dots + k * gap), 0.3 * gap, 0.3 * gap)

    def _paint_labels(self, painter: QPainter, layout: Layout) -> None:
        painter.setPen(self.palette().color(_Role.WindowText))
        for layer, column in enumerate(layout.columns):
            y = layout.bottom + (layout.line if layout.staggered and layer % 2 else 0)
            painter.drawText(QRectF(column.x - 60, y, 120, layout.line), _ALIGN.AlignCenter, column.label)
        if self._names:
            self._paint_names(painter, layout)

    def _paint_names(self, painter: QPainter, layout: Layout) -> None:
        """Of the outputs that are drawn, right of them."""
        outputs, metrics = layout.columns[-1], painter.fontMetrics()
        for unit, y in enumerate(outputs.places):
            name = self._names[self._class_of(unit)]
            row = QRectF(outputs.x + outputs.half + 3, y - 10, layout.names, 20)
            elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(layout.names))
            painter.drawText(row, _ALIGN.AlignLeft | _ALIGN.AlignVCenter, elided)

    def _paint_arrow(self, painter: QPainter, layout: Layout, y: float, names: tuple[str, ...]) -> None:
        """A line across with its name in the middle; the way back is dashed, as it is gone in training only."""
        forward = names is _FORWARD
        color = _BAR if forward else _WINNER
        left, right = layout.columns[0].x - 4, layout.columns[-1].x + 4
        metrics = QFontMetricsF(layout.font)
        name = next((n for n in names if metrics.horizontalAdvance(n) + 56 * layout.scale <= right - left), "")
        half = metrics.horizontalAdvance(name) / 2 + 5 if name else 0
        middle = (left + right) / 2
        painter.setPen(QPen(color, 1.6 * layout.scale, Qt.PenStyle.SolidLine if forward else Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(left, y, middle - half, y))
        painter.drawLine(QLineF(middle + half, y, right, y))
        size = 4 * layout.scale
        tip, foot = (right + size, right - size) if forward else (left - size, left + size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([QPointF(tip, y), QPointF(foot, y - size), QPointF(foot, y + size)]))
        painter.setPen(self.palette().color(_Role.WindowText))
        painter.drawText(QRectF(left, y - layout.line / 2, right - left, layout.line), _ALIGN.AlignCenter, name)

    def _paint_pointed_edges(self, painter: QPainter, layer: int, unit: int | None) -> None:
        """A unit's edges to the next layer, or a layer's from the one before, which are its weights."""
        layout = self._layout()
        if unit is None and layer > 0:
            painter.setPen(QPen(_BAR, 0.9 * layout.scale))
            painter.drawLines(_all_edges(layout.columns[layer - 1], layout.columns[layer]))
        elif unit is not None and layer < self._last():
            after = layout.columns[layer + 1]
            start = self.unit_position(layer, unit)
            painter.setPen(QPen(_WINNER, 1.5 * layout.scale))
            painter.drawLines([QLineF(start, after.unit(fed)) for fed in range(len(after.places))])

    def _paint_pointed_units(self, painter: QPainter, layer: int, unit: int | None) -> None:
        for pointed in range(self.drawn_units(layer)) if unit is None else [unit]:
            self._paint_unit(painter, layer, pointed, _WINNER)
        if unit is not None and layer < self._last():
            for fed in range(self.drawn_units(layer + 1)):
                self._paint_unit(painter, layer + 1, fed, _WINNER)

    def _paint_bottom_line(self, painter: QPainter) -> None:
        layout = self._layout()
        row = QRectF(PAD, self.height() - PAD - layout.line, self.width() - 2 * PAD, layout.line)
        text = self.pointed_text() or self._caption()
        text = QFontMetricsF(layout.font).elidedText(text, Qt.TextElideMode.ElideRight, row.width())
        painter.setPen(self.palette().color(_Role.WindowText))
        painter.drawText(row, _ALIGN.AlignCenter, text)

    # --- pointing --------------------------------------------------------------------------------------------------

    def _last(self) -> int:
        return len(self._sizes) - 1

    def _found(self, position: QPointF) -> tuple[int, int | None] | None:
        return self._layout().find(position) if self._sizes else None

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
        if not self._sizes or not (right or down):
            super().keyPressEvent(event)
            return
        layer, unit = self._pointed or (-1 if right > 0 else 0, None)
        layer = max(0, min(self._last(), layer + right))
        if right:
            self._point_at((layer, None))
        else:
            unit = (-1 if unit is None else unit) + down
            self._point_at((layer, max(0, min(self.drawn_units(layer) - 1, unit))))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._point_at(self._found(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), plain_tip(self.pointed_text()), self)
            return True
        return super().event(event)

    def resizeEvent(self, event) -> None:
        self._forget()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._forget()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return extent(300, 230)

    def minimumSizeHint(self) -> QSize:
        return extent(220, 170)


_BAR = QColor(theme.BAR)
_WINNER = QColor(theme.WINNER)


def _all_edges(before: Column, after: Column) -> list[QLineF]:
    return [QLineF(before.x, start, after.x, stop) for start in before.places for stop in after.places]
