"""The activations of a unit by class: a small histogram for each class, one below the other, over one axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.activity import HALF, LayerActivity
from engine.numbers import number, short, whole
from engine.words import _, ngettext
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.look.sizes import px
from gui.widgets.class_names import elided
from gui.widgets.heard import Heard, heard_list

LEAST, ROW = 9, 18  # height of a row, in pixels: at least, and as it should be
NAME = 80  # width of the names, at most
GAP = 6
_HEIGHT = _("The height goes by the square root of the share of its images.")


@dataclass(frozen=True, eq=False)
class _Shown:
    """``heights``: (classes, bins), 0 to 1; ``edges``: (bins + 1,); ``silent``: (classes,) 0 to 1, the share of images
    on which the unit gives out exactly 0, or None if it never does."""

    heights: np.ndarray
    edges: np.ndarray
    silent: np.ndarray | None
    means: np.ndarray
    support: np.ndarray
    best: int


class ClassHistograms(QWidget):
    """How high a histogram is goes by the square root of the share of the class's images, on one scale for all, so
    that few images are seen beside many. At the left, a bar for the share on which the unit is silent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._names: tuple[str, ...] = DIGIT_NAMES
        self._shown: _Shown | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Activations by class"))

    def show_unit(self, activity: LayerActivity | None, unit: int, names: Sequence[str]) -> None:
        """``activity``: of its layer; None for nothing."""
        self._names = tuple(names)
        self._shown = None if activity is None else _shown(activity, unit)
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.updateGeometry()
        self.update()

    # Places

    def _area(self) -> QRectF:
        """Where the histograms are."""
        left = self._name_width() + GAP + (self._silent_width() + GAP if self._has_silent() else 0)
        bottom = self.fontMetrics().height() + 3
        return QRectF(left, 0, max(1, self.width() - left - GAP), max(1, self.height() - bottom))

    def row_of(self, place: int) -> QRectF:
        """Where the histogram of a class is."""
        return self._row(self._area(), place)

    def _row(self, area: QRectF, place: int) -> QRectF:
        high = area.height() / len(self._names)
        return QRectF(area.x(), area.y() + place * high, area.width(), high)

    def _has_silent(self) -> bool:
        return self._shown is not None and self._shown.silent is not None

    def _silent_width(self) -> int:
        return max(px(40), self.fontMetrics().horizontalAdvance(_("silent")))

    def _name_width(self) -> int:
        metrics = self.fontMetrics()
        return min(px(NAME), max(map(metrics.horizontalAdvance, self._names), default=0)) + 2

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self._shown
        with picture_painter(self) as painter:
            if shown is None:
                return
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            text = self.palette().color(QPalette.ColorRole.WindowText)
            faint = theme.blend(self.palette().color(QPalette.ColorRole.Window), text, 0.07)
            area = self._area()
            for place in range(len(self._names)):
                row = self._row(area, place)
                painter.fillRect(row.adjusted(0, 1, 0, 0), faint)
                self._paint_histogram(painter, row, place)
                if shown.silent is not None:
                    self._paint_silent(painter, row, place, faint)
            self._paint_names(painter, area, text)
            self._paint_axis(painter, area, text)

    def _paint_names(self, painter: QPainter, area: QRectF, text: QColor) -> None:
        """Of low rows, each second or third has its name."""
        wide, high = self._name_width(), area.height() / len(self._names)
        every = max(1, math.ceil(0.8 * self.fontMetrics().height() / high))
        painter.setPen(text)
        for place, name in enumerate(elided(QFontMetricsF(self.font()), self._names, wide)):
            if place % every == 0:
                side = QRectF(0, area.y() + place * high - 20, wide, high + 40)
                painter.drawText(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)

    def _color(self, place: int) -> QColor:
        return QColor(theme.WINNER if place == self._shown.best else theme.BAR)

    def _paint_histogram(self, painter: QPainter, row: QRectF, place: int) -> None:
        heights = self._shown.heights[place]
        tops = row.bottom() - heights * (row.height() - 1)
        wide = row.width() / len(heights)
        corners = [QPointF(row.left(), row.bottom())]
        for bin_, top in enumerate(tops.tolist()):
            left = row.left() + bin_ * wide
            corners += [QPointF(left, top), QPointF(left + wide, top)]
        corners.append(QPointF(row.right(), row.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color(place))
        painter.drawPolygon(QPolygonF(corners))

    def _paint_silent(self, painter: QPainter, row: QRectF, place: int, faint: QColor) -> None:
        full = QRectF(row.left() - GAP - self._silent_width(), row.y() + 1, self._silent_width(), row.height() - 1)
        share = float(self._shown.silent[place])
        painter.fillRect(full, faint)
        if share > 0:
            bar = QRectF(full.right() - share * full.width(), full.y(), share * full.width(), full.height())
            painter.fillRect(bar, QColor(theme.FAINT))

    def _paint_axis(self, painter: QPainter, area: QRectF, text: QColor) -> None:
        edges = self._shown.edges
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText)
        top, high, wide = area.bottom() + 2, self.fontMetrics().height(), 120
        painter.setPen(muted)
        if self._shown.silent is not None:
            middle = area.left() - GAP - self._silent_width() / 2
            painter.drawText(QRectF(middle - wide / 2, top, wide, high), Qt.AlignmentFlag.AlignHCenter, _("silent"))
        painter.drawText(QRectF(area.left(), top, area.width(), high), Qt.AlignmentFlag.AlignHCenter, _("activation"))
        painter.setPen(text)
        painter.drawText(QRectF(area.left(), top, wide, high), Qt.AlignmentFlag.AlignLeft, short(edges[0], 3))
        right = QRectF(area.right() - wide, top, wide, high)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight, short(edges[-1], 3))
        if edges[0] < 0 < edges[-1]:
            zero = area.left() - edges[0] / (edges[-1] - edges[0]) * area.width()
            painter.setPen(QPen(muted, 1))
            painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()))

    # What is said

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self.tip_at(event.pos().y())), self)
            return True
        return super().event(event)

    def tip_at(self, y: float) -> str:
        """What is said of the class in a row."""
        shown, area = self._shown, self._area()
        if shown is None or not area.top() <= y < area.bottom():
            return ""
        words = self._words_of(min(len(self._names) - 1, int((y - area.top()) / area.height() * len(self._names))))
        return f"{words}\n{_HEIGHT}"

    def heard(self) -> Heard:
        """For a screen reader: a sentence for each class."""
        classes = range(len(self._names)) if self._shown is not None else ()
        return heard_list(self.accessibleName(), [self._words_of(place) for place in classes])

    def _words_of(self, place: int) -> str:
        shown = self._shown
        images = int(shown.support[place])
        if not images:
            return _("{name}: no images in this set").format(name=self._names[place])
        words = ngettext(
            "{name}: mean activation {mean} over {images} image",
            "{name}: mean activation {mean} over {images} images",
            images,
        ).format(name=self._names[place], mean=number(float(shown.means[place]), 3), images=whole(images))
        if shown.silent is None:
            return words
        silent = _("silent, that is exactly 0, on {percent} %").format(percent=number(100 * shown.silent[place], 1))
        return f"{words}\n{silent}"

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), len(self._names) * px(LEAST) + self.fontMetrics().height() + 3)

    def sizeHint(self) -> QSize:
        return QSize(px(320), len(self._names) * px(ROW) + self.fontMetrics().height() + 3)


def _shown(activity: LayerActivity, unit: int) -> _Shown:
    counts, support = activity.counts[unit], activity.support
    filled = np.flatnonzero(counts.any(0))
    first = min(HALF, int(filled.min(initial=HALF)))
    last = max(HALF, int(filled.max(initial=HALF - 1)) + 1, first + 1)
    shares = counts[:, first:last] / np.maximum(1, support)[:, None]
    heights = np.sqrt(shares)
    zeros, means = activity.zeros[unit], activity.means[unit]
    best = int(np.nanargmax(means)) if np.isfinite(means).any() else -1
    silent = zeros / np.maximum(1, support) if zeros.any() else None
    return _Shown(
        heights / (heights.max(initial=0) or 1.0), activity.edges(unit)[first : last + 1], silent, means, support, best
    )
