"""How the diagram of a network is painted: its units, its links, and the arrows of what goes forward and back."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QPen, QPolygonF

from engine.words import _
from gui.look import theme
from gui.train.diagram.layout import PAD, Column, Layout

FORWARD = (_("activations go forward"), _("forward"))
BACK = (_("gradients come back (in training)"), _("gradients come back"), _("back"))
_GREYS = (0, 0, 30, 120, 250, 253, 190, 40, 0, 0, 60, 200, 253, 240, 110, 20, 0, 0)  # a column of pixels, like a 7's
_ALIGN = Qt.AlignmentFlag
_Role = QPalette.ColorRole
_BAR = QColor(theme.BAR)
_WINNER = QColor(theme.WINNER)


class NetworkPainter:
    """Paints what is laid out; ``shown``: the names of the outputs that are drawn, if they have any."""

    def __init__(self, painter: QPainter, layout: Layout, palette: QPalette, height: int, shown: list[str]) -> None:
        self._painter, self._layout, self._palette = painter, layout, palette
        self._height, self._shown = height, shown

    def edges(self) -> None:
        color = self._palette.color(_Role.WindowText)
        for before, after in pairwise(self._layout.columns):
            edges = _all_edges(before, after)
            color.setAlpha(max(16, min(80, 2600 // len(edges))))
            self._painter.setPen(QPen(color, 0.8 * self._layout.scale))
            self._painter.drawLines(edges)

    def rest(self) -> None:
        for layer, column in enumerate(self._layout.columns):
            for unit in range(len(column.places)):
                self._unit(layer, unit)
            self._dots(column)
        self._labels()
        edge = PAD + self._layout.line / 2
        self._arrow(edge, FORWARD)
        self._arrow(self._height - self._layout.line - edge, BACK)

    def _unit(self, layer: int, unit: int, pointed: QColor | None = None) -> None:
        column = self._layout.columns[layer]
        middle = column.unit(unit)
        if layer == 0:
            grey = _GREYS[unit % len(_GREYS)]
            self._painter.setPen(QPen(pointed or _BAR, 2 if pointed else 0.8))
            self._painter.setBrush(QColor(grey, grey, grey))
            corner = middle - QPointF(column.half, column.half)
            self._painter.drawRect(QRectF(corner, QSizeF(2 * column.half, 2 * column.half)))
        else:
            self._painter.setPen(QPen(self._palette.color(_Role.Window), 1))
            self._painter.setBrush(pointed or _BAR)
            self._painter.drawEllipse(middle, column.half, column.half)

    def _dots(self, column: Column) -> None:
        if column.dots is None:
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._palette.color(_Role.WindowText))
        gap = 0.36 * (column.places[len(column.places) // 2] - column.dots)
        for k in (-1, 0, 1):
            self._painter.drawEllipse(QPointF(column.x, column.dots + k * gap), 0.3 * gap, 0.3 * gap)

    def _labels(self) -> None:
        self._painter.setPen(self._palette.color(_Role.WindowText))
        for layer, column in enumerate(self._layout.columns):
            y = self._layout.bottom + (self._layout.line if self._layout.staggered and layer % 2 else 0)
            self._painter.drawText(QRectF(column.x - 60, y, 120, self._layout.line), _ALIGN.AlignCenter, column.label)
        if self._shown:
            self._names()

    def _names(self) -> None:
        """Of the outputs that are drawn, right of them."""
        outputs, metrics = self._layout.columns[-1], self._painter.fontMetrics()
        for name, y in zip(self._shown, outputs.places, strict=True):
            row = QRectF(outputs.x + outputs.half + 3, y - 10, self._layout.names, 20)
            elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(self._layout.names))
            self._painter.drawText(row, _ALIGN.AlignLeft | _ALIGN.AlignVCenter, elided)

    def _arrow(self, y: float, names: tuple[str, ...]) -> None:
        """A line across with its name in the middle; the way back is dashed, as it is gone in training only."""
        forward = names is FORWARD
        color = _BAR if forward else _WINNER
        left, right = self._layout.columns[0].x - 4, self._layout.columns[-1].x + 4
        metrics = QFontMetricsF(self._layout.font)
        name = next((n for n in names if metrics.horizontalAdvance(n) + 56 * self._layout.scale <= right - left), "")
        half = metrics.horizontalAdvance(name) / 2 + 5 if name else 0
        middle = (left + right) / 2
        self._painter.setPen(
            QPen(color, 1.6 * self._layout.scale, Qt.PenStyle.SolidLine if forward else Qt.PenStyle.DashLine)
        )
        self._painter.drawLine(QLineF(left, y, middle - half, y))
        self._painter.drawLine(QLineF(middle + half, y, right, y))
        size = 4 * self._layout.scale
        tip, foot = (right + size, right - size) if forward else (left - size, left + size)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(color)
        self._painter.drawPolygon(QPolygonF([QPointF(tip, y), QPointF(foot, y - size), QPointF(foot, y + size)]))
        self._painter.setPen(self._palette.color(_Role.WindowText))
        self._painter.drawText(
            QRectF(left, y - self._layout.line / 2, right - left, self._layout.line), _ALIGN.AlignCenter, name
        )

    def pointed_edges(self, layer: int, unit: int | None) -> None:
        """A unit's edges to the next layer, or a layer's from the one before, which are its weights."""
        if unit is None and layer > 0:
            self._painter.setPen(QPen(_BAR, 0.9 * self._layout.scale))
            self._painter.drawLines(_all_edges(self._layout.columns[layer - 1], self._layout.columns[layer]))
        elif unit is not None and layer < len(self._layout.columns) - 1:
            after = self._layout.columns[layer + 1]
            start = self._layout.columns[layer].unit(unit)
            self._painter.setPen(QPen(_WINNER, 1.5 * self._layout.scale))
            self._painter.drawLines([QLineF(start, after.unit(fed)) for fed in range(len(after.places))])

    def pointed_units(self, layer: int, unit: int | None) -> None:
        for pointed in range(len(self._layout.columns[layer].places)) if unit is None else [unit]:
            self._unit(layer, pointed, _WINNER)
        if unit is not None and layer < len(self._layout.columns) - 1:
            for fed in range(len(self._layout.columns[layer + 1].places)):
                self._unit(layer + 1, fed, _WINNER)


def _all_edges(before: Column, after: Column) -> list[QLineF]:
    return [QLineF(before.x, start, after.x, stop) for start in before.places for stop in after.places]
