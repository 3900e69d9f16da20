"""The training images of an epoch as blocks, one for each batch, and what is left over."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.numbers import whole
from engine.words import _
from gui.lesson.figures.figure import Around, Figure
from gui.look import theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent
from gui.widgets.buttons import push_button
from gui.widgets.labels import label

LESSON = 18_000, 32
"""Training images and the size of a batch, where the form or the digits do not say."""
COLUMNS = 32


class Batches(Figure):
    def __init__(self, around: Around) -> None:
        super().__init__("batchesFigure")
        self._around = around
        self._blocks = Blocks()
        tip = _("One block for each update of the weights")
        self.button = push_button(_("Lay out an epoch"), "layOutButton", tip, self._on_wanted)
        self.words = label("muted", wordWrap=True)
        for widget in (self.button, self._blocks, self.words):
            self.column.addWidget(widget)
        self.words.hide()
        self._blocks.hide()

    def show_me(self) -> None:
        self.button.click()

    def _on_wanted(self) -> None:
        images, size = _sizes(self._around)
        batches, left = divmod(images, size)
        self._blocks.show_sizes(images, size)
        sentence = _("{images} = {batches} × {size} + {left}. Each block is one update.")
        said = sentence.format(images=whole(images), batches=whole(batches), size=whole(size), left=whole(left))
        dropped = _("What does not fill a block (outlined) is dropped.")
        self.words.setText(f"{said} {dropped}" if left else said)
        self._blocks.show()
        self.words.show()
        self.used.emit()


class Blocks(QWidget):
    """A square for each batch, in the colour of training; a pale part of one for what is left over."""

    def __init__(self) -> None:
        super().__init__()
        self._batches, self._left, self._share = 0, 0, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        keep_left_to_right(self)

    def show_sizes(self, images: int, size: int) -> None:
        self._batches, self._left = divmod(images, size)
        self._share = self._left / size
        self.updateGeometry()
        self.update()
        self.setAccessibleName(_("{batches} blocks and a part").format(batches=whole(self._batches)))

    def sizeHint(self) -> QSize:
        return extent(290, 290 * min(1.4, (-(-(self._batches + 1) // COLUMNS)) / COLUMNS))

    def paintEvent(self, event: QPaintEvent) -> None:
        rows = -(-(self._batches + 1) // COLUMNS)
        side = min(self.width() / COLUMNS, self.height() / rows)
        color, faint = QColor(theme.TRAIN), QColor(theme.TEST)
        with picture_painter(self) as painter:
            for number in range(self._batches):
                painter.fillRect(_cell(number, side, 1.0), color)
            if self._left:
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                painter.fillRect(_cell(self._batches, side, self._share), faint)
                painter.drawRect(_cell(self._batches, side, 1.0))


def _cell(number: int, side: float, share: float) -> QRectF:
    row, column = divmod(number, COLUMNS)
    return QRectF(column * side, row * side, max(1.0, (side - 1) * share), side - 1)


def _sizes(around: Around) -> tuple[int, int]:
    setup, digits = around.form.setup(), around.data.digits
    if setup is None or digits is None:
        return LESSON
    kept = 0 if around.data.test_digits is not None else math.ceil(len(digits) * setup.test_fraction)
    return len(digits) - kept, setup.config.batch_size
