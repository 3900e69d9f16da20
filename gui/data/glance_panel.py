"""A set of digits at a glance: how many, of which, from where, and what they look like on average."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from engine.words import _
from gui.data.class_bars import ClassBars
from gui.look.plain import plain_tip
from gui.look.sizes import px, sized
from gui.widgets.labels import narrow_label
from gui.widgets.network_view import NetworkView


class GlancePanel(QWidget):
    """Words, bars and the mean image; it knows nothing but what it is told."""

    digit_chosen = Signal(int)
    """A digit's bar was clicked."""
    own_test_toggled = Signal(bool)
    """Whether to test with the set that came with the digits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts = QLabel(_("Loading the digits…"), objectName="setFacts", wordWrap=True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.origin = narrow_label("muted", objectName="setOrigin")
        self.own_test = QCheckBox(objectName="ownTestBox")
        self.own_test.toggled.connect(self.own_test_toggled)
        self.own_test.hide()
        self.bars = ClassBars()
        self.bars.setObjectName("classBars")
        self.bars.clicked.connect(self.digit_chosen)
        self.mean = NetworkView()
        self.mean.setObjectName("meanView")
        self.mean.setAccessibleName(_("The average of all images"))
        sized(self.mean.setFixedSize, 170, 170)
        self.mean.set_empty_text("")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sized(layout.setSpacing, 4)
        for widget in (
            self.facts,
            self.origin,
            self.own_test,
            narrow_label("plotTitle", _("Images of each digit")),
            self.bars,
        ):
            layout.addWidget(widget)
        layout.addWidget(narrow_label("plotTitle", _("Average of all images")))
        layout.addWidget(self.mean)
        layout.addStretch(1)

    def set_facts(self, facts: str, origin: str, full_origin: str) -> None:
        """``origin``: where the set is from, in a few words; ``full_origin`` is its tooltip."""
        self.facts.setText(facts)
        metrics = self.origin.fontMetrics()
        self.origin.setText(metrics.elidedText(origin, Qt.TextElideMode.ElideMiddle, max(px(120), self.width() - 4)))
        self.origin.setToolTip(plain_tip(full_origin))

    def set_offer(self, words: str, taken: bool) -> None:
        """Offer the test set that came with the digits; no words, no offer."""
        self.own_test.setVisible(bool(words))
        self.own_test.setText(words)
        self.own_test.blockSignals(True)
        self.own_test.setChecked(taken)
        self.own_test.blockSignals(False)

    def set_counts(self, counts: np.ndarray) -> None:
        """``counts``: (10,) images of each digit."""
        self.bars.set_counts(counts)

    def set_mean(self, mean: np.ndarray | None) -> None:
        """``mean``: (28, 28) uint8."""
        self.mean.set_image(mean)
