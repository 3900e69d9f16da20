"""Paints images by their number: those to train on beside those of the test, or the former as blocks of a batch."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.numbers import whole
from engine.words import _
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent, px

COLUMNS = 32  # of blocks in the strip
WIDTH, SPLIT = 290, 50  # pixels: in the strip, and how high both kinds of images are beside each other there
HIGHEST = 1.4  # of the blocks in the strip, by its width
LARGEST = 2.0  # letters, as multiples of the usual ones


class Blocks(QWidget):
    """A square for each batch, in the colour of training; a pale part of one for what is left over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._train, self._test = 0, 0
        self._batches, self._left, self._share = 0, 0, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        keep_left_to_right(self)

    def show_split(self, train: int, test: int) -> None:
        """How many images there are of each."""
        self._train, self._test, self._batches, self._left = train, test, 0, 0
        self.setAccessibleName(", ".join(self._said()))
        self._show()

    def show_batches(self, images: int, size: int) -> None:
        self._batches, self._left = divmod(images, size)
        self._share = self._left / size
        self.setAccessibleName(_("{batches} blocks and a part").format(batches=whole(self._batches)))
        self._show()

    def _show(self) -> None:
        self.updateGeometry()
        self.update()

    def _is_cut(self) -> bool:
        return bool(self._batches or self._left)

    def _said(self) -> tuple[str, str]:
        train, test = whole(self._train), whole(self._test)
        return _("{images} to train on").format(images=train), _("{images} for the test").format(images=test)

    def sizeHint(self) -> QSize:
        if not self._is_cut():
            return extent(WIDTH, SPLIT)
        return extent(WIDTH, WIDTH * min(HIGHEST, (-(-(self._batches + 1) // COLUMNS)) / COLUMNS))

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            if self._is_cut():
                self._paint_blocks(painter)
            elif self._train + self._test:
                self._paint_split(painter)

    def _paint_split(self, painter: QPainter) -> None:
        """Both kinds beside each other, as wide as they are many, over what they are."""
        letters = self._letters()
        line = QFontMetricsF(letters).height() + px(2)
        both = QRectF(0, 0, self.width(), self.height() - line)
        train = QRectF(both)
        train.setWidth(both.width() * self._train / (self._train + self._test))
        painter.fillRect(both, QColor(theme.TEST))
        painter.fillRect(train, QColor(theme.TRAIN))
        painter.setPen(self.palette().color(QPalette.ColorRole.Window))
        painter.drawLine(train.topRight(), train.bottomRight())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setFont(letters)
        said, below = self._said(), QRectF(0, both.bottom(), self.width(), line)
        for words, side in zip(said, (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True):
            painter.drawText(below, side | Qt.AlignmentFlag.AlignBottom, words)

    def _letters(self) -> QFont:
        """Larger where there is room for them; smaller where there is none for both."""
        letters = QFont(self.font())
        usual = QFontInfo(letters).pixelSize()
        wide = QFontMetricsF(letters).horizontalAdvance("   ".join(self._said()))
        times = min(self.width() / max(1.0, wide), LARGEST, max(1.0, self.height() / px(2 * SPLIT)))
        letters.setPixelSize(max(1, round(usual * times)))
        return letters

    def _paint_blocks(self, painter: QPainter) -> None:
        columns, side = widest(self._batches + bool(self._left), self.width(), self.height())
        color, faint = QColor(theme.TRAIN), QColor(theme.TEST)
        for number in range(self._batches):
            painter.fillRect(_cell(number, columns, side, 1.0), color)
        if self._left:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.fillRect(_cell(self._batches, columns, side, self._share), faint)
            painter.drawRect(_cell(self._batches, columns, side, 1.0))


def widest(blocks: int, width: float, height: float) -> tuple[int, float]:
    """In how many columns so many squares are largest, and their side."""
    fewest = max(1, math.ceil(math.sqrt(blocks * width / max(1.0, height))) - 1)
    sides = {n: min(width / n, height / -(-blocks // n)) for n in (fewest, fewest + 1, fewest + 2)}
    best = max(sides, key=lambda n: sides[n])
    return best, sides[best]


def _cell(number: int, columns: int, side: float, share: float) -> QRectF:
    row, column = divmod(number, columns)
    return QRectF(column * side, row * side, max(1.0, (side - 1) * share), side - 1)
