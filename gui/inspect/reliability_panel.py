"""The Reliability tab: whether a network is right as often as it says, and the images of which it says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.evaluation import Evaluation
from engine.inspection.reliability import Reliability, reliability
from engine.words import _
from gui.inspect.image_list import NOTHING, ImageList
from gui.inspect.lazy_panel import LazyPanel
from gui.inspect.reliability_diagram import ReliabilityDiagram
from gui.inspect.reliability_words import EXPLAINED, between, of_bin, of_set
from gui.look.sizes import px, sized
from gui.widgets.export import Plot, Table, Thing
from gui.widgets.labels import label
from gui.widgets.present_button import PresentButton

ROOM = 400  # pixels in height, from which on the bars are explained below them
COLUMNS = ("from", "to", "images", "stated", "right", "chance_from", "chance_to")


class ReliabilityPanel(LazyPanel):
    """Its parts are made when it is first seen."""

    chosen = Signal(int)
    """The evidence for an image of the set is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("reliabilityPanel", parent)
        self._evaluation: Evaluation | None = None
        self._names: Sequence[str] = DIGIT_NAMES
        self._found: Reliability | None = None
        self.diagram: ReliabilityDiagram | None = None
        self._show_anew()

    def _make_parts(self) -> None:
        self.words = label("plotTitle", objectName="reliabilityWords", wordWrap=True, parent=self)
        self.explained = label("muted", EXPLAINED, objectName="reliabilityExplained", wordWrap=True, parent=self)
        self.diagram = ReliabilityDiagram(self)
        self.diagram.chosen.connect(self._show_bin)
        self.bin_words = label("plotTitle", objectName="reliabilityBinWords", wordWrap=True, parent=self)
        self.list = ImageList(self)
        self.list.setObjectName("reliabilityGrid")
        self.list.setAccessibleName(_("Images of the chosen bin"))
        self.list.chosen.connect(self.chosen)
        PresentButton(_("Reliability"), [self.words, self.diagram, self.explained], self.words)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.words)
        left.addWidget(self.diagram, 1)
        left.addWidget(self.explained)
        right.addWidget(self.bin_words)
        right.addWidget(self.list, 1)
        layout = QHBoxLayout(self)
        sized(layout.setSpacing, 14)
        layout.addLayout(left, 6)
        layout.addLayout(right, 4)

    # What is shown

    def show_evaluation(self, evaluation: Evaluation | None, names: Sequence[str] = DIGIT_NAMES) -> None:
        """``names``: of the classes."""
        self._evaluation, self._names = evaluation, names
        self._show_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room the diagram has it: the "?" of the tabs says the same."""
        if self.diagram is not None:
            self.explained.setVisible(self.height() >= px(ROOM))

    def _show(self) -> None:
        if self.diagram is None:
            self._make_parts()
            self._fit()
        evaluation, empty = self._evaluation, _empty_words(self._evaluation)
        self._found = None if evaluation is None or empty else reliability(evaluation)
        self.words.setText("" if self._found is None else of_set(self._found))
        self.diagram.show_reliability(self._found, empty)
        self.list.set_names(self._names)
        self._show_bin()

    def _show_bin(self) -> None:
        found, place = self._found, self.diagram.current
        if found is None or place < 0:
            self.bin_words.setText("")
            self.list.set_empty_text("")
            self.list.show_list(None, NOTHING)
            return
        self.bin_words.setText(of_bin(found, place))
        self.list.set_empty_text(_("There are no images in this bin. Click another bar."))
        self.list.show_list(self._evaluation, found.images(place))

    def things(self) -> list[Thing]:
        """What can be taken away."""
        found = self._found
        if found is None:
            return []
        taken: list[Thing] = [
            Plot(_("Reliability diagram"), self.diagram),
            Table(_("Stated and right, by bin"), COLUMNS, lambda: bin_rows(found)),
        ]
        if len(self.list.indices()):
            taken.append(
                self.list.take_away(_("Images stated {between}").format(between=between(found, self._place())))
            )
        return taken

    def _place(self) -> int:
        return -1 if self.diagram is None else self.diagram.current


def bin_rows(found: Reliability) -> list[tuple]:
    """Of each bin its edges, how many images it has, and the rest as shares, 0 to 1."""
    low, high = found.range_of_chance
    columns = (found.edges[:-1], found.edges[1:], found.counts, found.stated, found.right, low, high)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _empty_words(evaluation: Evaluation | None) -> str:
    """Why there is nothing to show; "" if there is."""
    if evaluation is None:
        return ""
    if not len(evaluation):
        return _("This set has no images.")
    if not evaluation.has_evidence:
        return _("This yardstick gives no probabilities, only a guess: there is nothing to hold against what is right.")
    return ""
