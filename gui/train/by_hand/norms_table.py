"""The norms of the gradient and of the step, layer by layer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from engine.numbers import short
from engine.training.by_hand import LayerByHand
from engine.words import _

HEADS = (_("gradient"), _("step"), _("of weights"))
TIP = _(
    "Norms: the root of the sum of all squares. The step is what was added to the weights and biases of a layer;\n"
    "the last column says how large that is by the weights themselves."
)


class NormsTable(QTableWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(HEADS), parent)
        self.setHorizontalHeaderLabels(HEADS)
        self.setToolTip(TIP)
        self.setAccessibleName(_("Norms of gradient and step by layer"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_norms(self, layers: Sequence[LayerByHand], whole: LayerByHand | None, gradient: bool, step: bool) -> None:
        """``gradient``, ``step``: which of them are known yet."""
        rows = [*layers, *([whole] if whole is not None else [])]
        self.setRowCount(len(rows))
        names = [_("layer {layer}").format(layer=k) for k in range(1, len(layers) + 1)]
        self.setVerticalHeaderLabels([*names, _("all")])
        for row, layer in enumerate(rows):
            percent = _("{percent} %").format(percent=short(100 * layer.relative, 2))
            texts = (short(layer.gradient, 3), short(layer.update, 3), percent)
            for column, (text, known) in enumerate(zip(texts, (gradient, step, step), strict=True)):
                item = QTableWidgetItem(text if known else "")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self.setItem(row, column, item)
        high = self.horizontalHeader().sizeHint().height() + sum(self.rowHeight(row) for row in range(len(rows)))
        self.setFixedHeight(high + 2 * self.frameWidth())
