"""The diagram in large, for the back row: it fills the page, and what is drawn beside it goes through it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.words import _
from gui.canvas.canvas import Canvas
from gui.look.sizes import sized
from gui.model.drawing import Drawing
from gui.train.diagram.flow_choices import FlowChoices
from gui.train.diagram.flow_source import DRAWING, NOTHING, FlowSource
from gui.train.diagram.flow_view import FlowView
from gui.widgets.actions import ActionButton
from gui.widgets.buttons import push_button
from gui.widgets.labels import label

CANVAS = 250  # pixels across, where there is room


class LargeDiagram(QWidget):
    """``by_hand``: the action that shows one batch by hand. Does nothing while it cannot be seen."""

    softmax_wanted = Signal()

    def __init__(self, source: FlowSource, drawing: Drawing, by_hand: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("largeDiagram")
        self._source = source
        self.choices = FlowChoices(source, "largeFlow", large=True)
        self.view = FlowView(large=True)
        self.view.setObjectName("largeFlowView")
        self.words = label("spoken", objectName="largeFlowWords", wordWrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        sized(self.words.setMinimumHeight, 12, lines=2)  # of larger letters than are known yet
        self.canvas = Canvas(drawing)
        self.canvas.setObjectName("largeCanvas")
        clear = push_button(_("Clear"), "largeClearButton", _("Remove all ink; Ctrl+Z brings it back"), drawing.clear)
        self.by_hand = ActionButton(by_hand, "byHandButton")
        tip = _("Do the last step by hand: from these sums to probabilities")
        self.softmax = push_button(_("Softmax by hand…"), "largeSoftmaxButton", tip, self.softmax_wanted)
        self._drawn = QWidget()
        beside = QVBoxLayout(self._drawn)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.canvas)
        beside.addWidget(clear)
        beside.addStretch(1)
        self._lay_out((self.by_hand, self.softmax))
        source.changed.connect(self.refresh)
        self.view.pointed_at.connect(self._show_words)
        self.view.softmax_wanted.connect(self.softmax_wanted)

    def _lay_out(self, buttons: Sequence[QWidget]) -> None:
        top = QHBoxLayout()
        top.addWidget(self.choices)
        top.addStretch(1)
        for button in buttons:
            top.addWidget(button)
        middle = QHBoxLayout()
        middle.addWidget(self._drawn)
        middle.addWidget(self.view, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(middle, 1)
        layout.addWidget(self.words)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit_canvas()

    def _fit_canvas(self) -> None:
        """A fifth of the page, so that most is the network's."""
        self._drawn.setFixedWidth(max(140, min(self.width() // 5, self.height() // 2)))

    def refresh(self) -> None:
        if not self.isVisible():
            return
        source = self._source
        self._drawn.setVisible(source.kind == DRAWING)
        self.view.set_empty_words(source.empty_words())
        self.view.show_flow(source.flow(), source.names(), source.true())
        self._show_words()

    def _show_words(self) -> None:
        words = self.view.pointed_text() or self._source.words()
        if words != self.words.text():
            self.words.setText(words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._source.kind == NOTHING:  # it would show nothing at all
            self._source.show_something()
        self._fit_canvas()
        self.refresh()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
