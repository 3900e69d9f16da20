"""The Draw page: draw a digit, see what the network gets of it, and its evidence for each of the ten."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.inspection.verdict import verdict
from gui.canvas.canvas import Canvas
from gui.draw.digit_buttons import DigitButtons
from gui.draw.draw_tools import DrawTools
from gui.draw.hand_test import HandTester
from gui.draw.hand_test_panel import HandTestPanel
from gui.draw.my_digits import MyDigitsKeeper
from gui.draw.my_digits_panel import MyDigitsPanel
from gui.draw.pasting import Pasting
from gui.draw.pictures import is_picture
from gui.draw.why import Explainer
from gui.draw.why_panel import WhyPanel
from gui.model.session import TRAINED, Session
from gui.widgets.evidence_bars import EvidenceBars
from gui.widgets.network_view import NetworkView
from gui.widgets.page_header import PageHeader
from gui.widgets.roomy_panel import RoomyPanel
from gui.widgets.steady_place import SteadyPlace

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
VERDICT = 50  # height of its two lines, in pixels
VIEW, LARGE_VIEW = 6 * 28 + 2, 10 * 28 + 2  # sides of the network view with its frame, in pixels
ROOM = QSize(760, 600)  # of the tab, for the large one
DRAWN = "What the network gets:\n28 × 28 pixels"
DRAWN_TIP = (
    "As MNIST's makers did it: cut to the ink, the longer side made 20 pixels long,\n"
    "the centre of mass moved to the middle of 28 × 28 pixels."
)
PASTED = "From the pasted picture, not drawn: cut to its ink, white on black. Draw to replace it."
KEEP_TIP = (
    "Keep what you drew in My digits as a {} (or press the key), and clear the canvas.\n"
    "Strokes are kept, so a pasted picture cannot be."
)
TABS = (
    ("Evidence", "How much speaks for each of the ten digits"),
    ("Why?", "What the network gets, which ink speaks for and against, and what it looks like inside"),
    ("Test my hand", "You are asked for digits, and the networks are scored on your drawings"),
    ("My digits", "The drawings that you have kept, to train and test with"),
)
EVIDENCE, WHY, TEST, MINE = range(4)


class DrawPage(QWidget):
    told = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawPage")
        self.setAcceptDrops(True)
        self._session = session
        self._make_canvas()
        self.bars = EvidenceBars()
        self.bars.setObjectName("evidenceBars")
        self.verdict = QLabel(objectName="verdict", wordWrap=True)
        self.verdict.setProperty("role", "verdict")
        self.verdict_place = SteadyPlace(self.verdict, VERDICT)
        self._make_network_choice()
        self._make_kinds()
        self._make_tabs()
        self._lay_out()
        self._connect()
        self._on_networks_changed()

    # Parts

    def _make_canvas(self) -> None:
        drawing = self._session.drawing
        self.canvas = Canvas(drawing)
        self.canvas.setObjectName("canvas")
        self.tools = DrawTools(drawing, self.canvas)
        self.undo, self.redo, self.clear = self.tools.undo, self.tools.redo, self.tools.clear
        self.view = NetworkView()
        self.view.setObjectName("networkView")
        self.caption = QLabel(DRAWN, objectName="networkViewCaption", wordWrap=True)
        self.caption.setProperty("role", "muted")
        self.caption.setToolTip(DRAWN_TIP)
        self._size_view(roomy=False)
        self.caption.setMinimumHeight(4 * self.caption.fontMetrics().height())
        self.caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.keys = DigitButtons("keepAs", KEEP_TIP)

    def _size_view(self, roomy: bool) -> None:
        side = LARGE_VIEW if roomy else VIEW
        self.view.setFixedSize(side, side)
        self.caption.setFixedWidth(side)

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

    def _make_tabs(self) -> None:
        self.why, self.hand, self.mine = WhyPanel(), HandTestPanel(), MyDigitsPanel()
        self.explainer = Explainer(self._session, self.canvas, self.why)
        self.tester = HandTester(self._session, self.hand)
        self.keeper = MyDigitsKeeper(self._session, self.mine)
        self.pasting = Pasting(self._session, self)
        self.tabs = QTabWidget(objectName="drawTabs", documentMode=True)
        for panel, (name, tip) in zip((self._evidence(), self.why, self.hand, self.mine), TABS, strict=True):
            self.tabs.setTabToolTip(self.tabs.addTab(panel, name), tip)
        for arrow in self.tabs.tabBar().findChildren(QToolButton):
            arrow.setObjectName(f"drawTabs{arrow.objectName()}")  # Qt gives all tab bars' arrows the same names

    def _evidence(self) -> QWidget:
        keep = QLabel("Keep it in My digits as a")
        keep.setProperty("role", "muted")
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.view)
        left.addWidget(self.caption)
        left.addStretch(1)
        left.addWidget(keep)
        left.addWidget(self.keys)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.bars, 1)
        right.addLayout(self._kind_row)
        right.addWidget(self.calibration)
        panel, row = RoomyPanel(ROOM, self._size_view), QHBoxLayout()
        row.setContentsMargins(2, 10, 0, 0)
        row.setSpacing(18)
        row.addLayout(left)
        row.addLayout(right, 1)
        panel.setLayout(row)
        return panel

    def _lay_out(self) -> None:
        header = PageHeader("Draw", "Draw a digit and see the network's evidence for each of the ten.")
        header.add(QLabel("Network"))
        header.add(self.choice)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.canvas)
        left.addWidget(self.tools)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.verdict_place)
        right.addWidget(self.tabs, 1)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addLayout(left, 10)
        body.addLayout(right, 11)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.addWidget(header)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        session, tools = self._session, self.tools
        session.ink_changed.connect(self.refresh)
        session.networks_changed.connect(self._on_networks_changed)
        session.ticked.connect(self._on_ticked)
        tools.paste_wanted.connect(self.pasting.paste)
        tools.open_wanted.connect(self.pasting.ask)
        tools.copy_wanted.connect(self.pasting.copy)
        tools.save_wanted.connect(self.pasting.ask_save)
        for key, slot in ((_Key.Paste, self.pasting.paste), (_Key.Copy, self.pasting.copy)):
            QShortcut(key, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(slot)
        self.canvas.labelled.connect(self._on_labelled)
        self.keys.chosen.connect(self._on_labelled)
        self.canvas.finished.connect(self._on_finished)
        self.tester.begun.connect(self._focus_canvas)
        self.tester.keep_wanted.connect(self.keeper.keep_all)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        for teller in (self.pasting, self.keeper, self.tester):
            teller.told.connect(self.told)

    # What the person does

    def _on_kind_chosen(self, index: int) -> None:
        self.set_kind(KINDS[index][0])

    def set_kind(self, kind: str) -> None:
        """Show the evidence as "probability" or "log_probability"."""
        self.bars.set_kind(kind)
        self._kinds.button([name for name, *_ in KINDS].index(kind)).setChecked(True)

    def _on_network_chosen(self, index: int) -> None:
        self._session.choose(self.choice.itemData(index))

    def _on_labelled(self, digit: int) -> None:
        if self.tester.asking and self.tabs.currentIndex() == TEST:
            self.told.emit("A test is under way: press Return when the drawing is done.")
        else:
            self.keeper.keep(digit)
            self._focus_canvas()

    def _on_finished(self) -> None:
        if self.tabs.currentIndex() == TEST:
            self.tester.take()

    def _on_tab_changed(self, index: int) -> None:
        self.verdict_place.setVisible(index in (EVIDENCE, WHY))  # a test must not tell beforehand
        if index == WHY:
            self.explainer.wake()
        elif index == MINE:
            self.keeper.wake()
        self.refresh()

    def _focus_canvas(self) -> None:
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_picture(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()  # a file of digits is for the window

    def dropEvent(self, event: QDropEvent) -> None:
        if self.pasting.take(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    # What is shown

    def _on_networks_changed(self) -> None:
        session = self._session
        self.choice.clear()
        for which, words in session.network_names().items():
            self.choice.addItem(words, which)
        self.choice.setCurrentIndex(self.choice.findData(session.chosen))
        self.choice.setEnabled(self.choice.count() > 0)
        doubt = session.doubt()
        self.calibration.setText(CALIBRATED if doubt else UNCALIBRATED)
        self.verdict.setToolTip(doubt.explain() if doubt else UNCALIBRATED)
        self.refresh()

    def _on_ticked(self) -> None:
        if self._session.chosen == TRAINED:  # the other network says what it said before
            self.refresh()

    def refresh(self) -> None:
        """Judge the drawing by the chosen network, as it is now; does nothing while the page cannot be seen."""
        if not self.isVisible():
            return
        ink, network = self._session.ink, self._session.network()
        self.view.set_image(ink)
        _set_text(self.caption, DRAWN if self._session.drawing.picture is None else PASTED)
        if network is None:
            self._show_verdict("There is no network yet. Train one on the Train page.", None)
        elif ink is None:
            self._show_verdict("Draw a digit on the black square.", None)
        else:
            evidence = network.log_probabilities(ink[None])[0]
            self._show_verdict(verdict(evidence, self._session.doubt()), evidence)

    def _show_verdict(self, sentence: str, evidence) -> None:
        self.bars.set_evidence(evidence)
        _set_text(self.verdict, sentence)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.refresh()
        self._on_tab_changed(self.tabs.currentIndex())
        self._focus_canvas()


_Key = QKeySequence.StandardKey


def _set_text(label: QLabel, words: str) -> None:
    if words != label.text():
        label.setText(words)
