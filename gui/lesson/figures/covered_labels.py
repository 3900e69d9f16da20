"""Digits as the network sees them, their labels covered: which of them is a 1?"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.digits.dataset import Digits
from engine.words import _
from gui.lesson.figures.figure import Around, Figure, direction_of
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent, px
from gui.widgets.buttons import push_button
from gui.widgets.focus_ring import paint_ring
from gui.widgets.heard import Heard, heard_list
from gui.widgets.images import grey_image
from gui.widgets.labels import label

COUNT, SEED, WANTED = 8, 5, "1"
HEIGHT, LOW = 24, 17  # pixels of a strip


class CoveredLabels(Figure):
    def __init__(self, around: Around) -> None:
        super().__init__("coveredLabelsFigure")
        self._data = around.data
        self._draws = 0
        self.strips = Strips()
        self.strips.chosen.connect(self._on_chosen)
        self.words = label("muted", wordWrap=True, objectName="coveredWords")
        self.uncover = push_button(_("Uncover"), "uncoverButton", _("Show the labels"), self._on_uncovered)
        again = push_button(_("Others"), "otherStripsButton", _("Other images"), self._draw)
        said = QVBoxLayout()
        for widget in (self.uncover, again, self.words):
            said.addWidget(widget)
        said.addStretch(1)
        self.row = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.row.addWidget(self.strips, 2)
        self.row.addLayout(said, 1)
        self.column.addLayout(self.row)
        self._shown: Digits | None = None
        around.data.changed.connect(self._on_digits)
        self._draw()

    def place_beside(self, beside: bool) -> None:
        self.row.setDirection(direction_of(beside))
        self.strips.set_height(HEIGHT if beside else LOW)

    def _on_digits(self) -> None:
        """Others are in hand; at the start of the program, the first."""
        if self._data.digits is not self._shown:
            self._draw()

    def _draw(self) -> None:
        """Some images at random, one of them of the digit that is looked for."""
        digits = self._shown = self._data.digits
        self.strips.show_images(*([], []) if digits is None else _some(digits, SEED + self._draws))
        self._draws += 1
        self.uncover.setEnabled(False)
        self.words.setText(_("Each strip is one image, its 784 numbers from left to right. Click the 1."))

    def show_me(self) -> None:
        """Choose the right one, and uncover it."""
        if WANTED in self.strips.labels:
            self.strips.choose(self.strips.labels.index(WANTED))
            self.uncover.click()

    def _on_chosen(self) -> None:
        self.uncover.setEnabled(True)

    def _on_uncovered(self) -> None:
        self.strips.uncover()
        right = self.strips.labels[self.strips.current] == WANTED
        self.words.setText(_("Yes, that is the 1.") if right else _("No: the one marked 1 is."))
        self.used.emit()


def _some(digits: Digits, seed: int) -> tuple[list[np.ndarray], list[str]]:
    dice = np.random.default_rng(seed)
    names = np.array(digits.names, object)[digits.labels]
    ones, others = np.flatnonzero(names == WANTED), np.flatnonzero(names != WANTED)
    if not len(ones) or len(others) < COUNT:
        return [], []
    chosen = np.append(dice.choice(others, COUNT - 1, replace=False), dice.choice(ones))
    dice.shuffle(chosen)
    return [digits.images[index].reshape(-1) for index in chosen], [str(names[index]) for index in chosen]


class Strips(QWidget):
    """Vectors of 784 as grey strips; one can be chosen by the mouse or the arrow keys."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(objectName="coveredStrips")
        keep_left_to_right(self)
        self.labels: list[str] = []
        self.current = -1
        self._pictures: list = []
        self._covered = True
        self._height = HEIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(_("One image, as the network gets it: nothing says which of its numbers are neighbours"))
        self._describe()

    def sizeHint(self) -> QSize:
        return extent(290, self._height * COUNT)

    def minimumSizeHint(self) -> QSize:
        return extent(200, self._height * COUNT)

    def set_height(self, height: int) -> None:
        """Of each strip, in pixels beside letters of the usual size."""
        self._height = height
        self.updateGeometry()

    def show_images(self, vectors: list[np.ndarray], labels: list[str]) -> None:
        self._pictures = [grey_image(np.tile(vector, (1, 1))) for vector in vectors]
        self.labels, self.current, self._covered = labels, -1, True
        self._describe()
        self.update()

    def uncover(self) -> None:
        self._covered = False
        self._describe()
        self.update()

    def _describe(self) -> None:
        shown = ", ".join("?" if self._covered else name for name in self.labels)
        current = "" if self.current < 0 else _("; chosen: strip {number}").format(number=self.current + 1)
        self.setAccessibleName(_("Strips of images: {labels}").format(labels=shown) + current)

    def heard(self) -> Heard:
        """For a screen reader: a sentence for each strip."""
        covered = _("strip {number}, its digit covered")
        words = covered if self._covered else _("strip {number}: {digit}")
        said = [words.format(number=place + 1, digit=name) for place, name in enumerate(self.labels)]
        return heard_list(self.toolTip(), said, self.current)

    def choose(self, index: int) -> None:
        if self._covered and 0 <= index < len(self.labels):
            self.current = index
            self._describe()
            self.update()
            self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(int(event.position().y() / self.height() * COUNT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.choose(min(max(self.current + step, 0), len(self.labels) - 1))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        high, wide = self.height() / COUNT, px(22)
        with picture_painter(self) as painter:
            for row, picture in enumerate(self._pictures):
                place = QRect(wide, round(row * high) + 2, self.width() - wide - 2, round(high) - 4)
                painter.drawImage(place, picture)
                painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
                words = "?" if self._covered else self.labels[row]
                painter.drawText(QRect(0, place.top(), wide - 4, place.height()), Qt.AlignmentFlag.AlignCenter, words)
                if row == self.current:
                    painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), px(2)))
                    painter.drawRect(place.adjusted(-1, -1, 1, 1))
            if self.hasFocus():
                paint_ring(painter, QRectF(self.rect()), self.palette())
