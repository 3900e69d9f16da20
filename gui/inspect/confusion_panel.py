"""The Confusion tab: which classes are taken for which, recall and precision, and the images behind each number."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.evaluation import Evaluation
from engine.numbers import number, whole
from engine.words import _
from gui.inspect.confusion_words import HINT, SHORT_HINT, block_words, cell_words
from gui.inspect.evidence_panel import class_header
from gui.inspect.image_list import NOTHING, ImageList
from gui.inspect.lazy_panel import LazyPanel
from gui.look.sizes import sized
from gui.widgets.class_names import are_digits
from gui.widgets.color_scale import scale_to
from gui.widgets.digit_table import DigitTable
from gui.widgets.explain import RowExplain
from gui.widgets.export import Plot, Table, Thing
from gui.widgets.labels import NarrowLabel, label
from gui.widgets.matrix_table import MatrixTable
from gui.widgets.present_button import PresentButton

COLUMNS = (
    (_("images"), _("How many images there are of this digit")),
    (_("recall"), _("Of this digit's images, how many are found: right ones / images")),
    (_("precision"), _("Of the guesses for this digit, how many are right: right ones / guesses")),
    ("F1", _("The harmonic mean of recall and precision")),
)
OF_CLASSES = (
    (_("images"), _("How many images there are of this class")),
    (_("recall"), _("Of this class's images, how many are found: right ones / images")),
    (_("precision"), _("Of the guesses for this class, how many are right: right ones / guesses")),
    COLUMNS[-1],
)
TEN = 10  # classes; of more, the many zeros are not written


class ConfusionPanel(LazyPanel):
    chosen = Signal(int)
    """The evidence for an image of the set is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("confusionPanel", parent)
        self._evaluation: Evaluation | None = None
        self._cell: tuple[int, int] | None = None
        self._marked: tuple[int, int] | None = None  # in the matrix: the keys may have gone on from there
        self._names: Sequence[str] = DIGIT_NAMES
        self.kind = QComboBox(objectName="confusionKind")
        self.kind.addItems([_("counts"), _("percent of a row")])
        self.kind.activated.connect(self._show_anew)
        self.matrix = MatrixTable("confusionMatrix")
        self.matrix.name_for_hearing(_("Confusion matrix"))
        self.matrix.set_tips(self._words_of)
        self.matrix.clicked.connect(self.show_cell)
        self.matrix.pointed.connect(self._on_pointed)
        self.matrix.selected.connect(self._on_selected)
        self.reading = NarrowLabel(objectName="confusionReading", textFormat=Qt.TextFormat.PlainText)
        self.words = label("plotTitle", objectName="cellWords", wordWrap=True)
        self.list = ImageList()
        self.list.setObjectName("cellGrid")
        self.list.chosen.connect(self.chosen)
        self.table = DigitTable("recallTable", Qt.AlignmentFlag.AlignRight)
        self.table.setAccessibleName(_("Recall and precision"))
        self._lay_out()
        self.show_evaluation(None)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        self.kind.setAccessibleName(_("What is counted"))
        top.addWidget(self.kind)
        top.addWidget(RowExplain(self.kind))
        top.addWidget(self.reading, 1)
        top.addWidget(PresentButton(_("Confusion"), [self.matrix]))
        PresentButton(_("The images of one cell"), [self.words, self.list], self.words)
        left = QVBoxLayout()
        left.addLayout(top)
        left.addWidget(self.matrix, 1)
        right = QVBoxLayout()
        heading = label("plotTitle", _("Recall and precision"))
        PresentButton(heading.text(), [self.table], heading)
        right.addWidget(heading)
        right.addWidget(self.table)
        right.addWidget(self.words)
        right.addWidget(self.list, 1)
        sized(right.setSpacing, 4)  # the page fits into a small window
        layout = QHBoxLayout(self)
        sized(layout.setContentsMargins, 6, 6, 6, 0)
        sized(layout.setSpacing, 14)
        layout.addLayout(left, 6)
        layout.addLayout(right, 4)

    # What is shown

    def show_evaluation(self, evaluation: Evaluation | None, names: Sequence[str] = DIGIT_NAMES) -> None:
        """``names``: of the classes."""
        self._name_classes(names)
        another = self._evaluation is None or evaluation is None or evaluation.digits is not self._evaluation.digits
        self._evaluation = evaluation
        if evaluation is None:
            self._cell = self._marked = None
        elif another or self._cell is None:
            self._cell = _worst(evaluation)
        self._show_anew()

    def _name_classes(self, names: Sequence[str]) -> None:
        self._names, digits = names, are_digits(names)
        self.kind.setToolTip(
            _("How many images, or how many in a hundred of the true digit's") if digits else
            _("How many images, or how many in a hundred of the true class's")
        )  # fmt: skip
        self.matrix.set_labels(names, names)
        self.list.set_names(names)
        self.table.set_names(names)
        self.table.set_columns(COLUMNS if digits else OF_CLASSES)
        self.table.setToolTip(
            _("“all”: how many images are guessed right, and the plain means over the digits") if digits else
            _("“all”: how many images are guessed right, and the plain means over the classes")
        )  # fmt: skip

    def show_cell(self, true: int, guess: int) -> None:
        """Show the images of ``true`` that are taken for ``guess``."""
        self._cell = self._marked = (true, guess)
        self.matrix.show_cell(true, guess)
        self._show_list()

    def _show(self) -> None:
        self._show_matrix()
        self._fill_table()
        self._show_list()

    def _show_matrix(self) -> None:
        evaluation, percent = self._evaluation, self.kind.currentIndex() == 1
        if evaluation is None or not len(evaluation):
            self.matrix.set_empty_text("" if evaluation is None else _("This set has no images."))
            self.matrix.set_values(None)
            self._on_selected()
            return
        values = evaluation.row_percent if percent else evaluation.confusion.astype(np.float64)
        others = values[~np.eye(len(values), dtype=bool)]
        bare = len(values) > TEN
        texts = [["" if bare and not value else _cell_text(value, percent) for value in row] for row in values]
        digits = are_digits(self._names)
        of_true = (
            _("% of the true digit's images (the diagonal is beyond)") if digits else
            _("% of the true class's images (the diagonal is beyond)")
        )  # fmt: skip
        bar = of_true if percent else _("images (the diagonal is beyond)")
        self.matrix.set_titles(_("true digit") if digits else _("true class"), _("taken for"), bar)
        self.matrix.set_values(values, scale_to(float(np.nanmax(others, initial=0.0))), texts)
        self._on_selected()
        if self._cell is not None and self._cell != self._marked:
            self.matrix.show_cell(*self._cell)
            self._marked = self._cell

    def _fill_table(self) -> None:
        self.table.clearContents()
        rows = [] if self._evaluation is None else class_rows(self._evaluation, self._names)
        for row, (_head, *figures) in enumerate(rows):
            for column, figure in enumerate(figures):
                self.table.write(row, column, _figure(figure))

    def _show_list(self) -> None:
        evaluation = self._evaluation
        if evaluation is None or self._cell is None:
            self.list.show_list(None, NOTHING)
            self.words.setText("")
            self.list.set_empty_text("" if evaluation is None else _("Click a number to see the images behind it."))
            return
        images = evaluation.cell(*self._cell)
        self.words.setText(self._words_of(*self._cell))
        self.list.set_empty_text(_("No such images. Click another number."))
        self.list.show_list(evaluation, images)

    def _on_pointed(self, true: int, guess: int) -> None:
        block = self.matrix.cells.chosen_cells() > 1
        if true < 0 or (block and (true, guess) == self.matrix.cells.current()):
            self._on_selected()
        else:
            self._read(self._words_of(true, guess))

    def _on_selected(self) -> None:
        """Where no cell is read stands the sum of the chosen block, or what can be done."""
        cells = self.matrix.cells.chosen_cells()
        if self._evaluation is None or not len(self._evaluation):
            self._read("")
        elif cells > 1:
            self._read(block_words(self._evaluation.confusion[self.matrix.cells.block()], cells))
        else:
            self._read(HINT, SHORT_HINT)

    def _read(self, words: str, *shorter: str) -> None:
        self.reading.shorter = shorter
        self.reading.setText(words)

    def _words_of(self, true: int, guess: int) -> str:
        return "" if self._evaluation is None else cell_words(self._evaluation, self._names, true, guess)

    def things(self) -> list[Thing]:
        """What can be taken away."""
        evaluation = self._evaluation
        if evaluation is None or not len(evaluation):
            return []
        percent, names = self.kind.currentIndex() == 1, self._names
        values, header = evaluation.row_percent if percent else evaluation.confusion, class_header(names)
        found: list[Thing] = [
            Plot(_("Confusion matrix"), self.matrix),
            Table(
                _("Confusion matrix, percent") if percent else _("Confusion matrix, counts"),
                (f"true_{header}", *(f"taken_for_{name}" for name in names)),
                lambda: [(name, *row) for name, row in zip(names, values.tolist(), strict=True)],
            ),
            Table(
                _("Recall and precision"),
                (header, "images", "recall", "precision", "f1"),
                lambda: class_rows(evaluation, names),
            ),
        ]
        if len(self.list.indices()):
            true, guess = (names[place] for place in self._cell)
            found.append(self.list.take_away(_("{true} taken for {guess}").format(true=true, guess=guess)))
        return found


def class_rows(evaluation: Evaluation, names: Sequence[str]) -> list[tuple]:
    """Name, images, recall, precision and F1 (0..1) by class; the last row is "all", with the means over the classes
    that have such a figure."""
    figures = (evaluation.recall, evaluation.precision, evaluation.f_score)
    columns = [evaluation.support.tolist(), *(figure.tolist() for figure in figures)]
    means = [float(np.nanmean(figure)) if np.isfinite(figure).any() else math.nan for figure in figures]
    return [*zip(names, *columns, strict=True), ("all", len(evaluation), *means)]


def _worst(evaluation: Evaluation) -> tuple[int, int] | None:
    """The commonest confusion."""
    others = evaluation.confusion * ~np.eye(len(evaluation.confusion), dtype=bool)
    true, guess = divmod(int(others.argmax()), len(others))
    return (true, guess) if others.any() else None


def _figure(value: float | int) -> str:
    if isinstance(value, int):
        return whole(value)
    return _("none") if math.isnan(value) else _("{percent} %").format(percent=number(100 * value, 1))


def _cell_text(value: float, percent: bool) -> str:
    if math.isnan(value):
        return ""
    return number(value, 1 if percent and 0 < value < 99.95 else 0)
