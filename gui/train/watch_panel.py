"""A drawing to watch while a network learns: the canvas, what the network gets of it, and its evidence."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.networks.network import FeedForward
from engine.words import _
from gui.canvas.canvas import Canvas
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.judge import Judge
from gui.model.networks import TRAINED, Networks
from gui.widgets.evidence_bars import EvidenceBars
from gui.widgets.network_view import NetworkView
from gui.widgets.present_button import PresentButton

PRESENTED = _("What the network that trains makes of this drawing: the bars move as it learns.")
"""For the back row."""


class WatchPanel(QWidget):
    """Does nothing while it cannot be seen."""

    def __init__(
        self, drawing: Drawing, judge: Judge, networks: Networks, data: DigitsInHand, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._drawing, self._judge, self._networks, self._data = drawing, judge, networks, data
        self.canvas = Canvas(drawing)
        self.canvas.setObjectName("watchCanvas")
        self.view = NetworkView()
        self.view.setObjectName("watchView")
        sized(self.view.setFixedSize, 84, 84)
        self.bars = EvidenceBars()
        self.bars.setObjectName("watchBars")
        clear = QPushButton(_("Clear"), objectName="watchClearButton")
        clear.setToolTip(_("Remove all ink (Delete); Ctrl+Z brings it back"))
        clear.clicked.connect(drawing.clear)
        self._words = QLabel(wordWrap=True)
        self._words.setProperty("role", "muted")
        buttons = QHBoxLayout()
        buttons.addWidget(clear, 1)
        buttons.addWidget(
            PresentButton(_("A digit to watch"), [(self.canvas, self.bars)], explanation=lambda: PRESENTED)
        )
        beside = QVBoxLayout()
        beside.addWidget(self._words, 1)
        beside.addLayout(buttons)
        middle = QHBoxLayout()
        middle.addWidget(self.view)
        middle.addLayout(beside, 1)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 8, 0, 0, 0)
        layout.addWidget(self.canvas)
        layout.addLayout(middle)
        layout.addWidget(self.bars, 1)
        judge.changed.connect(self.refresh)
        self._words.setText(_hint(False, None, DIGIT_NAMES))

    def refresh(self) -> None:
        """Show what the network in training makes of the drawing."""
        if not self.isVisible():
            return
        judgement, names = self._judge.judgement(TRAINED), self._networks.class_names(self._data.digits, TRAINED)
        self.view.set_image(self._drawing.image)
        if names != self.bars.names():
            self.bars.set_names(names)
        self.bars.set_evidence(None if judgement is None else judgement.evidence)
        words = _hint(self._drawing.image is not None, self._networks.network(TRAINED), names)
        if words != self._words.text():
            self._words.setText(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def watching_words(are_digits: bool) -> tuple[str, str]:
    """What shows and hides the panel is called, and its tip."""
    if are_digits:
        return _("&Watch a digit"), _("Draw a digit and see the evidence move while the network learns")
    return _("&Watch a drawing"), _("Draw something and see the evidence move while the network learns")


def _hint(drawn: bool, network: FeedForward | None, names: tuple[str, ...]) -> str:
    if network is None:
        return _("Press Start: the bars show what the network in training makes of the drawing.")
    if drawn:
        return _("What the network gets.")
    if names == DIGIT_NAMES:
        return _("Draw a digit above: the bars move as the network learns.")
    return _("Draw above: the bars move as the network learns.")
