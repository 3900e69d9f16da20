"""The Errors tab: the misclassified images, the near misses, the surest and the least sure, with their evidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.evaluation import Evaluation
from engine.numbers import number, whole
from engine.words import _, ngettext
from gui.inspect.evidence_card import EvidenceCard
from gui.inspect.evidence_panel import all_headers, all_rows
from gui.inspect.image_list import NOTHING, ImageList
from gui.inspect.lazy_panel import LazyPanel
from gui.look.sizes import px, sized
from gui.widgets.buttons import push_button
from gui.widgets.class_names import are_digits
from gui.widgets.explain import RowExplain
from gui.widgets.export import Table, Thing
from gui.widgets.labels import label
from gui.widgets.number_box import NumberBox
from gui.widgets.present_button import PresentButton

LISTS = (
    ("errors", _("Errors"), _("Images that are taken for another digit")),
    ("near", _("Near misses"), _("Guessed right, yet with a good deal of probability on another digit")),
    ("surest", _("The surest"), _("All images, from the surest guess on")),
    ("least", _("The least sure"), _("All images, from the least sure guess on")),
)
OF_CLASSES = {
    "errors": _("Images that are taken for another class"),
    "near": _("Guessed right, yet with a good deal of probability on another class"),
}
"""The tooltips of these lists where the classes are no digits."""
TAKEN = {
    "errors": (_("Errors: images"), _("Errors: table")),
    "near": (_("Near misses: images"), _("Near misses: table")),
    "surest": (_("Surest: images"), _("Surest: table")),
    "least": (_("Least sure: images"), _("Least sure: table")),
}
"""What is taken away of each list: its images, and its table."""
FEW = 32  # classes whose bars have room under a picture in a column as wide as for digits
WIDE, WIDER = 250, 300  # pixels of the column
ROOM, LARGER = 1500, 1.5  # pixels of a panel in which it is so much wider: its letters grow with its height
ORDERS = (("index", _("by index")), ("sure", _("by how sure it was")), ("true", _("by true digit")))


class ErrorsPanel(LazyPanel):
    chosen = Signal(int)
    """The evidence for an image of the set is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("errorsPanel", parent)
        self._evaluation: Evaluation | None = None
        self._names: Sequence[str] = DIGIT_NAMES
        self._make_choices()
        self.count = label("plotTitle", objectName="errorsCount")
        self.list = ImageList()
        self.list.setObjectName("errorsGrid")
        self.list.reached.connect(self._on_reached)
        self.list.chosen.connect(self._on_reached)
        self.card = EvidenceCard("errors")
        self.more = push_button(
            _("More on this image"), "errorsMoreButton", _("Show it on the Evidence tab"), self._on_more_wanted
        )
        self._lay_out()
        self.show_evaluation(None)

    def _make_choices(self) -> None:
        self.which = QComboBox(objectName="listField")
        for key, words, _tip in LISTS:
            self.which.addItem(words, key)
        self.which.setToolTip(_("Which images are shown"))
        self.which.setAccessibleName(_("List"))
        self.over = NumberBox(objectName="nearMissField", minimum=1, maximum=49, value=10)
        before, _sign, after = _("over {percent} % elsewhere").partition("{percent}")
        self.over.setPrefix(before)
        self.over.setSuffix(after)
        self.over.setAccessibleName(_("Near misses"))
        self.over.hide()  # until near misses are chosen
        self.order = QComboBox(objectName="orderField")
        for key, words in ORDERS:
            self.order.addItem(words, key)
        self.order.setToolTip(_("The order of the images"))
        self.order.setAccessibleName(_("Order"))
        for signal in (self.which.activated, self.over.valueChanged, self.order.activated):
            signal.connect(self._show_anew)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        fields = self.which, self.over, self.order
        for widget in (*fields, RowExplain(*fields)):
            top.addWidget(widget)
        top.addSpacing(px(10))
        top.addWidget(self.count, 1)
        present = PresentButton(_("Errors"), [self.count, (self.list, self.card)])
        present.wanted.connect(self.card.lie_across)
        present.back.connect(self.card.stand)
        present.back.connect(self._size_card)
        top.addWidget(present)
        side = QVBoxLayout()
        side.addWidget(self.card, 1)
        side.addWidget(self.more)
        body = QHBoxLayout()
        sized(body.setSpacing, 14)
        body.addWidget(self.list, 1)
        body.addLayout(side)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addLayout(body, 1)

    # What is shown

    def show_evaluation(self, evaluation: Evaluation | None, names: Sequence[str] = DIGIT_NAMES) -> None:
        """``names``: of the classes."""
        self._evaluation = evaluation
        self._name_classes(names)
        self._show_anew()

    def _size_card(self) -> None:
        width = WIDE if len(self._names) <= FEW else WIDER
        sized(self.card.setFixedWidth, width * LARGER if self.width() >= px(ROOM) else width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isAncestorOf(self.card):  # where it fills the page it is as wide as that
            self._size_card()

    def _name_classes(self, names: Sequence[str]) -> None:
        self._names, digits = names, are_digits(names)
        self.card.set_names(names)
        self.list.set_names(names)
        self._size_card()
        for row, (key, _words, tip) in enumerate(LISTS):
            self.which.setItemData(row, tip if digits else OF_CLASSES.get(key, tip), Qt.ItemDataRole.ToolTipRole)
        self.order.setItemText(len(ORDERS) - 1, ORDERS[-1][1] if digits else _("by true class"))
        self.over.setToolTip(
            _("From which probability of another digit on a right guess counts as a near miss") if digits else
            _("From which probability of another class on a right guess counts as a near miss")
        )  # fmt: skip

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
        if key != "errors" and not evaluation.has_evidence:
            return NOTHING
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
        evaluation, indices, names = self._evaluation, self.list.indices(), self._names
        images, table = TAKEN[self.which.currentData()]

        def rows() -> list[tuple]:
            everything = all_rows(evaluation, names)
            return [everything[index] for index in indices]

        return [self.list.take_away(images), Table(table, all_headers(names, evaluation.has_evidence), rows)]


def _count_words(evaluation: Evaluation, key: str, count: int) -> str:
    total = len(evaluation)
    if key != "errors" and not evaluation.has_evidence:
        return ""
    sentence = {
        "errors": ngettext(
            "{count} of {total} images ({percent} %) is misclassified",
            "{count} of {total} images ({percent} %) are misclassified",
            count,
        ),
        "near": ngettext(
            "{count} of {total} images ({percent} %) is right, but only just",
            "{count} of {total} images ({percent} %) are right, but only just",
            count,
        ),
        "surest": ngettext("{total} image, the surest first", "all {total} images, the surest first", total),
        "least": ngettext("{total} image, the least sure first", "all {total} images, the least sure first", total),
    }[key]
    percent = 100 * count / max(1, total)
    return sentence.format(count=whole(count), total=whole(total), percent=number(percent, 1))


def _empty_words(evaluation: Evaluation, key: str) -> str:
    if not len(evaluation):
        return _("This set has no images.")
    if key == "errors":
        return _("No errors: every image is guessed right.\nLook at the near misses, or choose harder images.")
    if not evaluation.has_evidence:
        return _(
            "This yardstick gives no probabilities, only a guess: none of its guesses is surer than another, and none "
            "is nearly wrong. Look at its errors."
        )
    return _("No near misses: what is right is sure, too. Choose a lower probability, or another list.")
