"""How the program beside the form is written, and where its images come from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from engine.code.recipe import BESIDE, COLAB, CROSS_ENTROPY, FILE, LOSSES, NLL, Style
from engine.words import _
from gui.look.sizes import sized
from gui.widgets.explain import RowExplain

LOSS_TIP = _(
    "Two ways to write the same training: CrossEntropyLoss makes the log-softmax of the raw sums itself,\n"
    "and then does what NLLLoss does."
)
ONE_LOSS_TIP = _(
    "For log-softmax there are two ways to write the loss; for softmax only this one: CrossEntropyLoss would\n"
    "take a logarithm, which this training is without."
)
COMMENTS_TIP = _("With comments that say why, or as short as can be")
REPEATS_TIP = _(
    "Inkling's: the program repeats the run, with the same first weights and the same order of images.\n"
    "torch.manual_seed: shorter, as in an ordinary program; another run, as good as this one."
)
SOURCE_TIP = _(
    "Where the program finds its images: in a file that is saved beside it, in the CSV file of 20,000 that every\n"
    "Colab has, or in your own CSV file, if the digits are from one."
)
CODE_KEY = "code/"  # in the settings


class CodeChoices(QWidget):
    """``source`` stands elsewhere: with the buttons that save."""

    changed = Signal()
    """The person has chosen something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss = self._box(
            "codeLossBox", _("Loss"), LOSS_TIP,
            {NLL: _("log_softmax + NLLLoss"), CROSS_ENTROPY: _("raw sums + CrossEntropyLoss")},
        )  # fmt: skip
        self.comments = self._box(
            "codeCommentsBox", _("Comments"), COMMENTS_TIP, {True: _("With comments"), False: _("Short")}
        )
        self.repeats = self._box(
            "codeRandomBox", _("Random numbers"), REPEATS_TIP,
            {True: _("Inkling's random numbers"), False: _("torch.manual_seed")},
        )  # fmt: skip
        self.source = self._box(
            "codeSourceBox", _("Images"), SOURCE_TIP, {BESIDE: _("With images"), COLAB: _("For Colab")}
        )
        self.source.setMinimumContentsLength(5)  # in a small window it stands beside three buttons
        self._written = self.loss, self.comments, self.repeats
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        sized(row.setSpacing, 6)
        for box, share in zip(self._written, (7, 5, 7), strict=True):
            row.addWidget(box, share)
        row.addWidget(RowExplain(*self._written))

    def _box(self, name: str, words: str, tip: str, choices: dict[object, str]) -> QComboBox:
        made = QComboBox(objectName=name)
        made.setAccessibleName(words)
        made.setToolTip(tip)
        made.setMinimumContentsLength(9)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, text in choices.items():
            made.addItem(text, value)
        made.currentIndexChanged.connect(self._on_chosen)
        return made

    def state(self) -> dict[str, str]:
        """What is to be remembered: how it is written, and not where the images are from."""
        return {f"{CODE_KEY}{box.objectName()}": str(box.currentIndex()) for box in self._written}

    def restore(self, state: Mapping[str, str]) -> None:
        for box in self._written:
            index = state.get(f"{CODE_KEY}{box.objectName()}", "")
            if index in map(str, range(box.count())):
                box.setCurrentIndex(int(index))

    def style_for(self, output: str) -> Style:
        """As far as a program with this output can be written so."""
        loss = self.loss.currentData()
        return Style(loss if loss in LOSSES[output] else NLL, self.comments.currentData(), self.repeats.currentData())

    def show_output(self, output: str) -> None:
        """Offer the ways to write the loss that this output has; what was chosen for another is kept."""
        several = len(LOSSES[output]) > 1
        self.loss.setEnabled(several)
        self.loss.setToolTip(LOSS_TIP if several else ONE_LOSS_TIP)

    def offer_file(self, offered: bool) -> None:
        """Whether the person's own CSV file can be chosen."""
        index = self.source.findData(FILE)
        if offered and index < 0:
            self.source.addItem(_("With your CSV file"), FILE)
        elif not offered and index >= 0:
            if self.source.currentIndex() == index:
                self.source.setCurrentIndex(0)
            self.source.removeItem(index)

    def _on_chosen(self) -> None:
        self.changed.emit()
