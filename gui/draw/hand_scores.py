"""How networks have read one's own hand: the score by digit, the confusions, and the worst drawings."""

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

from engine.handwriting.hand_test import worst
from engine.inspection.evaluation import Evaluation
from gui.widgets.color_scale import scale_to
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.digit_table import DIGITS, DigitTable
from gui.widgets.heatmap import Heatmap
from gui.widgets.labels import label
from gui.widgets.marks import RIGHT, WRONG

WORST = "The worst drawings first, each with its probability or what it was taken for"


class HandScores(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[tuple[str, Evaluation]] = []
        self.summary = label("plotTitle", objectName="handSummary", wordWrap=True)
        self.choice = QComboBox(objectName="handNetwork")
        self.choice.setToolTip("Whose confusions and worst drawings are shown")
        self.choice.activated.connect(self._show_one)
        self._make_table()
        self.matrix = Heatmap()
        self.matrix.setObjectName("handConfusion")
        self.matrix.setAccessibleName("Which digits of your hand are taken for which")
        self.matrix.set_labels(DIGITS, DIGITS)
        self.grid = DigitGrid(scale=2, caption_characters=6, largest=4)
        self.grid.setObjectName("handWorst")
        self._lay_out()

    def _make_table(self) -> None:
        self.table = DigitTable("handTable", Qt.AlignmentFlag.AlignHCenter)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setToolTip("Right ones of those drawn")

    def _lay_out(self) -> None:
        self.worst_words = label(
            "muted", "The worst drawings first, each with its probability or what it was taken for"
        )
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(self.choice)
        side.addWidget(self.matrix, 1)
        self.matrix.setFixedHeight(self.table.height() - self.choice.sizeHint().height() - side.spacing())
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.table, 2)
        middle.addLayout(side, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        layout.addLayout(middle)
        layout.addWidget(label("muted", WORST))
        layout.addWidget(self.grid, 1)

    def show_scores(self, found: Sequence[tuple[str, Evaluation]]) -> None:
        """What each network is called, and what it made of the same drawings; at least one of each."""
        self._found = list(found)
        self.summary.setText(" · ".join(f"{name}: {_score(evaluation)}" for name, evaluation in found))
        self._fill_table()
        self.choice.clear()
        self.choice.addItems([name for name, _ in found])
        self._show_one()

    def _fill_table(self) -> None:
        self.table.set_columns([(name, name) for name, _ in self._found])
        for column, (_, evaluation) in enumerate(self._found):
            right = [*evaluation.confusion.diagonal().tolist(), int(evaluation.right.sum())]
            drawn = [*evaluation.support.tolist(), len(evaluation)]
            for row, (part, whole) in enumerate(zip(right, drawn, strict=True)):
                self.table.write(row, column, f"{part} of {whole}" if whole else "", bold=part < whole)

    def _show_one(self) -> None:
        if not self._found:
            return
        _, evaluation = self._found[max(0, self.choice.currentIndex())]
        counts = evaluation.confusion.astype(np.float64)
        texts = [[str(int(count)) if count else "" for count in row] for row in counts]
        self.matrix.set_titles("asked for", "taken for", "drawings")
        self.matrix.set_values(counts, scale_to(float(counts.max())), texts)
        order = worst(evaluation)
        captions = [_caption(evaluation, index) for index in order]
        marks = np.where(evaluation.right[order], RIGHT, WRONG)
        self.grid.set_images(np.ascontiguousarray(evaluation.digits.images[order]), captions, marks)


def _score(evaluation: Evaluation) -> str:
    return f"{int(evaluation.right.sum())} of {len(evaluation)} right ({evaluation.accuracy:.0f} %)"


def _caption(evaluation: Evaluation, index: int) -> str:
    true, guess = int(evaluation.digits.labels[index]), int(evaluation.guesses[index])
    if true != guess:
        return f"{true} → {guess}"
    return f"{true}: {100 * float(np.exp(evaluation.true_evidence[index])):.0f} %"
