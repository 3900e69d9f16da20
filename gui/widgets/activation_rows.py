"""What each layer gives out for one image: a row of bars for each layer, a bar for each unit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.numbers import number, whole
from engine.words import _, ngettext
from gui.look import sizes, theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.look.sizes import px
from gui.widgets.class_names import names_below
from gui.widgets.heard import Heard, heard_list

GAP = 6
LEAST = 46  # height of a row of bars


class ActivationRows(QWidget):
    """Bars go up from the line of zero, or down below it. Each layer has a scale of its own."""

    least = LEAST

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._layers: list[np.ndarray] = []
        self._limits: list[tuple[float, float]] = []
        self._titles: list[str] = []
        self._best: int | None = None
        self._names: tuple[str, ...] = DIGIT_NAMES
        self._fit_names()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Activations of each layer"))
        sizes.changed.connect(self._on_text_changed)

    def set_names(self, names: Sequence[str]) -> None:
        """What the outputs are called; then show the layers of a network that has as many."""
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._layers, self._limits, self._titles = [], [], []
            self._on_text_changed()
            self.update()

    def show_layers(self, layers: list[np.ndarray], activation: str) -> None:
        """``layers``: what each layer gives out, (units,) each; the last are the classes' logits."""
        self._layers, self._limits = layers, [_limits(values) for values in layers]
        self._titles = [_title(index, values, activation) for index, values in enumerate(layers[:-1])]
        if layers:
            self._titles.append(
                _("output layer: the logit of each digit, before softmax") if self._names == DIGIT_NAMES else
                _("output layer: the logit of each class, before softmax")
            )  # fmt: skip
        self._best = int(layers[-1].argmax()) if layers else None
        self._on_text_changed()
        self.setAccessibleDescription("; ".join(self._titles))
        self.update()

    def heard(self) -> Heard:
        """For a screen reader: each layer as a whole, then its units."""
        sentences = []
        for layer, (title, values) in enumerate(zip(self._titles, self._layers, strict=True)):
            sentences += [title, *(self._tip(layer, unit) for unit in range(len(values)))]
        return heard_list(self.accessibleName(), sentences or [_("No image")])

    def _fit_names(self) -> None:
        count = len(self._names)
        column = self.width() / count
        overhang = names_below(self.font(), self._names, column).overhang(column)
        self._margin = overhang * count / (count - 1)  # which makes the columns narrower, and the overhang larger
        self._below = names_below(self.font(), self._names, (self.width() - 2 * self._margin) / count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._on_text_changed()

    def _on_text_changed(self) -> None:
        self._fit_names()
        self.setMinimumHeight(self.minimumSizeHint().height())

    def area(self, layer: int) -> QRectF:
        """Where the bars of a layer are drawn."""
        line, rows = self.fontMetrics().height(), max(1, len(self._layers))
        room = (self.height() - self._below.height - 2) / rows
        wide = self.width() - 2 * self._margin
        return QRectF(self._margin, layer * room + line + 2, wide, max(1.0, room - line - 2 - GAP))

    def bar_rect(self, layer: int, unit: int) -> QRectF:
        """Where the bar of a unit is drawn."""
        return self._bars(layer)[unit]

    def _bars(self, layer: int) -> list[QRectF]:
        values, area = np.nan_to_num(self._layers[layer], posinf=0, neginf=0), self.area(layer)
        zero, width = self._zero(layer, area), area.width() / len(values)
        low, high = self._limits[layer]
        heights = (values * (area.height() / (high - low))).tolist()
        wide = max(1.0, width - min(2.0, width * 0.2))
        left = area.x()
        return [QRectF(left + k * width, zero - max(0.0, h), wide, abs(h)) for k, h in enumerate(heights)]

    def _zero(self, layer: int, area: QRectF) -> float:
        """The height of the line of zero."""
        low, high = self._limits[layer]
        return area.bottom() + area.height() * low / (high - low)

    def unit_at(self, position: QPoint) -> tuple[int, int] | None:
        """The layer and the unit at a position."""
        for layer, values in enumerate(self._layers):
            area = self.area(layer)
            if area.contains(position):
                return layer, min(len(values) - 1, int((position.x() - area.x()) / area.width() * len(values)))
        return None

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        text, muted = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.PlaceholderText)
        with picture_painter(self) as painter:
            if not self._layers:
                painter.setPen(muted)
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("No image"))
            for layer in range(len(self._layers)):
                area = self.area(layer)
                painter.setPen(text)
                line = self.fontMetrics().height()
                top = QRectF(0, area.y() - line - 2, self.width(), line)
                painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._titles[layer])
                painter.fillRect(area, theme.blend(palette.color(QPalette.ColorRole.Window), text, 0.06))
                self._paint_bars(painter, layer)
                self._paint_zero(painter, layer, area, muted)
            self._paint_names(painter, text)

    def _paint_bars(self, painter: QPainter, layer: int) -> None:
        bars = self._bars(layer)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.BAR))
        painter.drawRects(bars)
        if layer == len(self._layers) - 1:
            painter.fillRect(bars[self._best], QColor(theme.WINNER))

    def _paint_zero(self, painter: QPainter, layer: int, area: QRectF, muted: QColor) -> None:
        y = self._zero(layer, area)
        painter.setPen(QPen(muted, 1))
        painter.drawLine(QRectF(area.left(), y, 0, 0).topLeft(), QRectF(area.right(), y, 0, 0).topLeft())

    def _paint_names(self, painter: QPainter, text: QColor) -> None:
        if not self._layers:
            return
        painter.setPen(text)
        area = self.area(len(self._layers) - 1)
        width = area.width() / len(self._names)
        for place in range(len(self._names)):
            self._below.paint(painter, place, QRectF(area.x() + place * width, area.bottom() + 1, width, 30))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.unit_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(self._tip(*at)) if at else "", self)
            return True
        return super().event(event)

    def _tip(self, layer: int, unit: int) -> str:
        value = number(float(self._layers[layer][unit]), 3)
        if layer == len(self._layers) - 1:
            words = _("digit {digit}: logit {logit}") if self._names == DIGIT_NAMES else _("{digit}: logit {logit}")
            return words.format(digit=self._names[unit], logit=value)
        return _("layer {layer}, unit {unit}: {activation}").format(layer=layer + 1, unit=unit, activation=value)

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(px(240), max(1, len(self._layers)) * (px(self.least) + line + GAP) + round(self._below.height) + 2)

    def sizeHint(self) -> QSize:
        return QSize(px(500), self.minimumSizeHint().height())


def _title(index: int, values: np.ndarray, activation: str) -> str:
    count = len(values)
    words = (
        ngettext(
            "hidden layer {layer}: {units} unit, {active} of them active; the largest {most}",
            "hidden layer {layer}: {units} units, {active} of them active; the largest {most}",
            count,
        )
        if activation == "relu"
        else ngettext(
            "hidden layer {layer}: {units} unit, {least} to {most}",
            "hidden layer {layer}: {units} units, {least} to {most}",
            count,
        )
    )
    return words.format(
        layer=index + 1, units=whole(count), active=whole((values > 0).sum()),
        least=number(_finite(values.min()), 2), most=number(_finite(values.max()), 2),
    )  # fmt: skip


def _limits(values: np.ndarray) -> tuple[float, float]:
    """The ends of a layer's scale, with zero between them."""
    finite = values[np.isfinite(values)]
    low, high = float(finite.min(initial=0)), float(finite.max(initial=0))
    return (low, high) if high > low else (0.0, 1.0)


def _finite(value: float) -> float:
    return float(value) if np.isfinite(value) else 0.0
