"""How an image is painted on its way through a network: its picture, links, units, sums and bars."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen, QPolygonF

from engine.numbers import number, short, whole
from engine.words import _
from gui.look import theme
from gui.look.sizes import fine
from gui.train.diagram.flow_layout import FlowColumn, FlowLayout
from gui.train.diagram.flow_shown import NOBODY, WIDTHS, Link, Shown
from gui.train.diagram.flow_words import LINK, PIXEL, SOFTMAX, UNIT, Pointed

UP, DOWN = QColor(theme.TRAIN), QColor(theme.TEST)
"""What adds to a sum, and what takes from it: the ends of the scale of weights."""
_BAR, _WINNER = QColor(theme.BAR), QColor(theme.WINNER)
_STRONG = (0.3, 0.5, 0.72, 0.95)  # how much of the colour links have, from the thinnest: opaque ones are painted fast
PICTURE = 0.75  # how opaque the picture is over the links that begin in it
_THICK = (0.7, 1.2, 1.9, 2.8)
_ALIGN = Qt.AlignmentFlag
_Role = QPalette.ColorRole


class FlowPainter:
    """Paints in the places of ``layout``; ``names``: of the classes."""

    def __init__(self, painter: QPainter, layout: FlowLayout, palette: QPalette, names: Sequence[str]) -> None:
        self._painter, self._layout, self._palette, self._names = painter, layout, palette, names

    # What stays as it is from one image to the next

    def still(self, sizes: Sequence[int], shown: Sequence[int]) -> None:
        """Frames and words; ``shown``: how many units of each layer can be seen."""
        painter, layout = self._painter, self._layout
        painter.setFont(layout.quiet)
        painter.setPen(self._palette.color(_Role.PlaceholderText))
        middles = [layout.picture.center().x(), *(column.x for column in layout.columns)]
        if layout.large:
            heads = [_("pixels"), *(_("layer {layer}").format(layer=k) for k in range(1, len(middles) - 1))]
            for x, words in zip(middles, [*heads, ""], strict=True):
                self._word(x, layout.head, words, self._room(middles))
            row = layout.sums[0].united(layout.names[0])
            self._head(QRectF(middles[-1] - layout.columns[-1].half, 0, row.right(), 0), _("sums"))
            self._head(layout.bars[0].united(layout.shares[0]), _("softmax"))
        for x, words in zip(middles, self._feet(sizes, shown), strict=True):
            self._word(x, layout.foot, words, self._room(middles))
        if layout.large:
            self._legend()
        self._tracks()

    def _legend(self) -> None:
        layout = self._layout
        row = QRectF(layout.columns[-1].x + 2 * layout.line, layout.foot, layout.shares[0].right(), layout.line)
        row.setRight(layout.shares[0].right())
        words = _("blue adds, orange takes away")
        if self._painter.fontMetrics().horizontalAdvance(words) <= row.width():
            self._painter.drawText(row, _ALIGN.AlignRight | _ALIGN.AlignVCenter, words)

    def _room(self, middles: Sequence[float]) -> float:
        return middles[2] - middles[1] if len(middles) > 2 else 4 * self._layout.line

    def _feet(self, sizes: Sequence[int], shown: Sequence[int]) -> list[str]:
        words = ["28 × 28" if self._layout.large else whole(sizes[0])]
        for size, drawn in zip(sizes[1:], shown, strict=True):
            whole_layer = drawn == size
            words.append(whole(size) if whole_layer else _("{shown} of {units}").format(shown=drawn, units=whole(size)))
        return words

    def _word(self, x: float, y: float, words: str, room: float) -> None:
        metrics = self._painter.fontMetrics()
        if metrics.horizontalAdvance(words) > 0.92 * room:
            words = words.split(" ")[-1]  # the number of the layer, or of its units
        row = QRectF(x - room, y, 2 * room, self._layout.line)
        self._painter.drawText(row, _ALIGN.AlignCenter, words)

    def _head(self, over: QRectF, words: str) -> None:
        row = QRectF(over.left(), self._layout.head, over.width(), self._layout.line)
        self._painter.drawText(row, _ALIGN.AlignLeft | _ALIGN.AlignVCenter, words)

    def _tracks(self) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        window, text = self._palette.color(_Role.Window), self._palette.color(_Role.WindowText)
        self._painter.setBrush(theme.blend(window, text, 0.1))
        for bar in self._layout.bars:
            self._painter.drawRoundedRect(bar, 2, 2)

    # What is another for each image

    def live(self, shown: Shown, picture: QImage, true: int | None) -> None:
        """``true``: what the image is, if that is known."""
        self._painter.fillRect(self._layout.picture, Qt.GlobalColor.black)
        self._links(shown)
        self._picture(picture)
        self._units(shown)
        self._results(shown, true)

    def _picture(self, picture: QImage) -> None:
        self._painter.setOpacity(PICTURE)
        self._painter.drawImage(self._layout.picture, picture)
        self._painter.setOpacity(1.0)
        self._painter.setPen(QPen(self._palette.color(_Role.Mid), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(self._layout.picture.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _links(self, shown: Shown) -> None:
        window = self._palette.color(_Role.Window)
        for width in range(WIDTHS):  # the thickest on top
            for adds in (False, True):
                lines = shown.lines.get((adds, width))
                if lines:
                    color = theme.blend(window, UP if adds else DOWN, _STRONG[width])
                    self._painter.setPen(QPen(color, _THICK[width] * self._layout.scale))
                    self._painter.drawLines(lines)

    def _units(self, shown: Shown) -> None:
        painter, layout = self._painter, self._layout
        painter.setFont(layout.inside)
        empty = self._palette.color(_Role.Base)
        edge = QPen(self._palette.color(_Role.Dark), 1)
        for layer, (column, units) in enumerate(zip(layout.columns, shown.units, strict=True), 1):
            values = shown.flow.given[layer]
            most = float(np.abs(values).max(initial=0.0)) or 1.0
            writes = layout.large and layer < len(layout.columns)
            for slot, unit in enumerate(units.tolist()):
                if unit != NOBODY:
                    value = float(values[unit])
                    color = _filled(empty, value / most)
                    painter.setPen(edge)
                    painter.setBrush(color)
                    painter.drawEllipse(column.place(slot), column.half, column.half)
                    if writes:
                        self._number(column, slot, value, color)

    def _number(self, column: FlowColumn, slot: int, value: float, color: QColor) -> None:
        dark = color.lightnessF() < 0.55
        self._painter.setPen(Qt.GlobalColor.white if dark else Qt.GlobalColor.black)
        place, half = column.place(slot), column.half * 1.4
        words = number(value, 1) if abs(value) < 99.95 else short(value, 2)
        self._painter.drawText(
            QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half), _ALIGN.AlignCenter, words
        )

    def _results(self, shown: Shown, true: int | None) -> None:
        painter, layout, flow = self._painter, self._layout, shown.flow
        text = self._palette.color(_Role.WindowText)
        for slot, unit in enumerate(shown.units[-1].tolist()):
            if unit == NOBODY:
                continue
            wins, share = unit == flow.guess, float(flow.probabilities[unit])
            bar = QRectF(layout.bars[slot])
            bar.setWidth(bar.width() * min(1.0, share))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_WINNER if wins else _BAR)
            if bar.width() > 0.25:
                painter.drawRoundedRect(bar, min(2.0, bar.width() / 2), 2)
            painter.setPen(text)
            painter.setFont(layout.bold if wins else layout.font)
            self._row_words(slot, unit, float(flow.sums[-1][unit]), share)
            if unit == true:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(text, fine(1.5)))
                painter.drawRoundedRect(layout.bars[slot].adjusted(-2, -2, 2, 2), 4, 4)

    def _row_words(self, slot: int, unit: int, total: float, share: float) -> None:
        painter, layout = self._painter, self._layout
        name = layout.names[slot]
        words = painter.fontMetrics().elidedText(self._names[unit], Qt.TextElideMode.ElideRight, int(name.width()))
        painter.drawText(name, _ALIGN.AlignLeft | _ALIGN.AlignVCenter, words)
        if layout.large:
            right = _ALIGN.AlignRight | _ALIGN.AlignVCenter
            painter.drawText(layout.sums[slot].adjusted(0, 0, -layout.line / 2, 0), right, _sum_words(total))
            painter.drawText(layout.shares[slot], right, _("{percent} %").format(percent=whole(100 * share)))

    # What is pointed at

    def pointed(self, shown: Shown, pointed: Pointed) -> None:
        """A frame around it, and of a unit its links into the layers beside it."""
        thick = QPen(_WINNER, 3 * self._layout.scale)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if pointed.kind == UNIT:
            self._painter.setPen(QPen(_WINNER, 1.6 * self._layout.scale))
            self._painter.drawLines([line for link, line in _lines(shown) if _touches(link, pointed)])
        self._painter.setPen(thick)
        if pointed.kind == LINK:
            wanted = Link(pointed.layer, pointed.unit, pointed.below)
            self._painter.drawLines([line for link, line in _lines(shown) if link == wanted])
        elif pointed.kind == PIXEL:
            cell = self._layout.picture.width() / 28
            place = self._layout.pixel_place(pointed.unit)
            self._painter.drawRect(
                QRectF(place.x() - cell / 2, place.y() - cell / 2, cell, cell).adjusted(-2, -2, 2, 2)
            )
        elif pointed.kind in (UNIT, SOFTMAX):
            slot = shown.slot(pointed.layer, pointed.unit)
            if slot is not None and pointed.kind == UNIT:
                column = self._layout.columns[pointed.layer - 1]
                self._painter.drawEllipse(column.place(slot), column.half + 2, column.half + 2)
            elif slot is not None:
                self._painter.drawRoundedRect(self._layout.bars[slot].adjusted(-3, -3, 3, 3), 4, 4)

    # What runs along it

    def course(self, shown: Shown, forward: bool, share: float) -> None:
        """Dots on the links: ``share``, 0 to 1, is how far they have come, on the way there or back."""
        layers = len(self._layout.columns)
        at = (share if forward else 1 - share) * layers
        layer = min(layers, int(at) + 1)
        along = at - (layer - 1)
        chosen = np.array([link.layer == layer for link in shown.links], bool)
        ends = shown.ends[chosen]
        places = ends[:, :2] + along * (ends[:, 2:] - ends[:, :2])
        size = 2.4 * self._layout.scale
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_WINNER)
        for x, y in places.tolist():
            self._painter.drawEllipse(QPointF(x, y), size, size)
        self._arrow(forward, share)

    def _arrow(self, forward: bool, share: float) -> None:
        """Over the diagram on the way there, under it on the way back, where it is dashed."""
        layout, size = self._layout, 5 * self._layout.scale
        left, right = layout.picture.left(), layout.columns[-1].x
        y = layout.head + layout.line + 2 * layout.scale if forward else layout.foot  # clear of the words
        tip = left + share * (right - left) if forward else right - share * (right - left)
        style = Qt.PenStyle.SolidLine if forward else Qt.PenStyle.DashLine
        self._painter.setPen(QPen(_WINNER, 3 * layout.scale, style))
        self._painter.drawLine(QLineF(left if forward else right, y, tip, y))
        back = -2 * size if forward else 2 * size
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_WINNER)
        self._painter.drawPolygon(
            QPolygonF(
                [QPointF(tip - back / 2, y), QPointF(tip + back / 2, y - size), QPointF(tip + back / 2, y + size)]
            )
        )


def _filled(empty: QColor, share: float) -> QColor:
    """``share``: -1 to 1, of the layer's farthest from 0."""
    share = share if np.isfinite(share) else 0.0
    return theme.blend(empty, UP if share >= 0 else DOWN, min(1.0, abs(share)))


def _sum_words(total: float) -> str:
    return number(total, 2) if abs(total) < 999.995 else short(total, 3)


def _lines(shown: Shown) -> list[tuple[Link, QLineF]]:
    return [(link, QLineF(*end)) for link, end in zip(shown.links, shown.ends.tolist(), strict=True)]


def _touches(link: Link, pointed: Pointed) -> bool:
    comes = (link.layer, link.unit) == (pointed.layer, pointed.unit)
    return comes or (link.layer - 1, link.below) == (pointed.layer, pointed.unit)
