"""Sums below each other, each over a bar that is its share of them all; as large as there is room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.numbers import number
from engine.words import _
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import px
from gui.widgets.heard import Heard, heard_list

BAR, GAP = 4, 5  # pixels: of a bar in the strip, and below it
LEAST = 150  # pixels across
LARGEST = 1.8  # letters, as multiples of the usual ones
OF_ROW = 0.42  # of a row's height: its letters, where there is more room than these need
BELOW = Qt.AlignmentFlag.AlignBottom


class LayerSums(QWidget):
    _letters: QFont | None = None  # None: nothing is shown yet

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="parameterSum")
        keep_left_to_right(self)
        self._sums: list[tuple[str, int]] = []
        self._shares: list[str] = []
        self._together = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("The parameters of each layer"))
        self.setToolTip(
            _("Of each layer: a weight from every input to every unit, and a bias of each unit.\nThe bar is its share.")
        )

    def show_sums(self, sums: Sequence[tuple[str, int]], together: str) -> None:
        """``sums``: of each row its words, and what they come to."""
        total = sum(count for _words, count in sums)
        self._sums, self._together = list(sums), together
        self._shares = [_("{percent} %").format(percent=_percent(count / total)) for _words, count in sums]
        self._fit()
        self.updateGeometry()
        self.update()

    def lines(self) -> list[str]:
        """As they stand below each other."""
        return [*(words for words, _count in self._sums), self._together]

    def heard(self) -> Heard:
        """For a screen reader."""
        said = [f"{words}, {share}" for (words, _count), share in zip(self._sums, self._shares, strict=True)]
        return heard_list(self.accessibleName(), [*said, self._together])

    # How large it is

    def _fit(self) -> None:
        """Letters as large as there is room; smaller than the usual ones for very wide layers alone."""
        letters = theme.digits_font(self.font())
        usual = QFontInfo(letters).pixelSize()
        wide = self.width() / max(1.0, self._width(QFontMetricsF(letters)))
        times = min(wide, max(1.0, min(OF_ROW * self._row() / usual, LARGEST)))
        letters.setPixelSize(max(1, round(usual * times)))
        self._letters = letters

    def _row(self) -> float:
        """The height of a row; the last has no bar."""
        return self.height() / (len(self._sums) + 0.5)

    def _width(self, metrics: QFontMetricsF) -> float:
        """Of the longest row."""
        share = max(map(metrics.horizontalAdvance, self._shares), default=0.0)
        return max(map(metrics.horizontalAdvance, self.lines())) + metrics.horizontalAdvance("  ") + share

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(theme.digits_font(self.font()))
        row = metrics.height() + px(BAR) + px(GAP)
        return QSize(px(LEAST), round(row * len(self._sums) + metrics.height() + px(2)))

    def sizeHint(self) -> QSize:
        width = self._width(QFontMetricsF(theme.digits_font(self.font())))
        return QSize(round(width), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and self._letters is not None:
            self._fit()
            self.updateGeometry()
        super().changeEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._letters is None:
            return
        total, row = sum(count for _words, count in self._sums), self._row()
        with picture_painter(self) as painter:
            painter.setFont(self._letters)
            for place, (words, count) in enumerate(self._sums):
                line = QRectF(0, place * row, self.width(), row)
                self._paint_row(painter, line, words, self._shares[place], count / total)
            last = QRectF(0, len(self._sums) * row, self.width(), self.height() - len(self._sums) * row)
            painter.drawText(last, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._together)

    def _paint_row(self, painter: QPainter, row: QRectF, words: str, share: str, part: float) -> None:
        """The words over the bar."""
        high = painter.fontMetrics().height()
        text = QRectF(row.x(), row.y(), row.width(), high)
        track = QRectF(row.x(), text.bottom(), row.width(), row.height() - high - px(GAP))
        palette = self.palette()
        color = palette.color(QPalette.ColorRole.WindowText)
        painter.setPen(color)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | BELOW, words)
        painter.drawText(text, Qt.AlignmentFlag.AlignRight | BELOW, share)
        painter.fillRect(track, theme.blend(palette.color(QPalette.ColorRole.Base), color, 0.1))
        track.setWidth(max(1.0, track.width() * part))
        painter.fillRect(track, QColor(theme.TRAIN))


def _percent(share: float) -> str:
    """Of a small share a place more."""
    return number(100 * share, 0 if share >= 0.0995 else 1)
