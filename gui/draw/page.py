"""The Draw page: draw something, see what the network gets of it, and its evidence for each class."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QUndoStack
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.handwriting.reasons import place_words
from engine.inspection.doubt import DRAWN, PASTED
from engine.networks.network import NetworkSpec
from engine.words import _
from gui.canvas.canvas import Canvas
from gui.canvas.canvas_words import canvas_keys
from gui.draw import page_words
from gui.draw.draw_actions import DrawActions
from gui.draw.draw_tools import DrawTools
from gui.draw.evidence_panel import CALIBRATED, UNCALIBRATED, EvidencePanel
from gui.draw.hand_test_controller import HandTestController
from gui.draw.hand_test_panel import HandTestPanel
from gui.draw.my_digits_controller import MyDigitsController
from gui.draw.my_digits_panel import MyDigitsPanel
from gui.draw.number_reading import NumberReading
from gui.draw.pasting import Pasting
from gui.draw.picture_controller import PictureController
from gui.draw.picture_panel import PicturePanel
from gui.draw.pictures import is_picture
from gui.draw.said_controller import SaidController
from gui.draw.verdict_lines import VerdictLines
from gui.draw.why_controller import WhyController
from gui.draw.why_panel import WhyPanel
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.judge import Judge
from gui.model.my_digits import MyDigits
from gui.model.networks import TRAINED, Networks
from gui.model.yardsticks import Yardsticks
from gui.widgets.choices import fill
from gui.widgets.evidence_bars import KINDS
from gui.widgets.explain import RowExplain
from gui.widgets.page import Page
from gui.widgets.page_header import PageHeader
from gui.widgets.present_button import PresentButton
from gui.widgets.tabs import Tabs
from gui.work.messages import Messages
from gui.work.tasks import Tasks

EVIDENCE, WHY, TEST, MINE, PICTURE = range(5)
EVIDENCE_KEY, SAID_KEY = "view/evidence", "view/whatOthersSay"  # in the settings

PRESENTED = _("The drawing as it is read, and how probable the network finds each class.")
"""For the back row."""


class DrawPage(Page):
    title = _("Draw")
    yardstick_wanted = Signal()
    """The person wants to fit one."""

    def __init__(
        self, drawing: Drawing, judge: Judge, networks: Networks, mine: MyDigits, data: DigitsInHand, tasks: Tasks,
        messages: Messages, yardsticks: Yardsticks, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("drawPage")
        self.setAcceptDrops(True)
        self._drawing, self._judge, self._networks, self._my_digits = drawing, judge, networks, mine
        self._messages, self._data = messages, data
        self._names: tuple[str, ...] = ()
        self.pasting = Pasting(drawing, tasks, messages, self)
        self.commands = DrawActions(self, drawing, self.pasting)
        self._make_canvas()
        self.evidence = EvidencePanel()
        self.view, self.bars, self.keys = self.evidence.view, self.evidence.bars, self.evidence.keys
        self.says = VerdictLines()
        self.verdict, self.reason = self.says.verdict, self.says.reason
        self.verdict_place, self.reason_place = self.says.verdict_place, self.says.reason_place
        self._make_network_choice()
        self._make_tabs()
        self.reading = NumberReading(drawing, self.canvas, self)
        self.explainer = WhyController(drawing, judge, data, tasks, self.canvas, self.why)
        self.tester = HandTestController(drawing, networks, data, tasks, messages, self.hand)
        self.keeper = MyDigitsController(mine, drawing, data, tasks, messages, self.mine)
        self.reader = PictureController(drawing, tasks, self.picture)
        self.others = SaidController(drawing, judge, networks, yardsticks, data, tasks, self.evidence.said)
        self.evidence.said.yardstick_wanted.connect(self.yardstick_wanted)
        self._lay_out()
        self._connect()
        self._on_networks_changed()

    # Parts

    def _make_canvas(self) -> None:
        drawing = self._drawing
        self.canvas = Canvas(drawing)
        self.canvas.setObjectName("canvas")
        self.tools = DrawTools(drawing, self.canvas, self.commands.clear, self.commands.pictures)
        self.undo, self.redo, self.clear = self.tools.undo, self.tools.redo, self.tools.clear

    def _make_network_choice(self) -> None:
        self.choice = QComboBox(objectName="networkChoice")
        self.choice.setToolTip(_("The network that judges the drawing"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(self._on_network_chosen)

    def _make_tabs(self) -> None:
        self.why, self.hand, self.mine, self.picture = WhyPanel(), HandTestPanel(), MyDigitsPanel(), PicturePanel()
        self.tabs = Tabs("drawTabs")
        self.tabs.setAccessibleName(_("What is made of the drawing"))
        for panel, (name, tip) in zip(
            (self.evidence, self.why, self.hand, self.mine, self.picture), page_words.TABS, strict=True
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(panel, name), tip)

    def _lay_out(self) -> None:
        self.header = header = PageHeader(_("Draw"), page_words.purpose(DIGIT_NAMES, None, False))
        words = QLabel(_("Network"))
        words.setBuddy(self.choice)
        for widget in (words, self.choice, RowExplain(self.choice)):
            header.add(widget)
        left = QVBoxLayout()
        sized(left.setSpacing, 4)
        left.addWidget(self.canvas)
        left.addWidget(self.tools)
        left.addWidget(self.reason_place)
        left.addStretch(1)
        name, parts = _("What the network makes of it"), [self.verdict_place, (self.canvas, self.bars)]
        self.present = PresentButton(name, parts, self.verdict_place, lambda: PRESENTED)
        right = QVBoxLayout()
        sized(right.setSpacing, 2)
        right.addWidget(self.verdict_place)
        right.addWidget(self.tabs, 1)
        body = QHBoxLayout()
        sized(body.setSpacing, 14)
        body.addLayout(left, 10)
        body.addLayout(right, 11)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 14, 10, 14, 10)
        layout.addWidget(header)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self._drawing.image_changed.connect(self._show_image)
        self._judge.changed.connect(self._show_evidence)
        self._networks.changed.connect(self._on_networks_changed)
        self._data.changed.connect(self._on_classes_changed)
        self._networks.changed.connect(self.network_shown_changed)
        self.canvas.labelled.connect(self._on_labelled)
        self.keys.chosen.connect(self._on_labelled)
        self.canvas.finished.connect(self._on_finished)
        self.tester.begun.connect(self._focus_canvas)
        self.tester.keep_wanted.connect(self.keeper.keep_all)
        self.picture.open_wanted.connect(self.pasting.ask)
        self.picture.left.connect(self._on_picture_done)
        self.tabs.currentChanged.connect(self._on_tab_changed)

    # What the person does

    def _on_network_chosen(self, index: int) -> None:
        self._networks.choose(self.choice.itemData(index))

    def _on_labelled(self, name: str) -> None:
        if self.tester.asking and self.tabs.currentIndex() == TEST:
            self._messages.told.emit(_("A test is under way: press Return when the drawing is done."))
        else:
            self.keeper.keep(name)
            self._focus_canvas()

    def _on_finished(self) -> None:
        if self.tabs.currentIndex() == TEST:
            self.tester.take()

    def _on_tab_changed(self, index: int) -> None:
        self.reason_place.setVisible(index != TEST)
        self.present.setVisible(index != TEST)  # a test must not tell beforehand
        if index == WHY:
            self.explainer.wake()
        elif index == MINE:
            self.keeper.wake()
        elif index == PICTURE:
            self.reader.wake()
        self.undo_stack_changed.emit()
        self.refresh()

    def _on_picture_done(self) -> None:
        self.tabs.setCurrentIndex(EVIDENCE)
        self._focus_canvas()

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

    def place_to_work(self) -> QWidget:
        return self.canvas

    def more_keys(self) -> list[tuple[str, str]]:
        return canvas_keys(self._names)

    # What is shown

    def _on_networks_changed(self) -> None:
        networks = self._networks
        fill(self.choice, networks.names(), networks.chosen)
        self.evidence.calibration.setText(CALIBRATED if networks.doubt() else UNCALIBRATED)
        self._on_classes_changed()

    def _on_classes_changed(self) -> None:
        """The network that judges has other classes, or the digits in hand have."""
        names, digits = self._networks.class_names(self._data.digits), self._data.digits
        self.header.set_sentence(page_words.purpose(names, digits, self._networks.network() is not None))
        if names != self._names:
            self._names = names
            self._show_names()

    def _show_names(self) -> None:
        names = self._names
        for part in (self.evidence, self.canvas, self.tools, self.pasting, self.why, self.tester, self.mine):
            part.set_names(names)
        self.commands.pictures[0].setToolTip(page_words.picture_tip(names))
        self.tabs.setTabToolTip(TEST, page_words.hand_tip(names))
        self.tabs.setTabToolTip(EVIDENCE, page_words.evidence_tip(names))

    def refresh(self) -> None:
        """Show the drawing as the network gets it, and what it makes of it."""
        self._show_image()
        self._show_evidence()
        self.others.refresh()

    def _show_image(self) -> None:
        if self.isVisible():
            drawing, digits = self._drawing, self._drawing.digits
            place = place_words(digits.place, digits.number)
            self.evidence.show_image(drawing.image, drawing.picture is not None, place)

    def _show_evidence(self) -> None:
        """Does nothing while the page cannot be seen."""
        if not self.isVisible():
            return
        if self._networks.class_names(self._data.digits) != self._names:
            self._on_classes_changed()  # the judge heard of another network before this page did
        self._drawing.look_now()  # else what is said of the ink would be said of two images
        if self.tabs.currentIndex() == TEST:
            self.reading.forget()
            self._show_verdict(page_words.NOT_YET, None)
            return
        judgement = self._judge.judgement()
        if judgement is not None:
            doubt = self._networks.doubt(kind=DRAWN if self._drawing.picture is None else PASTED)
            words, reason = self.reading.words(judgement, doubt, self._names)
            self._show_verdict(words, judgement.evidence, reason, doubt.explain() if doubt else UNCALIBRATED)
        elif self._networks.network() is None:
            self._show_verdict(_("There is no network yet. Train one on the Train page."), None)
        else:
            self._show_verdict(page_words.invitation(self._names), None)

        if judgement is None:
            self.reading.forget()

    def _show_verdict(self, sentence: str, evidence: np.ndarray | None, reason: str = "", tip: str = "") -> None:
        self.bars.set_evidence(evidence)
        self.verdict.setToolTip(tip)
        self.says.say(sentence, reason, aloud=evidence is not None)

    # What the window asks

    def undo_stack(self) -> QUndoStack:
        return self._my_digits.stack if self.tabs.currentIndex() == MINE else self._drawing.stack

    def shows_run(self) -> bool:
        return self._networks.chosen == TRAINED

    def network_shown(self) -> NetworkSpec | None:
        network = self._networks.network()
        return None if network is None else network.spec

    def state(self) -> dict[str, str]:
        return {EVIDENCE_KEY: self.bars.kind(), SAID_KEY: "open" if self.evidence.said.chosen_open else ""}

    def restore(self, state: Mapping[str, str]) -> None:
        kind = state.get(EVIDENCE_KEY)
        self.evidence.set_kind(kind if kind in KINDS else KINDS[0])
        self.evidence.said.restore(state.get(SAID_KEY) == "open")

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._on_tab_changed(self.tabs.currentIndex())
        self._focus_canvas()
