"""The network's evidence for each class, as bars."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.numbers import number
from engine.words import _
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.look.sizes import extent, fine, px
from gui.widgets.bars_layout import least_size, make_layout
from gui.widgets.evidence_words import tip_words, value_words
from gui.widgets.heard import Heard, heard_list

LOWEST, STEP = -40.0, 10.0
"""The axis of log-probabilities (natural logarithm) reaches from 0 down to the lowest of all, in whole steps, but
never below LOWEST, the end of the lesson's own figure. Anything below is marked as such."""

KINDS = ("probability", "log_probability")

_CAPTIONS = {
    "probability": (_("probability"), "p"),
    "log_probability": (_("log-probability (log 1 = 0)"), _("log-probability"), "ln p"),
}
_ALIGN = Qt.AlignmentFlag
_LEFT = _ALIGN.AlignLeft | _ALIGN.AlignVCenter
_RIGHT = _ALIGN.AlignRight | _ALIGN.AlignVCenter


class EvidenceBars(QWidget):
    """Horizontal bars, one for each class; the longest is the winner, marked by colour, weight and a pointer.

    More classes than the digits have lower bars and smaller letters, and then two columns or more.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._kind = "probability"
        self._names: tuple[str, ...] = DIGIT_NAMES
        self._logs: list[float] | None = None
        self._lowest = -STEP  # of the axis of log-probabilities
        self._winner: int | None = None
        self._true: int | None = None
        self._summary = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_names(DIGIT_NAMES)

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called, a bar for each. Evidence for as many classes stays, other evidence goes."""
        if len(names) != len(self._names):
            self._logs = self._winner = self._true = None
        self._names = tuple(names)
        digits = self._names == DIGIT_NAMES
        self.setAccessibleName(_("Evidence for each digit") if digits else _("Evidence for each class"))
        self._prepare()
        self._describe()
        self.updateGeometry()
        self.update()

    def names(self) -> tuple[str, ...]:
        return self._names

    def set_evidence(self, log_probabilities: np.ndarray | None) -> None:
        """Show these natural logarithms of probabilities, (classes,), or with None that there is no evidence.

        Values that are not numbers get no bar; above 0 counts as 0. Raises ValueError for another shape.
        """
        logs = None if log_probabilities is None else _clean(log_probabilities, len(self._names))
        if logs == self._logs:
            return
        self._logs = logs
        self._lowest = _lowest(logs)
        self._winner = _winner(logs)
        self._describe()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Show "probability" (axis 0 to 1) or "log_probability" (natural logarithm, from 0 down)."""
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is no kind of evidence: {', '.join(KINDS)}")
        self._kind = kind
        self._prepare()
        self.update()

    def kind(self) -> str:
        return self._kind

    def winner(self) -> int | None:
        """The place of the class with the most evidence, of digits the digit; None without evidence."""
        return self._winner

    def mark(self, true: int | None) -> None:
        """Outline the class that it really is, told by its place, or with None no class."""
        if true is not None and not 0 <= true < len(self._names):
            raise ValueError(f"{true} is none of {len(self._names)} classes, counted from 0")
        self._true = None if true is None else int(true)
        self._describe()
        self.update()

    def bar_rect(self, place: int) -> QRectF:
        """Where the bar of the class at ``place`` is drawn; it is as wide as the axis when there is none.

        Probabilities grow from the left; log-probabilities hang from 0, at the right.
        """
        track = self._track(place)
        if self._logs is not None:
            width = track.width() * self._length(self._logs[place])
            if self._kind == "probability":
                track.setWidth(width)
            else:
                track.setLeft(track.right() - width)
        return track

    # --- what is shown ---------------------------------------------------------------------------------------------

    def _length(self, log: float) -> float:
        """Of a bar, as a share of the axis, 0..1."""
        if math.isnan(log):
            return 0.0
        if self._kind == "probability":
            return math.exp(log)
        return min(1.0, log / self._lowest)

    def _describe(self) -> None:
        parts = []
        if self._logs is None:
            parts.append(_("No evidence yet"))
        elif self._winner is not None:
            percent = round(100 * math.exp(self._logs[self._winner]))
            name = self._names[self._winner]
            parts.append(_("Most evidence for {digit}, probability {percent} %").format(digit=name, percent=percent))
        if self._true is not None:
            words = _("it is a {digit}") if self._names == DIGIT_NAMES else _("it is: {name}")
            parts.append(words.format(digit=self._true, name=self._names[self._true]))
        summary = "; ".join(parts)
        if summary != self._summary:  # a screen reader is told only what it can say
            self._summary = summary
            self.setAccessibleDescription(summary)

    def heard(self) -> Heard:
        """For a screen reader: a sentence for each bar."""
        logs = self._logs or [None] * len(self._names)
        sentences = [_bar_words(self._kind, name, log) for name, log in zip(self._names, logs, strict=True)]
        return heard_list(self.accessibleName(), sentences)

    # --- painting: many times a second, so everything that can be is made beforehand -------------------------------

    def _prepare(self) -> None:
        """Whatever depends on the size of the widget and its classes, and not on the evidence."""
        self._layout = make_layout(self.font(), QSizeF(self.size()), self._names, self._kind)
        self._caption = self._widest_caption()

    def _widest_caption(self) -> str:
        """The longest name of the axis that fits between the numbers at its ends."""
        metrics = QFontMetricsF(self._layout.caption_font)
        room = self._layout.axis_width - 2 * metrics.horizontalAdvance(self._ends()[0] + "  ")
        names = (*_CAPTIONS[self._kind], *([""] if self._layout.columns > 1 else []))
        return next((name for name in names if metrics.horizontalAdvance(name) <= room), names[-1])

    def _track(self, place: int) -> QRectF:
        return QRectF(self._layout.tracks[place])

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        with picture_painter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_tracks(painter, theme.blend(palette.color(QPalette.ColorRole.Window), text, 0.1))
            if self._logs is not None:
                self._paint_bars(painter, quiet)
            self._paint_numbers(painter, text, quiet)
            if self._true is not None:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(text, fine(1.5)))
                painter.drawRoundedRect(self._track(self._true).adjusted(-2, -2, 2, 2), 4, 4)
            self._paint_caption(painter, quiet)

    def _paint_tracks(self, painter: QPainter, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for track in self._layout.tracks:
            painter.drawRoundedRect(track, 2, 2)

    def _paint_bars(self, painter: QPainter, quiet: QColor) -> None:
        assert self._logs is not None
        painter.setPen(Qt.PenStyle.NoPen)
        left = self._layout.name_left
        for place, log in enumerate(self._logs):
            bar = self.bar_rect(place)
            winner = place == self._winner
            painter.setBrush(_WINNER if winner else _BAR)
            if bar.width() > 0.25:
                painter.drawRoundedRect(bar, min(2.0, bar.width() / 2), 2)
            if winner:
                x = self._layout.name_places[place].x() - left
                painter.drawPolygon(_triangle(x + left * 0.35, bar.center().y(), left * 0.42))
            elif self._kind == "log_probability" and log < self._lowest:
                painter.setBrush(quiet)
                painter.drawPolygon(_triangle(bar.x() + px(6), bar.center().y(), -min(fine(4), bar.height() / 2)))

    def _paint_numbers(self, painter: QPainter, text: QColor, quiet: QColor) -> None:
        layout, brief = self._layout, self._layout.columns > 1
        painter.setFont(layout.font)
        painter.setPen(text if self._logs is not None else quiet)
        for place, name in enumerate(layout.names):
            winner = place == self._winner
            if winner:
                painter.setFont(layout.bold)
            painter.drawText(layout.name_places[place], _LEFT, name)
            if self._logs is not None:
                painter.drawText(layout.rows[place], _RIGHT, value_words(self._kind, self._logs[place], brief))
            if winner:
                painter.setFont(layout.font)

    def _ends(self) -> tuple[str, str]:
        """What stands at the two ends of the axis."""
        return ("0", "1") if self._kind == "probability" else (number(self._lowest, 0), "0")

    def _paint_caption(self, painter: QPainter, color: QColor) -> None:
        left, right = self._ends()
        painter.setFont(self._layout.caption_font)
        painter.setPen(color)
        for row in self._layout.captions:
            painter.drawText(row, _LEFT, left)
            painter.drawText(row, _RIGHT, right)
            painter.drawText(row, _ALIGN.AlignCenter, self._caption)

    # --- events ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._layout.class_at(event.pos().x(), event.pos().y())
            if place is not None:
                row = self._layout.rows[place].toAlignedRect()
                log = None if self._logs is None else self._logs[place]
                words = tip_words(self._names, place, log, self._true)
                QToolTip.showText(event.globalPos(), plain_tip(words), self, row)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def resizeEvent(self, event) -> None:
        self._prepare()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._prepare()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return extent(280, 250).expandedTo(self.minimumSizeHint())

    def minimumSizeHint(self) -> QSize:
        return extent(*least_size(len(self._names)))


_WINNER = QColor(theme.WINNER)
_BAR = QColor(theme.BAR)


def _bar_words(kind: str, name: str, log: float | None) -> str:
    if log is None:
        return _("{digit}: no evidence yet").format(digit=name)
    return _("{digit}: {value}").format(digit=name, value=value_words(kind, log))


def _clean(log_probabilities: np.ndarray, classes: int) -> list[float]:
    values = np.asarray(log_probabilities, np.float64)
    if values.shape != (classes,):
        raise ValueError(f"evidence is a number for each of {classes} classes, not an array of shape {values.shape}")
    return [value if math.isnan(value) else min(value, 0.0) for value in values.tolist()]


def _lowest(logs: list[float] | None) -> float:
    """The lower end of the axis of log-probabilities."""
    finite = [log for log in logs or () if math.isfinite(log)]
    return max(LOWEST, -STEP * max(1, math.ceil(-min(finite, default=0.0) / STEP)))


def _winner(logs: list[float] | None) -> int | None:
    """The first of the largest values; none where nothing is a finite number."""
    finite = [log for log in logs or () if math.isfinite(log)]
    return logs.index(max(finite)) if logs and finite else None


def _triangle(x: float, y: float, size: float) -> QPolygonF:
    """Points to the right of ``x``, to the left where ``size`` is negative."""
    half = abs(size)
    return QPolygonF([QPointF(x, y - half), QPointF(x, y + half), QPointF(x + 1.2 * size, y)])
