"""The units of a layer: each one's incoming weights as a picture, or what it answers to each class as bars."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QWidget

from engine.inspection.activity import LayerActivity, incoming
from engine.networks.network import FeedForward
from engine.numbers import number
from engine.words import _
from gui.inspect.units_words import class_words
from gui.look import theme
from gui.widgets.color_scale import ColorScale
from gui.widgets.digit_grid import DigitGrid, _Strip
from gui.widgets.images import grey_image
from gui.widgets.keys import CHOOSE
from gui.widgets.network_view import SIDE

_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class UnitGrid(DigitGrid):
    """Cut units are faint and crossed out. The space bar, Return, Delete or a double click cuts the current unit, or
    restores it."""

    cut_wanted = Signal(int)
    """This unit is to be cut or, if it is, restored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(scale=2, caption_characters=4, largest=5, parent=parent)
        self._network: FeedForward | None = None
        self._layer, self._activity = 0, None
        self._cut: frozenset[int] = frozenset()
        self._names: Sequence[str] = ()
        self._colors = ColorScale(-1, 1, "diverging")
        self._bars: np.ndarray | None = None
        self.set_tips(self._tip_of)
        self.set_empty_text(_("No units"))
        self.setAccessibleName(_("Units of the layer"))

    def show_layer(
        self, network: FeedForward | None, layer: int, activity: LayerActivity | None, names: Sequence[str]
    ) -> None:
        """``layer``: of the hidden ones, from 1; ``activity``: what its units answer; ``names``: of the classes. The
        current unit stays, where there are as many."""
        if (network, layer, activity, names) == (self._network, self._layer, self._activity, self._names):
            return
        same = network is not None and layer == self._layer and activity is not None and activity.units == self.count()
        current, place = (self.current(), self.verticalScrollBar().value()) if same else (0, 0)
        self._network, self._layer, self._activity, self._names = network, layer, activity, names
        count = 0 if activity is None else activity.units
        self._prepare()
        self.set_images(np.broadcast_to(np.zeros((1, SIDE, SIDE), np.uint8), (count, SIDE, SIDE)), str)
        self.verticalScrollBar().setValue(place)
        if count:
            self.set_current(max(0, current))

    def show_cut(self, units: Collection[int]) -> None:
        """Which units of this layer are cut."""
        if frozenset(units) != self._cut:
            self._cut = frozenset(units)
            self.viewport().update()
            self._describe()

    def is_cut(self, unit: int) -> bool:
        return unit in self._cut

    def _prepare(self) -> None:
        """The colours of the pictures, or the heights of the bars, -1 to 1, on one scale for the whole layer."""
        self._bars = None
        if self._activity is None:
            return
        if self._layer == 1:
            weights = self._network.layers[0].weight.detach().numpy()
            limit = float(np.abs(weights).max(initial=0, where=np.isfinite(weights))) or 1.0
            self._colors = ColorScale(-limit, limit, "diverging")
        else:
            means = np.nan_to_num(self._activity.means, posinf=0, neginf=0)
            self._bars = means / (np.abs(means).max(initial=0) or 1.0)

    # Painting

    def _make_strip(self) -> _Strip:
        first, last = self._in_sight()
        if self._strip is None or (self._strip.first, self._strip.last) != (first, last):
            if self._bars is None:
                weights = [incoming(self._network, 1, unit) for unit in range(first, last)]
                picture = self._colors.picture(np.concatenate(weights))
            else:
                picture = grey_image(np.zeros((1, 1), np.uint8))
            self._strip = _Strip(first, last, picture, [str(unit) for unit in range(first, last)])
        return self._strip

    def _paint_images(self, painter: QPainter, strip: _Strip) -> None:
        palette = self.palette()
        edge, cross = QPen(palette.color(QPalette.ColorRole.Mid)), QPen(palette.color(QPalette.ColorRole.Text), 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for unit in range(strip.first, strip.last):
            rect = self.rect_of(unit)
            painter.setOpacity(0.4 if unit in self._cut else 1.0)
            if self._bars is None:
                painter.drawImage(rect, strip.picture, QRectF(0, SIDE * (unit - strip.first), SIDE, SIDE))
            else:
                self._paint_bars(painter, rect, self._bars[unit])
            painter.setOpacity(1.0)
            painter.setPen(edge)
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
            if unit in self._cut:
                painter.setPen(cross)
                painter.drawLines([
                    QLineF(rect.topLeft(), rect.bottomRight()), QLineF(rect.bottomLeft(), rect.topRight()),
                ])  # fmt: skip

    def _paint_bars(self, painter: QPainter, rect: QRectF, heights: np.ndarray) -> None:
        wide = rect.width() / len(heights)
        low = min(0.0, float(self._bars.min()))
        scale = (rect.height() - 2) / (1.0 - low)
        zero = rect.bottom() - 1 + low * scale
        color, most = QColor(theme.BAR), int(heights.argmax())
        for place, height in enumerate(heights.tolist()):
            bar = QRectF(rect.x() + place * wide + 0.5, zero, max(0.6, wide - 1), -height * scale).normalized()
            painter.fillRect(bar, QColor(theme.WINNER) if place == most and height > 0 else color)

    # What is said

    def _tip_of(self, unit: int) -> str:
        lines = [_("unit {unit} of layer {layer}").format(unit=unit, layer=self._layer)]
        means = self._activity.means[unit]
        if np.isfinite(means).any():
            best = int(np.nanargmax(means))
            words = class_words(self._names)
            lines.append(words.excited.format(name=self._names[best], mean=number(float(means[best]), 2)))
        lines.append(_("cut: the space bar restores it") if unit in self._cut else _("the space bar cuts it"))
        return "\n".join(lines)

    def _describe(self) -> None:
        super()._describe()
        unit = self.current()
        if unit >= 0:
            words = _("Unit {unit}, cut") if unit in self._cut else _("Unit {unit}")
            self.setAccessibleDescription(words.format(unit=unit))

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*CHOOSE, *_REMOVE) and self.current() >= 0:
            self.cut_wanted.emit(self.current())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        unit = self.index_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and unit >= 0:
            self.cut_wanted.emit(unit)
