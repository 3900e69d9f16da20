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
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.digits.dataset import CLASSES
from engine.inspection.verdict import article
from engine.networks.network import NetworkSpec
from engine.numbers import number, short
from engine.training.first_batch import FirstBatch
from engine.words import _, ngettext
from gui.look import theme
from gui.look.direction import keep_left_to_right
from gui.look.plain import plain_tip
from gui.look.sizes import resize, sized
from gui.widgets.explain import RowExplain

COLUMN = 62  # pixels of a column, where there are more than ten
PLACES = 4  # as PyTorch prints them
WIDEST_NAME = 130  # pixels of what the rows are called, at most


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
        self._table = QTableWidget(len(batch.labels), spec.classes, objectName="firstBatchTable")
        self._table.setAccessibleName(_("What the network gives out for each image of the batch"))
        keep_left_to_right(self._table)
        self._name_rows_and_columns(spec)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setTabKeyNavigation(False)
        self._table.setFont(theme.digits_font(self._table.font()))
        self._table.setToolTip(
            _("A row per image, named by its true digit; a column per digit.") if spec.are_digits else
            _("A row per image, named by its true class; a column per class.")
        )  # fmt: skip
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        self._kind.setAccessibleName(_("What the table shows"))
        self._kind.setToolTip(
            _(
                "What comes out of the network is a log-probability for each class. Its exponential is the "
                "probability: exp and log undo each other."
            )
        )
        chosen = QHBoxLayout()
        chosen.addWidget(self._kind, 1)
        chosen.addWidget(RowExplain(self._kind))
        layout.addLayout(chosen)
        layout.addWidget(self._table, 1)
        layout.addWidget(buttons)
        resize(self, 780, 560)
        self._fill()

    def _name_rows_and_columns(self, spec: NetworkSpec) -> None:
        rows = [_row_name(spec, label) for label in self._batch.labels.tolist()]
        for header, names in ((self._table.horizontalHeader(), spec.names), (self._table.verticalHeader(), rows)):
            put = self._table.setHorizontalHeaderItem if names is spec.names else self._table.setVerticalHeaderItem
            for place, name in enumerate(names):
                item = QTableWidgetItem(name)
                item.setToolTip("" if spec.are_digits else plain_tip(name))
                put(place, item)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        sized(self._table.verticalHeader().setMaximumWidth, WIDEST_NAME)
        if spec.classes <= CLASSES:
            self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            sized(self._table.horizontalHeader().setMinimumSectionSize, 14, words=[number(-2.303, PLACES)])
        else:
            sized(self._table.horizontalHeader().setDefaultSectionSize, COLUMN)

    def _fill(self) -> None:
        probabilities = self._kind.currentIndex() == 1
        values = np.exp(self._batch.log_probabilities) if probabilities else self._batch.log_probabilities
        for row, image in enumerate(values):
            for digit, value in enumerate(image):
                item = QTableWidgetItem(number(value, PLACES))
                log = self._batch.log_probabilities[row, digit]
                both = _("p = {p}, log p = {log}").format(p=number(np.exp(log), PLACES), log=number(log, PLACES))
                item.setToolTip(both)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self._table.setItem(row, digit, item)


def _row_name(spec: NetworkSpec, label: int) -> str:
    if not spec.are_digits:
        return spec.names[label]
    return _("{article} {digit}").format(article=article(label), digit=label)


def _words(batch: FirstBatch, spec: NetworkSpec) -> str:
    logs, count = batch.log_probabilities, len(batch.log_probabilities)
    shape = ngettext(
        "{count} image of 784 pixels went in, and a table of shape <b>({count}, {classes})</b> came out.",
        "{count} images of 784 pixels went in, and a table of shape <b>({count}, {classes})</b> came out.",
        count,
    ).format(count=count, classes=spec.classes)
    values = _(
        "Log-probabilities: {least} to {most}. An untrained network knows nothing, so each is "
        "near ln {chance} = {log_of_chance}, and its exponential near {chance}."
    ).format(
        least=number(logs.min(), 2), most=number(logs.max(), 2),
        chance=short(1 / spec.classes, 3), log_of_chance=number(-math.log(spec.classes), 3),
    )  # fmt: skip
    return "<br>".join((shape, values, _loss_words(batch, spec)))


def _loss_words(batch: FirstBatch, spec: NetworkSpec) -> str:
    loss = number(batch.loss, 3)
    if spec.output == "softmax":
        words = _("Loss: <b>{loss}</b>. By chance alone it is {chance}, minus the probability 1/{classes}.")
        return words.format(loss=loss, chance=short(-1 / spec.classes, 3), classes=spec.classes)
    words = _("Loss: <b>{loss}</b>. By chance alone it is ln {classes} = {chance}.")
    return words.format(loss=loss, chance=number(math.log(spec.classes), 3), classes=spec.classes)
