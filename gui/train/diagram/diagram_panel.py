"""The diagram beside the form: the network as the form says, or an image that flows through it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.look.sizes import sized
from gui.train.diagram.flow_choices import FlowChoices
from gui.train.diagram.flow_source import NOTHING, FlowSource
from gui.train.diagram.flow_view import FlowView
from gui.train.diagram.network_diagram import NetworkDiagram
from gui.widgets.actions import ActionButton
from gui.widgets.labels import narrow_label


class DiagramPanel(QWidget):
    """``opening``: the action that opens it large. Does nothing while it cannot be seen."""

    softmax_wanted = Signal()

    def __init__(self, source: FlowSource, opening: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.network = NetworkDiagram()
        self.network.setObjectName("networkDiagram")
        self.view = FlowView(large=False)
        self.view.setObjectName("flowView")
        self.view.pointed_at.connect(self._show_words)
        self.view.softmax_wanted.connect(self.softmax_wanted)
        self.choices = FlowChoices(source, "flow", large=False)
        self.words = narrow_label("muted", objectName="flowWords")
        self.large = ActionButton(opening, "openLargeButton")
        flowing = QWidget()
        column = QVBoxLayout(flowing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.words)
        self.stack = QStackedWidget(objectName="diagramStack")
        self.stack.addWidget(self.network)
        self.stack.addWidget(flowing)
        row = QHBoxLayout()
        sized(row.setSpacing, 4)
        row.addWidget(self.choices, 1)
        row.addWidget(self.large)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sized(layout.setSpacing, 4)
        layout.addLayout(row)
        layout.addWidget(self.stack, 1)
        sized(self.stack.setMinimumHeight, 170)
        source.changed.connect(self.refresh)

    def refresh(self) -> None:
        if not self.isVisible():
            return
        source = self._source
        self.stack.setCurrentIndex(0 if source.kind == NOTHING else 1)
        if source.kind != NOTHING:
            self.view.set_empty_words(source.empty_words())
            self.view.show_flow(source.flow(), source.names(), source.true())
            self._show_words()

    def _show_words(self) -> None:
        words = self.view.pointed_text() or self._source.words(brief=True)
        if words != self.words.text():
            self.words.setText(words)

    def point_out(self, layer: int | None) -> None:
        """A layer, counted from the inputs, that is pointed at elsewhere; None: none any more."""
        self.network.point_out(layer)
        self.view.point_out(layer)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
