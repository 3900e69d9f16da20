"""A set at a glance: how many images, of which classes, from where, and what they look like on average."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from engine.digits.dataset import CLASSES, DIGIT_NAMES
from engine.words import _
from gui.data.class_bars import ClassBars
from gui.data.snug_area import SnugArea
from gui.look.plain import plain_tip
from gui.look.sizes import px, sized
from gui.widgets.explain import add_explained
from gui.widgets.labels import narrow_label
from gui.widgets.network_view import NetworkView
from gui.widgets.present_button import PresentButton
from gui.widgets.spare_words import SpareWords

MEAN = _("Each pixel is the mean of that pixel in all images: the brighter, the more of them have ink there.")
ROOM = QSize(1500, 800)  # pixels of a page beside whose pictures there is room for a large mean
USUAL, LARGE = 170, 250  # pixels of its side
BESIDE = 10  # pixels that the panel is wider
FEWEST_ROWS = 8  # of the bars, in sight where there is little room

COUNTED = _("Where one class has many more images than another, a network guesses it too often.")
AVERAGED = _("Each pixel is the mean of that pixel over all images.")
"""What is shown, for the back row."""


class GlancePanel(QWidget):
    """Words, bars and the mean image; it knows nothing but what it is told."""

    digit_chosen = Signal(int)
    """A class's bar was clicked."""
    own_test_toggled = Signal(bool)
    """Whether to test with the set that came with the digits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = 0
        self.facts = QLabel(_("Loading the digits…"), objectName="setFacts", wordWrap=True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.origin = narrow_label("muted", objectName="setOrigin")
        self.own_test = QCheckBox(objectName="ownTestBox")
        self.own_test.toggled.connect(self.own_test_toggled)
        self.own_test.setToolTip(
            _(
                "These images came beside the others, to test with: none of the others has to be kept out of training "
                "then"
            )
        )
        self.bars = ClassBars()
        self.bars.setObjectName("classBars")
        self.bars.clicked.connect(self.digit_chosen)
        self._bars_area = SnugArea(self.bars, self._least_of_bars)
        self.bars.pointed.connect(self._show_bar)
        self._bars_title = narrow_label("plotTitle", _("Images of each digit"))
        self.mean = NetworkView()
        self.mean.setObjectName("meanView")
        self.mean.setAccessibleName(_("The average of all images"))
        self.mean.set_empty_text("")
        self._size_mean(USUAL)
        mean_title = narrow_label("plotTitle", _("Average of all images"))
        self._bars_area.setObjectName("classBarsArea")
        present = PresentButton(_("How many images of each"), [self._bars_area], self._bars_title, lambda: COUNTED)
        present.there.connect(self._bars_area.fill)
        present.back.connect(self._bars_area.be_snug)
        PresentButton(_("Average of all images"), [self.mean], mean_title, lambda: AVERAGED)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sized(layout.setSpacing, 4)
        layout.addWidget(self.facts)
        layout.addWidget(self.origin)
        add_explained(layout, self.own_test)
        self.own_test.hide()
        for widget in (self._bars_title, self._bars_area, mean_title):
            layout.addWidget(widget)
        layout.addWidget(self.mean)
        layout.addWidget(SpareWords(MEAN, "meanWords"), 1)

    def fit(self, page: QSize) -> None:
        """``page``: how large the page is that it stands on."""
        has_room = page.width() >= px(ROOM.width()) and page.height() >= px(ROOM.height())
        self._size_mean(LARGE if has_room else USUAL)

    def _size_mean(self, side: int) -> None:
        if side != self._side:
            self._side = side
            sized(self.mean.setFixedSize, side, side)
            sized(self.setFixedWidth, side + BESIDE)

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

    def set_counts(self, counts: np.ndarray, names: tuple[str, ...] = DIGIT_NAMES) -> None:
        """``counts``: (classes,) images of each; ``names``: what they are called."""
        self.bars.set_counts(counts, names)
        self._bars_area.updateGeometry()
        self._bars_title.setText(_("Images of each digit") if names == DIGIT_NAMES else _("Images of each class"))

    def _least_of_bars(self) -> int:
        """All where there are ten or fewer."""
        rows = self.bars.sizeHint().height() // self.bars.row_height()
        return (rows if rows <= CLASSES else FEWEST_ROWS) * self.bars.row_height()

    def _show_bar(self, label: int) -> None:
        self._bars_area.ensureVisible(0, round(self.bars.row_rect(label).center().y()), 0, 2 * self.bars.row_height())

    def set_mean(self, mean: np.ndarray | None) -> None:
        """``mean``: (28, 28) uint8."""
        self.mean.set_image(mean)
