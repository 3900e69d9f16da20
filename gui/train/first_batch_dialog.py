"""What one batch looks like to an untrained network, with what to expect beside it."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.networks.network import NetworkSpec
from engine.numbers import number, short
from engine.training.first_batch import FirstBatch
from engine.words import _, ngettext
from gui.look import theme
from gui.look.sizes import resize, sized


class FirstBatchDialog(QDialog):
    def __init__(self, batch: FirstBatch, spec: NetworkSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("One batch, before training"))
        self.setObjectName("firstBatchDialog")
        self._batch = batch
        words = QLabel(_words(batch, spec), wordWrap=True, objectName="firstBatchWords")
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._kind = QComboBox(objectName="firstBatchKind")
        self._kind.addItems([_("log-probabilities"), _("probabilities (their exponentials)")])
        self._kind.currentIndexChanged.connect(self._fill)
        self._table = QTableWidget(len(batch.labels), 10, objectName="firstBatchTable")
        self._table.setHorizontalHeaderLabels([str(digit) for digit in range(10)])
        self._table.setVerticalHeaderLabels([_("a {digit}").format(digit=label) for label in batch.labels])
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        sized(self._table.horizontalHeader().setMinimumSectionSize, 14, words=["−2.303"])
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setTabKeyNavigation(False)
        self._table.setFont(theme.digits_font(self._table.font()))
        self._table.setToolTip(_("A row per image, named by its true digit; a column per digit."))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self._kind)
        layout.addWidget(self._table, 1)
        layout.addWidget(buttons)
        resize(self, 720, 560)
        self._fill()

    def _fill(self) -> None:
        probabilities = self._kind.currentIndex() == 1
        values = np.exp(self._batch.log_probabilities) if probabilities else self._batch.log_probabilities
        for row, image in enumerate(values):
            for digit, value in enumerate(image):
                item = QTableWidgetItem(number(value, 3))
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self._table.setItem(row, digit, item)


def _words(batch: FirstBatch, spec: NetworkSpec) -> str:
    logs, count = batch.log_probabilities, len(batch.log_probabilities)
    shape = ngettext(
        "{count} image of 784 pixels went in, and a table of shape <b>({count}, 10)</b> came out.",
        "{count} images of 784 pixels went in, and a table of shape <b>({count}, 10)</b> came out.",
        count,
    ).format(count=count)
    values = _(
        "Log-probabilities: {least} to {most}. An untrained network knows nothing, so each is "
        "near ln {chance} = {log_of_chance}, and its exponential near {chance}."
    ).format(
        least=number(logs.min(), 2), most=number(logs.max(), 2),
        chance=short(0.1), log_of_chance=number(math.log(0.1), 3),
    )  # fmt: skip
    return "<br>".join((shape, values, _loss_words(batch.loss, spec.output)))


def _loss_words(loss: float, output: str) -> str:
    if output == "softmax":
        words = _("Loss: <b>{loss}</b>. By chance alone it is {chance}, minus the probability 1/10.")
        return words.format(loss=number(loss, 3), chance=short(-0.1))
    words = _("Loss: <b>{loss}</b>. By chance alone it is ln 10 = {chance}.")
    return words.format(loss=number(loss, 3), chance=number(math.log(10), 3))
