"""How networks have read one's own hand: the score by class, the confusions, and the worst drawings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from engine.digits.dataset import DIGIT_NAMES
from engine.handwriting.hand_test import worst
from engine.inspection.evaluation import Evaluation
from engine.numbers import number
from engine.words import _
from gui.look import sizes
from gui.look.sizes import sized
from gui.widgets.color_scale import scale_to
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.digit_table import DigitTable
from gui.widgets.explain import RowExplain
from gui.widgets.labels import label, narrow_label
from gui.widgets.marks import RIGHT, WRONG
from gui.widgets.matrix_table import MatrixTable
from gui.widgets.present_button import PresentButton

WORST = _("The worst drawings first")
WORST_TIP = _("Each with the probability of what it was meant to be, or with what it was taken for")


class HandScores(QWidget):
    """``row``: the line between the tables and the drawings, with room for buttons at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[tuple[str, Evaluation]] = []
        self.summary = label("plotTitle", objectName="handSummary", wordWrap=True)
        self.choice = QComboBox(objectName="handNetwork")
        self.choice.setToolTip(_("Whose confusions and worst drawings are shown"))
        self.choice.setAccessibleName(_("Network"))
        self.choice.activated.connect(self._show_one)
        self._make_table()
        self.matrix = MatrixTable("handConfusion")
        self.grid = DigitGrid(scale=2, caption_characters=6, largest=6)
        self.grid.setObjectName("handWorst")
        sized(self.grid.setMinimumHeight, 82)  # a row with its captions
        self._lay_out()

    def _make_table(self) -> None:
        self.table = DigitTable("handTable", Qt.AlignmentFlag.AlignHCenter)
        self.table.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys with the test
        sized(self.table.verticalHeader().setMaximumWidth, 84)
        self.table.setToolTip(_("Right ones of those drawn"))
        self.table.setAccessibleName(self.table.toolTip())

    def _size_matrix(self) -> None:
        """It ends where the table does."""
        self.matrix.setFixedHeight(self.table.height() - self.choice.sizeHint().height() - self._beside.spacing())

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        sized(side.setSpacing, 4)
        chosen = QHBoxLayout()
        chosen.addWidget(self.choice, 1)
        chosen.addWidget(RowExplain(self.choice))
        side.addLayout(chosen)
        side.addWidget(self.matrix, 1)
        self._beside = side
        self._size_matrix()
        sizes.changed.connect(self._size_matrix)
        middle = QHBoxLayout()
        sized(middle.setSpacing, 12)
        middle.addWidget(self.table, 2)
        middle.addLayout(side, 3)
        PresentButton(_("My hand"), [self.summary, (self.table, self.matrix), self.grid], self.summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sized(layout.setSpacing, 4)  # the page fits into a small window
        layout.addWidget(self.summary)
        layout.addLayout(middle)
        self.row = QHBoxLayout()
        first = narrow_label("muted", toolTip=WORST_TIP)
        first.shorter = (_("Worst first"),)
        first.setText(WORST)
        self.row.addWidget(first, 1)
        layout.addLayout(self.row)
        layout.addWidget(self.grid, 1)

    def show_scores(self, found: Sequence[tuple[str, Evaluation]]) -> None:
        """What each network is called, and what it made of the same drawings; at least one of each."""
        self._found = list(found)
        names = found[0][1].digits.names
        self.table.set_names(names)
        self.matrix.set_labels(names, names)
        self.matrix.name_for_hearing(
            _("Which digits of your hand are taken for which") if names == DIGIT_NAMES else
            _("Which drawings of your hand are taken for which class")
        )  # fmt: skip
        self._size_matrix()
        self.summary.setText(" · ".join(_score(name, evaluation) for name, evaluation in found))
        self._fill_table()
        self.choice.clear()
        self.choice.addItems([name for name, _scored in found])
        self._show_one()

    def _fill_table(self) -> None:
        names = [name for name, _scored in self._found]
        self.table.set_columns(list(zip(_heads(names), names, strict=True)))
        for column, (_name, evaluation) in enumerate(self._found):
            right = [*evaluation.confusion.diagonal().tolist(), int(evaluation.right.sum())]
            drawn = [*evaluation.support.tolist(), len(evaluation)]
            for row, (part, all_drawn) in enumerate(zip(right, drawn, strict=True)):
                words = _("{right} of {drawn}").format(right=part, drawn=all_drawn) if all_drawn else ""
                self.table.write(row, column, words, bold=part < all_drawn)

    def _show_one(self) -> None:
        if not self._found:
            return
        _name, evaluation = self._found[max(0, self.choice.currentIndex())]
        counts = evaluation.confusion.astype(np.float64)
        names = evaluation.digits.names
        self.matrix.set_tips(lambda true, guess: _cell(names[true], names[guess], int(counts[true, guess])))
        texts = [[str(int(count)) if count else "" for count in row] for row in counts]
        self.matrix.set_titles(_("asked for"), _("taken for"), _("drawings"))
        self.matrix.set_values(counts, scale_to(float(counts.max())), texts)
        order = worst(evaluation)
        captions = [_caption(evaluation, index) for index in order]
        marks = np.where(evaluation.right[order], RIGHT, WRONG)
        self.grid.set_images(np.ascontiguousarray(evaluation.digits.images[order]), captions, marks)


def _heads(names: Sequence[str]) -> list[str]:
    """Without the widths of their layers, where they are told apart without."""
    heads = [name.partition(",")[0] for name in names]
    return heads if len(set(heads)) == len(heads) else list(names)


def _score(network: str, evaluation: Evaluation) -> str:
    right, percent = int(evaluation.right.sum()), number(evaluation.accuracy, 0)
    return _("{network}: {right} of {drawn} right ({percent} %)").format(
        network=network, right=right, drawn=len(evaluation), percent=percent
    )


def _cell(true: str, guess: str, count: int) -> str:
    """What the tooltip over a cell of the matrix says."""
    return _("{true} taken for {guess}: {count}").format(true=true, guess=guess, count=count)


def _caption(evaluation: Evaluation, index: int) -> str:
    names = evaluation.digits.names
    true, guess = names[evaluation.digits.labels[index]], names[evaluation.guesses[index]]
    if true != guess:
        return f"{true} → {guess}"
    percent = 100 * float(np.exp(evaluation.true_evidence[index]))
    return _("{digit}: {percent} %").format(digit=true, percent=number(percent, 0))
