"""The Draw page: draw a digit, see what the network gets of it, and its evidence for each of the ten."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from engine.verdict import verdict
from gui.session import SHIPPED, TRAINED, Session
from gui.widgets.canvas import Canvas
from gui.widgets.evidence_bars import EvidenceBars
from gui.widgets.network_view import NetworkView
from gui.widgets.page_header import PageHeader

KINDS = (
    ("probability", "Probability", "How sure the network is of each digit; the ten add up to 1"),
    (
        "log_probability",
        "Log-probability",
        "The natural logarithm of the probability: what the network gives out; it tells the unlikely digits apart",
    ),
)


CALIBRATED = "Calibrated: of the drawings that it gives 90 %, about 90 % are right."
UNCALIBRATED = "Not calibrated: this network is often surer than it is right."


class DrawPage(QWidget):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawPage")
        self._session = session
        self.canvas = Canvas(session.drawing)
        self.canvas.setObjectName("canvas")
        self.view = NetworkView()
        self.view.setObjectName("networkView")
        self.bars = EvidenceBars()
        self.bars.setObjectName("evidenceBars")
        self.verdict = QLabel(objectName="verdict", wordWrap=True)
        self.verdict.setProperty("role", "verdict")
        self.verdict.setMinimumHeight(56)
        self._make_buttons()
        self._make_network_choice()
        self._make_kinds()
        self._lay_out()
        session.ink_changed.connect(self.refresh)
        session.networks_changed.connect(self._on_networks_changed)
        session.ticked.connect(self.refresh)
        self._on_networks_changed()

    # Parts

    def _make_buttons(self) -> None:
        drawing = self._session.drawing
        self.undo = QPushButton("Undo", objectName="undoButton")
        self.undo.setToolTip("Take back the last stroke (Ctrl+Z)")
        self.undo.clicked.connect(drawing.undo)
        self.redo = QPushButton("Redo", objectName="redoButton")
        self.redo.setToolTip("Draw it again (Ctrl+Shift+Z)")
        self.redo.clicked.connect(drawing.redo)
        self.clear = QPushButton("Clear", objectName="clearButton")
        self.clear.setToolTip("Remove all ink (Delete); Undo brings it back")
        self.clear.clicked.connect(drawing.clear)
        drawing.changed.connect(self._update_buttons)
        self._update_buttons()

    def _make_network_choice(self) -> None:
        self.choice = QComboBox(objectName="networkChoice")
        self.choice.setToolTip("The network that judges the drawing")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(self._on_network_chosen)

    def _make_kinds(self) -> None:
        self._kinds = QButtonGroup(self)
        self._kind_row = QHBoxLayout()
        for index, (kind, text, tooltip) in enumerate(KINDS):
            button = QRadioButton(text, objectName=f"{kind}Button")
            button.setToolTip(tooltip)
            button.setChecked(index == 0)
            self._kinds.addButton(button, index)
            self._kind_row.addWidget(button)
        self._kind_row.addStretch(1)
        self._kinds.idClicked.connect(self._on_kind_chosen)
        self.calibration = QLabel(objectName="calibration", wordWrap=True)
        self.calibration.setProperty("role", "muted")

    def _lay_out(self) -> None:
        header = PageHeader("Draw", "Draw a digit and see the network's evidence for each of the ten.")
        header.add(QLabel("Network"))
        header.add(self.choice)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        buttons.setContentsMargins(3, 6, 0, 0)  # flush with the canvas inside its frame
        for button in (self.undo, self.redo, self.clear):
            buttons.addWidget(button)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.canvas)
        left.addLayout(buttons)
        left.addStretch(1)
        caption = QLabel("What the network gets: 28 × 28 pixels", wordWrap=True)
        caption.setProperty("role", "muted")
        caption.setToolTip(
            "As MNIST's makers did it: cut to the ink, the longer side made 20 pixels long,\n"
            "the centre of mass moved to the middle of 28 × 28 pixels."
        )
        middle = QVBoxLayout()
        middle.addWidget(self.view)
        middle.addWidget(caption)
        middle.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.verdict)
        right.addWidget(self.bars, 1)
        right.addLayout(self._kind_row)
        right.addWidget(self.calibration)
        body = QHBoxLayout()
        body.setSpacing(18)
        body.addLayout(left, 8)
        body.addLayout(middle, 3)
        body.addLayout(right, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addWidget(header)
        layout.addLayout(body, 1)

    # Slots

    def _update_buttons(self) -> None:
        drawing = self._session.drawing
        self.undo.setEnabled(drawing.can_undo)
        self.redo.setEnabled(drawing.can_redo)
        self.clear.setEnabled(not drawing.empty)

    def _on_kind_chosen(self, index: int) -> None:
        self.set_kind(KINDS[index][0])

    def set_kind(self, kind: str) -> None:
        """Show the evidence as "probability" or "log_probability"."""
        self.bars.set_kind(kind)
        self._kinds.button([name for name, *_ in KINDS].index(kind)).setChecked(True)

    def _on_network_chosen(self, index: int) -> None:
        self._session.choose(self.choice.itemData(index))

    def _on_networks_changed(self) -> None:
        session = self._session
        self.choice.clear()
        for which, text in ((SHIPPED, "Ships with Inkling"), (TRAINED, "Yours")):
            network = session.network(which)
            if network is not None:
                self.choice.addItem(f"{text}, {network.spec}", which)
        self.choice.setCurrentIndex(self.choice.findData(session.chosen))
        self.choice.setEnabled(self.choice.count() > 0)
        doubt = session.doubt()
        self.calibration.setText(CALIBRATED if doubt else UNCALIBRATED)
        self.verdict.setToolTip(doubt.explain() if doubt else UNCALIBRATED)
        self.refresh()

    def refresh(self) -> None:
        """Judge the drawing by the chosen network, as it is now; does nothing while the page cannot be seen."""
        if not self.isVisible():
            return
        ink, network = self._session.ink, self._session.network()
        self.view.set_image(ink)
        if network is None:
            self._show_verdict("There is no network yet. Train one on the Train page.", None)
        elif ink is None:
            self._show_verdict("Draw a digit on the black square.", None)
        else:
            evidence = network.log_probabilities(ink[None])[0]
            self._show_verdict(verdict(evidence, self._session.doubt()), evidence)

    def _show_verdict(self, sentence: str, evidence) -> None:
        self.bars.set_evidence(evidence)
        if sentence != self.verdict.text():
            self.verdict.setText(sentence)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.refresh()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
