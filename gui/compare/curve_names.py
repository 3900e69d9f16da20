"""The names of curves, each beside the end of its own: a legend that covers no curve and needs no search."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.words import _, ngettext
from gui.compare.line_style import LineStyle
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import px
from gui.widgets.still_plot import StillPlot

LEAD, GAP, WIDEST = 16, 4, 190  # pixels of the line that leads to a name, from it to the name, of all together
SHARE = 0.28  # of the plot's width, for names at most
NARROWEST = 420  # pixels of the plot and its names, or there are none


@dataclass(frozen=True)
class End:
    """``y``: where the curve ends, on the plot's own axis; NaN while there is nothing of it."""

    label: str
    style: LineStyle
    y: float


class CurveNames(QWidget):
    """Stands at the right of ``plot``. Each name is as near to its end as the others leave room for."""

    def __init__(self, plot: StillPlot, ends: Callable[[], list[End]], parent: QWidget | None = None) -> None:
        """``ends``: of all curves that are shown, asked for whenever this is painted."""
        super().__init__(parent, objectName="curveNames")
        keep_left_to_right(self)
        self._plot, self._ends = plot, ends
        self._wanted, self._room = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.setToolTip(_("Each name stands at the end of its curve, the best test accuracy usually on top"))
        plot.getPlotItem().getViewBox().sigRangeChanged.connect(self.update)

    def set_labels(self, labels: Sequence[str]) -> None:
        """What room is wanted for, whether or not the curves are shown."""
        metrics = self.fontMetrics()
        self._labels = list(labels)
        self._wanted = max((metrics.horizontalAdvance(label) for label in labels), default=0)
        self._fit()

    def fit(self, room: int) -> None:
        """The plot and the names have so many pixels together."""
        self._room = room
        self._fit()

    def _fit(self) -> None:
        wanted = min(self._wanted + px(LEAD + GAP + 2), px(WIDEST), round(SHARE * self._room))
        self.setFixedWidth(wanted)
        self.setVisible(self._wanted > 0 and self._room >= px(NARROWEST))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._wanted:
            self.set_labels(self._labels)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 0)

    # Where they stand

    def places(self) -> list[tuple[str, LineStyle | None, float, float]]:
        """What is written, the style of its curve, the height where that ends and the height of the name's middle, in
        pixels from the top. The last may tell how many have no room, and has no style."""
        row = self.fontMetrics().height()
        inside = self._plot.getPlotItem().getViewBox().sceneBoundingRect()
        top = max(inside.top(), row / 2)
        ends = self._ends()
        known = [end for end in ends if not math.isnan(end.y)] or ends  # before there is any, all stand at the top
        heights = [min(max(self._height(end.y), inside.top()), inside.bottom()) for end in known]
        order = sorted(range(len(known)), key=lambda place: heights[place])
        most = max(1, int((inside.height() + row) // row))
        shown = order if len(order) <= most else order[: most - 1]
        wanted = [heights[place] for place in shown]
        found = [(known[place].label, known[place].style, heights[place]) for place in shown]
        if len(shown) < len(order):
            more = len(order) - len(shown)
            words = ngettext("and {count} more", "and {count} more", more).format(count=more)
            wanted.append(inside.bottom())
            found.append((words, None, inside.bottom()))
        spread = apart(wanted, row, top, inside.bottom())
        return [(*told, place) for told, place in zip(found, spread, strict=True)]

    def _height(self, y: float) -> float:
        if math.isnan(y):
            return -math.inf
        return float(self._plot.getPlotItem().getViewBox().mapViewToScene(QPointF(0, y)).y())

    def paintEvent(self, event: QPaintEvent) -> None:
        row, known = self.fontMetrics().height(), any(not math.isnan(end.y) for end in self._ends())
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for words, style, end, middle in self.places():
                if style is not None:
                    painter.setPen(style.pen(2 * self._plot.thickness / self.devicePixelRatioF()))
                    painter.drawLine(QPointF(0, end if known else middle), QPointF(px(LEAD), middle))
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                left = px(LEAD + GAP)
                shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, self.width() - left)
                place = QRectF(left, middle - row / 2, self.width() - left, row)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def apart(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """``wanted``, from the lowest on, moved so that all are ``gap`` apart and between ``low`` and ``high``.

    By the least squares: those that meet go together around their mean (pool adjacent violators; Barlow and others,
    1972).
    """
    pools: list[tuple[float, int]] = []  # the mean of what is left when the gaps are taken out, and of how many
    for place, value in enumerate(wanted):
        mean, count = value - place * gap, 1
        while pools and pools[-1][0] > mean:
            before, some = pools.pop()
            mean, count = (before * some + mean * count) / (some + count), some + count
        pools.append((mean, count))
    room = max(low, high - (len(wanted) - 1) * gap)
    flat = [min(max(mean, low), room) for mean, count in pools for _one in range(count)]
    return [value + place * gap for place, value in enumerate(flat)]
