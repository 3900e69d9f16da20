"""Where float32 ends: tiny probabilities as they are, and as logarithms."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from engine.inspection.softmax import product, tiny
from engine.numbers import whole
from engine.words import _
from gui.look.sizes import sized
from gui.softmax.words import product_words, tiny_words
from gui.widgets.explain import RowExplain
from gui.widgets.labels import label

BELOW, MOST = 104, 120
FACTOR, COUNT = 1e-19, 3
TIP = _(
    "How far a sum lies below the largest. float32 ends at about 1.4 × 10⁻⁴⁵: from 104 on the probability is 0,\n"
    "and the logarithm of 0 is minus infinity. log_softmax never makes the probability."
)


class TinyPanel(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.below = QSlider(Qt.Orientation.Horizontal, objectName="belowSlider")
        self.below.setRange(0, MOST)
        self.below.setValue(BELOW)
        self.below.setToolTip(TIP)
        self.below.setAccessibleName(_("How far a sum lies below the largest"))
        sized(self.below.setMinimumWidth, 100)
        self.below.valueChanged.connect(self._show)
        self.said = label("plain", objectName="belowWords", wordWrap=True)
        self.plain = label("plain", objectName="tinyPlain", wordWrap=True)
        self.logs = label("plain", objectName="tinyLogs", wordWrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        sized(grid.setHorizontalSpacing, 14)
        for column, words in enumerate((_("Tiny numbers"), _("in float32"), _("with logarithms"))):
            grid.addWidget(label("plotTitle", words), 0, 2 * column if column else 0)
        grid.addWidget(self.said, 1, 0)
        grid.addWidget(self.below, 1, 1)
        grid.addWidget(RowExplain(self.below), 1, 3)
        grid.addWidget(self.plain, 1, 2)
        grid.addWidget(self.logs, 1, 4)
        plain, logs = product_words(product(FACTOR, COUNT))
        grid.addWidget(label("plain", _("three probabilities of 10⁻¹⁹, multiplied"), wordWrap=True), 2, 0, 1, 2)
        grid.addWidget(label("plain", plain, objectName="productPlain", wordWrap=True), 2, 2)
        grid.addWidget(label("plain", logs, objectName="productLogs", wordWrap=True), 2, 4)
        for column, share in enumerate((3, 2, 4, 0, 4)):
            grid.setColumnStretch(column, share)
        self._show()

    def _show(self) -> None:
        below = self.below.value()
        self.said.setText(_("a sum {below} below the largest").format(below=whole(below)))
        plain, logs = tiny_words(tiny(float(below)))
        self.plain.setText(plain)
        self.logs.setText(logs)
