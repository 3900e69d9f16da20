"""The Mean images tab: what the right and the wrong of each digit look like on average, and which images they are."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.inspection.evaluation import Evaluation
from engine.numbers import whole
from engine.words import _, ngettext
from gui.inspect.image_list import NOTHING, ImageList
from gui.inspect.lazy_panel import LazyPanel
from gui.inspect.mean_images import MeanImages
from gui.widgets.export import Plot, Table, Thing
from gui.widgets.labels import label

LESSON = _(
    "The mean of all images of a digit that were guessed right, above the mean of those that were not: the wrong ones "
    "are smeared, because they are fewer and stranger. The numbers say how many images each mean is of."
)


class MeansPanel(LazyPanel):
    chosen = Signal(int)
    """The evidence for an image of the set is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("meansPanel", parent)
        self._evaluation: Evaluation | None = None
        self._group = (1, 0)
        lesson = label("muted", LESSON, wordWrap=True)
        self.means = MeanImages()
        self.means.setObjectName("meanImages")
        self.means.clicked.connect(self.show_group)
        self.words = label("plotTitle", objectName="meansWords")
        self.list = ImageList()
        self.list.setObjectName("meansGrid")
        self.list.chosen.connect(self.chosen)
        layout = QVBoxLayout(self)
        layout.addWidget(lesson)
        layout.addWidget(self.means)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)

    def show_evaluation(self, evaluation: Evaluation | None) -> None:
        self._evaluation = evaluation
        self._show_anew()

    def show_group(self, row: int, digit: int) -> None:
        """Show the images of a digit that were guessed right (row 0) or wrong (1)."""
        self._group = (row, digit)
        self.means.set_current(row, digit)
        self._show_list()

    def _show(self) -> None:
        evaluation = self._evaluation
        if evaluation is None:
            self.means.show_means(np.full((2, 10, 28, 28), np.nan), np.zeros((2, 10), np.int64))
            self.list.show_list(None, NOTHING)
            self.words.setText("")
            return
        self.means.show_means(*evaluation.means)
        counts = evaluation.means[1]
        if not counts[self._group] and counts.any():  # there is something to see, to begin with
            row = 1 if counts[1].any() else 0
            self._group = (row, int(counts[row].argmax()))
        self.show_group(*self._group)

    def _show_list(self) -> None:
        evaluation, (row, digit) = self._evaluation, self._group
        if evaluation is None:
            return
        right, of_digit = row == 0, evaluation.digits.labels == digit
        images = np.flatnonzero(of_digit & (evaluation.right if right else ~evaluation.right))
        self.words.setText(_group_words(len(images), int(evaluation.support[digit]), digit, right))
        nothing = (
            _("No {digit} was guessed right. Click another picture.") if right else
            _("No {digit} was taken for another digit. Click another picture.")
        )  # fmt: skip
        self.list.set_empty_text(nothing.format(digit=digit))
        self.list.show_list(evaluation, images)

    def things(self) -> list[Thing]:
        """What can be taken away."""
        if self._evaluation is None:
            return []
        counts = self._evaluation.means[1].tolist()
        rows = [(digit, counts[0][digit], counts[1][digit]) for digit in range(10)]
        found: list[Thing] = [
            Plot(_("Mean images"), self.means),
            Table(_("Right and wrong by digit"), HEADERS, lambda: rows),
        ]
        if len(self.list.indices()):
            row, digit = self._group
            name = _("{digit} right") if row == 0 else _("{digit} wrong")
            found.append(self.list.take_away(name.format(digit=digit)))
        return found


def _group_words(count: int, of_digit: int, digit: int, right: bool) -> str:
    sentence = (
        ngettext(
            "{count} of one {digit} was guessed right", "{count} of {images} {digit}s were guessed right", of_digit
        )
        if right
        else ngettext(
            "{count} of one {digit} was taken for another digit",
            "{count} of {images} {digit}s were taken for another digit",
            of_digit,
        )
    )
    return sentence.format(count=whole(count), images=whole(of_digit), digit=digit)


HEADERS = ("digit", "right", "wrong")
