"""What one batch looks like to an untrained network, with what to expect beside it."""

from __future__ import annotations

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
from engine.training.first_batch import FirstBatch
from gui.look import theme
from gui.look.words import number


class FirstBatchDialog(QDialog):
    def __init__(self, batch: FirstBatch, spec: NetworkSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("One batch, before training")
        self.setObjectName("firstBatchDialog")
        self._batch = batch
        words = QLabel(_words(batch, spec), wordWrap=True, objectName="firstBatchWords")
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._kind = QComboBox(objectName="firstBatchKind")
        self._kind.addItems(["log-probabilities", "probabilities (their exponentials)"])
        self._kind.currentIndexChanged.connect(self._fill)
        self._table = QTableWidget(len(batch.labels), 10, objectName="firstBatchTable")
        self._table.setHorizontalHeaderLabels([str(digit) for digit in range(10)])
        self._table.setVerticalHeaderLabels([f"a {label}" for label in batch.labels])
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setTabKeyNavigation(False)
        self._table.setFont(theme.digits_font(self._table.font()))
        self._table.setToolTip("A row per image, named by its true digit; a column per digit.")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self._kind)
        layout.addWidget(self._table, 1)
        layout.addWidget(buttons)
        self.resize(720, 560)
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
    logs = batch.log_probabilities
    chance = "−0.1, minus the probability 1/10" if spec.output == "softmax" else "ln 10 = 2.303"
    return "<br>".join(
        (
            f"{len(logs)} images of 784 pixels went in, and a table of shape <b>({len(logs)}, 10)</b> came out.",
            f"Log-probabilities: {number(logs.min(), 2)} to {number(logs.max(), 2)}. An untrained network "
            "knows nothing, so each is near ln 0.1 = −2.303, and its exponential near 0.1.",
            f"Loss: <b>{number(batch.loss, 3)}</b>. By chance alone it is {chance}.",
        )
    )
