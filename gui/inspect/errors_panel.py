"""The Errors tab: the misclassified images, the near misses, the surest and the least sure, with their evidence."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from engine.inspection.evaluation import Evaluation
from gui.inspect.evidence_card import EvidenceCard
from gui.inspect.evidence_panel import ALL_HEADERS, all_rows
from gui.inspect.image_list import NOTHING, ImageList
from gui.inspect.lazy_panel import LazyPanel
from gui.widgets.buttons import push_button
from gui.widgets.export import Table, Thing
from gui.widgets.labels import label

LISTS = (
    ("errors", "Errors", "Images that the network takes for another digit"),
    ("near", "Near misses", "Guessed right, yet with a good deal of probability on another digit"),
    ("surest", "The surest", "All images, from the surest guess on"),
    ("least", "The least sure", "All images, from the least sure guess on"),
)
ORDERS = (("index", "index"), ("sure", "how sure it was"), ("true", "true digit"))


class ErrorsPanel(LazyPanel):
    chosen = Signal(int)
    """The evidence for an image of the set is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("errorsPanel", parent)
        self._evaluation: Evaluation | None = None
        self._make_choices()
        self.count = label("plotTitle", objectName="errorsCount")
        self.list = ImageList()
        self.list.setObjectName("errorsGrid")
        self.list.reached.connect(self._on_reached)
        self.list.chosen.connect(self._on_reached)
        self.card = EvidenceCard("errors")
        self.card.setFixedWidth(250)
        self.more = push_button(
            "More on this image", "errorsMoreButton", "Show it on the Evidence tab", self._on_more_wanted
        )
        self._lay_out()
        self.show_evaluation(None)

    def _make_choices(self) -> None:
        self.which = QComboBox(objectName="listField")
        for key, words, tip in LISTS:
            self.which.addItem(words, key)
            self.which.setItemData(self.which.count() - 1, tip, 3)
        self.which.setToolTip("Which images are shown")
        self.over = QDoubleSpinBox(objectName="nearMissField", decimals=0, minimum=1, maximum=49, value=10)
        self.over.setPrefix("over ")
        self.over.setSuffix(" % elsewhere")
        self.over.hide()  # until near misses are chosen
        self.over.setToolTip("From which probability of another digit on a right guess counts as a near miss")
        self.order = QComboBox(objectName="orderField")
        for key, words in ORDERS:
            self.order.addItem(f"by {words}", key)
        self.order.setToolTip("The order of the images")
        for signal in (self.which.activated, self.over.valueChanged, self.order.activated):
            signal.connect(self._show_anew)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for widget in (self.which, self.over, self.order):
            top.addWidget(widget)
        top.addSpacing(10)
        top.addWidget(self.count, 1)
        side = QVBoxLayout()
        side.addWidget(self.card, 1)
        side.addWidget(self.more)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self.list, 1)
        body.addLayout(side)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addLayout(body, 1)

    # What is shown

    def show_evaluation(self, evaluation: Evaluation | None) -> None:
        self._evaluation = evaluation
        self._show_anew()

    def _show(self) -> None:
        key = self.which.currentData()
        self.over.setVisible(key == "near")
        self.order.setVisible(key in ("errors", "near"))
        evaluation = self._evaluation
        indices = NOTHING if evaluation is None else self._indices(evaluation, key)
        self.list.set_empty_text("" if evaluation is None else _empty_words(evaluation, key))
        self.list.show_list(evaluation, indices, with_rival=key == "near")
        self.count.setText("" if evaluation is None else _count_words(evaluation, key, len(indices)))
        self._on_reached(int(indices[0]) if len(indices) else -1)

    def _indices(self, evaluation: Evaluation, key: str) -> np.ndarray:
        if key in ("surest", "least"):
            return evaluation.by_sureness[:: 1 if key == "surest" else -1]
        images = evaluation.errors if key == "errors" else evaluation.near_misses(self.over.value() / 100)
        return evaluation.ordered(images, self.order.currentData())

    def _on_reached(self, index: int) -> None:
        self._current = index
        self.card.show_image(self._evaluation, index)
        self.more.setEnabled(index >= 0)

    def _on_more_wanted(self) -> None:
        self.chosen.emit(self._current)

    def things(self) -> list[Thing]:
        """What can be taken away."""
        if self._evaluation is None or not len(self.list.indices()):
            return []
        evaluation, indices, name = self._evaluation, self.list.indices(), self.which.currentText()
        name = name.removeprefix("The ").capitalize()

        def rows() -> list[tuple]:
            everything = all_rows(evaluation)
            return [everything[index] for index in indices]

        return [self.list.take_away(f"{name}: images"), Table(f"{name}: table", ALL_HEADERS, rows)]


def _count_words(evaluation: Evaluation, key: str, count: int) -> str:
    total = len(evaluation)
    share = f"{count:,} of {total:,} images ({100 * count / max(1, total):.1f} %)"
    return {
        "errors": f"{share} {'is' if count == 1 else 'are'} misclassified",
        "near": f"{share} {'is' if count == 1 else 'are'} right, but only just",
        "surest": f"all {total:,} images, the surest first",
        "least": f"all {total:,} images, the least sure first",
    }[key]


def _empty_words(evaluation: Evaluation, key: str) -> str:
    if not len(evaluation):
        return "This set has no images."
    if key == "errors":
        return (
            "No errors: the network guesses every image right.\n"
            "Look at the near misses, or judge the network by harder images."
        )
    return "No near misses: where the network is right, it is sure. Choose a lower probability, or another list."
