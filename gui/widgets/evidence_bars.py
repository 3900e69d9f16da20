"""The network's evidence for the ten digits, as bars."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.numbers import number, probability, short
from engine.words import _
from gui.look import theme
from gui.look.sizes import extent, px

DIGITS = 10

LOWEST, STEP = -40.0, 10.0
"""The axis of log-probabilities (natural logarithm) reaches from 0 down to the lowest of the ten, in whole steps, but
never below LOWEST, the end of the lesson's own figure. Anything below is marked as such."""

KINDS = ("probability", "log_probability")

_CAPTIONS = {
    "probability": (_("probability"), "p"),
    "log_probability": (_("log-probability (log 1 = 0)"), _("log-probability"), "ln p"),
}
_WIDEST = {"probability": "6 × 10⁻¹¹", "log_probability": "−88.88"}
_GAP = 6.0
_ALIGN = Qt.AlignmentFlag
_LEFT = _ALIGN.AlignLeft | _ALIGN.AlignVCenter
_RIGHT = _ALIGN.AlignRight | _ALIGN.AlignVCenter


class EvidenceBars(QWidget):
    """Ten horizontal bars, one for each digit; the longest is the winner, marked by colour, weight and a pointer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = "probability"
        self._logs: list[float] | None = None
        self._lowest = -STEP  # of the axis of log-probabilities
        self._winner: int | None = None
        self._true: int | None = None
        self._summary = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Evidence for each digit"))
        self._prepare()
        self._describe()

    def set_evidence(self, log_probabilities: np.ndarray | None) -> None:
        """Show these ten natural logarithms of probabilities, (10,), or with None that there is no evidence.

        Values that are not numbers get no bar; above 0 counts as 0. Raises ValueError for another shape.
        """
        logs = None if log_probabilities is None else _clean(log_probabilities)
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
        """The digit with the most evidence; None without evidence."""
        return self._winner

    def mark(self, true_digit: int | None) -> None:
        """Outline the digit that it really is, or with None no digit."""
        if true_digit is not None and not 0 <= true_digit < DIGITS:
            raise ValueError(f"{true_digit} is no digit from 0 to 9")
        self._true = None if true_digit is None else int(true_digit)
        self._describe()
        self.update()

    def bar_rect(self, digit: int) -> QRectF:
        """Where the bar of ``digit`` is drawn; it is as wide as the axis when there is none.

        Probabilities grow from the left; log-probabilities hang from 0, at the right.
        """
        track = self._track(digit)
        if self._logs is not None:
            width = track.width() * self._length(self._logs[digit])
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

    def _value(self, log: float) -> str:
        if math.isnan(log):
            return "?"
        if self._kind == "probability":
            return probability(log)
        if log == -math.inf:
            return "−∞"
        if log > -99.995:
            return number(round(log, 2) + 0.0, 2)  # no minus before a zero
        return number(log, 0) if log > -99999.5 else short(log, 1).replace("e+", "e")

    def _describe(self) -> None:
        parts = []
        if self._logs is None:
            parts.append(_("No evidence yet"))
        elif self._winner is not None:
            percent = round(100 * math.exp(self._logs[self._winner]))
            parts.append(
                _("Most evidence for {digit}, probability {percent} %").format(digit=self._winner, percent=percent)
            )
        if self._true is not None:
            parts.append(_("it is a {digit}").format(digit=self._true))
        summary = "; ".join(parts)
        if summary != self._summary:  # a screen reader is told only what it can say
            self._summary = summary
            self.setAccessibleDescription(summary)

    def _tip(self, digit: int) -> str:
        if self._logs is None:
            return _("{digit}: no evidence yet").format(digit=digit)
        log = self._logs[digit]
        if math.isnan(log):
            return _("{digit}: the network's answer is not a number").format(digit=digit)
        likely = log >= math.log(0.001)
        exact = _("{percent} %").format(percent=number(100 * math.exp(log), 2)) if likely else probability(log)
        natural = "−∞" if log == -math.inf else number(log, 3)
        words = _("Digit {digit}\nprobability {probability}\nlog-probability {logarithm}")
        lines = [words.format(digit=digit, probability=exact, logarithm=natural)]
        if digit == self._true:
            lines.append(_("This is the true digit"))
        return "\n".join(lines)

    # --- painting: many times a second, so everything that can be is made beforehand -------------------------------

    def _prepare(self) -> None:
        """Fonts, widths and heights that depend on the size of the widget and not on the evidence."""
        caption = QFont(self.font())
        caption.setPixelSize(max(px(8), round(self.fontInfo().pixelSize() * 0.85)))
        self._caption_font = theme.digits_font(caption)
        self._caption_height = QFontMetricsF(self._caption_font).height() + 2
        self._row = max(1.0, (self.height() - self._caption_height) / DIGITS)
        font = theme.digits_font(self.font())
        wanted = max(self.fontInfo().pixelSize() * 1.1, self._row * 0.4)  # larger in a large room: projectors
        font.setPixelSize(max(px(7), min(round(wanted), int(self._row * 0.8))))
        self._font = font
        self._bold = QFont(font)
        self._bold.setBold(True)
        metrics = QFontMetricsF(self._bold)
        self._digit_left = 0.75 * metrics.ascent()
        self._axis_left = self._digit_left + metrics.horizontalAdvance("0") + _GAP
        self._axis_right = self.width() - metrics.horizontalAdvance(_WIDEST[self._kind]) - _GAP
        self._axis_width = max(1.0, self._axis_right - self._axis_left)
        self._caption = self._widest_caption()

    def _widest_caption(self) -> str:
        """The longest name of the axis that fits between the numbers at its ends."""
        metrics = QFontMetricsF(self._caption_font)
        room = self._axis_width - 2 * metrics.horizontalAdvance(self._ends()[0] + "  ")
        names = _CAPTIONS[self._kind]
        return next((name for name in names if metrics.horizontalAdvance(name) <= room), names[-1])

    def _track(self, digit: int) -> QRectF:
        height = max(2.0, min(self._row * 0.66, 40.0))
        top = self._row * digit + (self._row - height) / 2
        return QRectF(self._axis_left, top, self._axis_width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_tracks(painter, theme.blend(palette.color(QPalette.ColorRole.Window), text, 0.1))
            if self._logs is not None:
                self._paint_bars(painter, quiet)
            self._paint_numbers(painter, text, quiet)
            if self._true is not None:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(text, 1.5))
                painter.drawRoundedRect(self._track(self._true).adjusted(-2, -2, 2, 2), 4, 4)
            self._paint_caption(painter, quiet)

    def _paint_tracks(self, painter: QPainter, color: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for digit in range(DIGITS):
            painter.drawRoundedRect(self._track(digit), 2, 2)

    def _paint_bars(self, painter: QPainter, quiet: QColor) -> None:
        assert self._logs is not None
        painter.setPen(Qt.PenStyle.NoPen)
        for digit, log in enumerate(self._logs):
            bar = self.bar_rect(digit)
            winner = digit == self._winner
            painter.setBrush(_WINNER if winner else _BAR)
            if bar.width() > 0.25:
                painter.drawRoundedRect(bar, min(2.0, bar.width() / 2), 2)
            if winner:
                painter.drawPolygon(_triangle(self._digit_left * 0.35, bar.center().y(), self._digit_left * 0.42))
            elif self._kind == "log_probability" and log < self._lowest:
                painter.setBrush(quiet)
                painter.drawPolygon(_triangle(bar.x() + 6, bar.center().y(), -min(4.0, bar.height() / 2)))

    def _paint_numbers(self, painter: QPainter, text: QColor, quiet: QColor) -> None:
        painter.setFont(self._font)
        painter.setPen(text if self._logs is not None else quiet)
        for digit in range(DIGITS):
            winner = digit == self._winner
            if winner:
                painter.setFont(self._bold)
            top = self._row * digit
            painter.drawText(QRectF(self._digit_left, top, 40, self._row), _LEFT, _NAMES[digit])
            if self._logs is not None:
                value = self._value(self._logs[digit])
                painter.drawText(QRectF(0, top, self.width(), self._row), _RIGHT, value)
            if winner:
                painter.setFont(self._font)

    def _ends(self) -> tuple[str, str]:
        """What stands at the two ends of the axis."""
        return ("0", "1") if self._kind == "probability" else (number(self._lowest, 0), "0")

    def _paint_caption(self, painter: QPainter, color: QColor) -> None:
        left, right = self._ends()
        row = QRectF(self._axis_left, self.height() - self._caption_height, self._axis_width, self._caption_height)
        painter.setFont(self._caption_font)
        painter.setPen(color)
        painter.drawText(row, _LEFT, left)
        painter.drawText(row, _RIGHT, right)
        painter.drawText(row, _ALIGN.AlignCenter, self._caption)

    # --- events ----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            digit = int(event.pos().y() // self._row)
            if 0 <= digit < DIGITS:
                row = QRectF(0, digit * self._row, self.width(), self._row).toAlignedRect()
                QToolTip.showText(event.globalPos(), self._tip(digit), self, row)
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
        return extent(280, 250)

    def minimumSizeHint(self) -> QSize:
        return extent(150, 130)


_WINNER = QColor(theme.WINNER)
_BAR = QColor(theme.BAR)
_NAMES = tuple(str(digit) for digit in range(DIGITS))


def _clean(log_probabilities: np.ndarray) -> list[float]:
    values = np.asarray(log_probabilities, np.float64)
    if values.shape != (DIGITS,):
        raise ValueError(f"evidence is ten numbers, not an array of shape {values.shape}")
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
