"""The Inspect page: find out what the network gets wrong, and why."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QUndoStack
from PySide6.QtWidgets import (
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.inspection.flow import flow
from engine.networks.network import NetworkSpec
from engine.words import _
from gui.inspect.confusion_panel import ConfusionPanel
from gui.inspect.confusion_words import KEYS as CONFUSION_KEYS
from gui.inspect.controller import Inspector
from gui.inspect.errors_panel import ErrorsPanel
from gui.inspect.evidence_panel import EvidencePanel
from gui.inspect.judged_choice import JudgedChoice
from gui.inspect.layers_panel import LayersPanel
from gui.inspect.map_panel import MapPanel
from gui.inspect.means_panel import MeansPanel
from gui.inspect.nothing_yet import NothingYet
from gui.inspect.others import Others
from gui.inspect.page_words import OF_CLASSES, TABS, nothing_words
from gui.inspect.reliability_panel import ReliabilityPanel
from gui.inspect.units_cutting import UnitsCutting
from gui.inspect.units_examining import UnitsExamining
from gui.inspect.units_panel import UnitsPanel
from gui.inspect.weights_panel import WeightsPanel
from gui.inspect.yardstick_choice import YardstickChoice
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.my_digits import MyDigits
from gui.model.networks import TRAINED, Networks
from gui.model.run_under_way import RunUnderWay
from gui.model.sums import sums_of
from gui.model.yardsticks import Yardsticks
from gui.widgets.actions import ActionButton, add_action
from gui.widgets.class_names import are_digits
from gui.widgets.focus import focus_in
from gui.widgets.page import Page
from gui.widgets.page_header import PageHeader
from gui.widgets.parts import Parts
from gui.widgets.tabs import Tabs
from gui.widgets.take_away import TakeAway
from gui.work.messages import Messages
from gui.work.tasks import Tasks

MOST_KEPT = 20  # keys
PARTS: tuple[type[QWidget], ...] = (
    EvidencePanel, ErrorsPanel, ConfusionPanel, ReliabilityPanel, MeansPanel, LayersPanel, WeightsPanel,
)  # fmt: skip
"""What takes the longest to make of it, and needs nothing else."""


class InspectPage(Page):
    title = _("Inspect")
    train_wanted = Signal()
    """The person wants to train a network first."""
    save_wanted = Signal()
    """The network with units cut is to be saved."""
    softmax_wanted = Signal(object)
    """Softmax is to be done by hand, with these Sums."""

    def __init__(
        self, data: DigitsInHand, networks: Networks, training: RunUnderWay, mine: MyDigits, tasks: Tasks,
        messages: Messages, drawing: Drawing, yardsticks: Yardsticks, parts: Parts, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``parts``: of PARTS, what was made before."""
        super().__init__(parent)
        self.setObjectName("inspectPage")
        self._data, self._networks, self._training = data, networks, training
        self._tasks, self._messages = tasks, messages
        self.inspector = Inspector(data, networks, training, mine, tasks, messages, yardsticks, self)
        self.examining = UnitsExamining(tasks, messages, self)
        self.cutting = UnitsCutting(self.inspector, self.examining, networks, tasks, self)
        self._make_actions()
        self.yardsticks = YardstickChoice(yardsticks, self.inspector, self)
        refresh = ActionButton(self._refreshing, "refreshButton")
        self.choice = JudgedChoice(self.inspector, refresh, self)
        self.network, self.images, self.summary = self.choice.network, self.choice.images, self.choice.summary
        self.refresh, self.following = refresh, self.choice.following
        self.map = MapPanel(drawing, mine, tasks)
        self._pressed: deque[QPushButton] = deque(maxlen=MOST_KEPT)  # by keys, before there was anything to show
        self._only_pixels = False  # whether the map is looked at although there is no network
        self._make_tabs(parts)
        self.empty = NothingYet(self.yardsticks, self)
        self.empty_words, self.train, self.pixel_map = self.empty.words, self.empty.train, self.empty.pixel_map
        self.empty.train_wanted.connect(self.train_wanted)
        self.empty.pixel_map_wanted.connect(self._on_pixel_map)
        self._lay_out()
        self.others = Others(self.inspector, networks, yardsticks, tasks, self)
        self.others.changed.connect(self._show_others)
        self.evidence.others.seen.connect(self.others.wake)
        self.inspector.changed.connect(self._on_changed)
        self.inspector.choices_changed.connect(self._show_choices)
        self.inspector.choices_changed.connect(self.network_shown_changed)
        self.inspector.busy_changed.connect(self._show_state)
        self.yardsticks.told.connect(self._on_judging_told)
        training.changed.connect(self._show_state)
        training.ticked.connect(self._on_ticked)
        self._name_tabs(digits=True)
        self._show_choices()
        self._show_state()

    # Parts

    def _make_actions(self) -> None:
        tip = _("Judge the network in training as it is now")
        self._refreshing = add_action(self, "refreshInspection", _("&Refresh"), self.inspector.look, "F5", tip)

    def _make_tabs(self, parts: Parts) -> None:
        take = parts.take
        self.evidence, self.errors, self.confusion = take(EvidencePanel), take(ErrorsPanel), take(ConfusionPanel)
        self.reliability = take(ReliabilityPanel)
        self.means, self.layers, self.weights = take(MeansPanel), take(LayersPanel), take(WeightsPanel)
        self.units = UnitsPanel(self.cutting, self.examining, self)
        self.tabs = Tabs("inspectTabs", high=True)
        self.tabs.setAccessibleName(_("Views of the network"))
        self.panels = (
            self.evidence, self.errors, self.confusion, self.reliability, self.means, self.layers, self.weights,
            self.units, self.map,
        )  # fmt: skip
        self.take_away = TakeAway(lambda: self.tabs.currentWidget().things())
        self.take_away.setObjectName("takeAwayButton")
        self.take_away.work_wanted.connect(self._on_work_wanted)
        self.take_away.done.connect(self._messages.told)
        self.tabs.setCornerWidget(self.take_away)
        self.units.save_wanted.connect(self.save_wanted)
        for panel in (self.errors, self.confusion, self.reliability, self.means, self.units, self.map):
            panel.chosen.connect(self.show_evidence)
        self.evidence.current_changed.connect(self._on_current_changed)
        self.evidence.softmax_wanted.connect(self._on_softmax)

    def _lay_out(self) -> None:
        header = PageHeader(_("Inspect"), _("Find out what the network gets wrong, and why."))
        self.choice.add_to(header)
        self.body = QStackedWidget(objectName="inspectBody")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 14, 10, 14, 8)
        layout.addWidget(header)
        layout.addLayout(self.choice.row(self.yardsticks))
        layout.addWidget(self.body, 1)
        for panel, (name, _tip) in zip(self.panels, TABS, strict=True):  # last, or their looks are made thrice
            self.tabs.addTab(panel, name)

    # What the person does

    def show_evidence(self, index: int) -> None:
        """Show the evidence for an image of the set."""
        self.evidence.set_current(index)
        self.tabs.setCurrentWidget(self.evidence)
        self.evidence.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_pixel_map(self) -> None:
        self._only_pixels = True
        self.tabs.setCurrentWidget(self.map)
        self._show_map()
        self._show_state()

    def _on_current_changed(self, index: int) -> None:
        self.layers.show_image(self.inspector.found, index)
        self._show_others()

    def _on_softmax(self) -> None:
        found, index = self.inspector.found, self.evidence.current()
        if found is not None and index >= 0:
            digits = found.evaluation.digits
            one = flow(found.network, digits.images[index])
            self.softmax_wanted.emit(sums_of(one, found.names, int(digits.labels[index])))

    def _on_work_wanted(self, work) -> None:
        self._tasks.queue("taking away", work, self.take_away.finish)

    # What is shown

    def _show_others(self) -> None:
        self.evidence.others.show_rows(self.others.rows(self.evidence.current()))

    def _show_choices(self) -> None:
        self.choice.show_choices()
        self._show_state()

    def _on_changed(self) -> None:
        found, judged = self.inspector.found, self.inspector.judged
        evaluation = None if judged is None else judged.evaluation
        names = self.inspector.class_names() if judged is None else judged.names
        for panel in (self.layers, self.weights, self.units):
            panel.no_layers.say(self.yardsticks.name_of(judged))
        self.evidence.set_has_sums(judged is None or found is not None)
        for panel in (self.evidence, self.errors, self.confusion, self.reliability, self.means):
            panel.show_evaluation(evaluation, names)
        self._show_map()
        self._name_tabs(are_digits(names))
        run = self._training.run
        own = (
            found is not None
            and run is not None
            and found.trained_on is not None
            and found.trained_on is run.trained_on
        )
        self.weights.show_network(found, run.weight_course if own else None)
        self.units.show_found(found, names, self.inspector.in_training)
        self._show_state()

    def _show_map(self) -> None:
        found = self.inspector.found
        training = found.trained_on if found is not None and self.inspector.epoch is not None else None
        names = self.inspector.class_names() if found is None else found.names
        self.map.show_inspection(found, names, training, self._data.digits)

    def _name_tabs(self, digits: bool) -> None:
        for index, (_name, tip) in enumerate(TABS):
            self.tabs.setTabToolTip(index, tip if digits else OF_CLASSES[index])

    def _show_state(self) -> None:
        """The sentence above the tabs, the buttons, and whether there is anything to show."""
        inspector = self.inspector
        self._refreshing.setEnabled(inspector.in_training and not inspector.busy)
        judged = None if inspector.asks_yardstick else inspector.judged
        self.choice.show_state(judged)
        self._only_pixels = self._only_pixels and judged is None and self._data.digits is not None
        self._show_body(self.empty if judged is None and not self._only_pixels else self.tabs)
        for index, panel in enumerate(self.panels):
            self.tabs.setTabEnabled(index, panel is self.map or not self._only_pixels)
        self.pixel_map.setVisible(not inspector.busy and self._data.digits is not None)
        self.empty.say(nothing_words(inspector, self._data.digits is not None))
        self.train.setVisible(not inspector.busy and not inspector.networks())
        self.yardsticks.show_state(nothing=not self.train.isHidden())

    def _on_judging_told(self, words: str) -> None:
        """In the place of what is said of the judgement before, where that stays in sight."""
        if self.body.currentWidget() is self.tabs:
            self.summary.setText(words)

    def _show_body(self, body: QWidget) -> None:
        """When the judgement comes, the focus goes to where one works, if it was waiting for that."""
        focused = focus_in(self.window())
        waited = focused is None or focused is self or self.empty.isAncestorOf(focused)
        came = body is self.tabs and self.body.currentWidget() is not body
        self.body.setCurrentWidget(body)
        if came and waited and self.isVisible():
            self.place_to_work().setFocus(Qt.FocusReason.OtherFocusReason)
            for button in self._pressed:
                button.click()
        if came:
            self._pressed.clear()

    def _on_ticked(self) -> None:
        if self.isVisible() and self.refresh.isHidden() == self.inspector.in_training:
            self._show_choices()

    def undo_stack(self) -> QUndoStack:
        return self.cutting.stack

    def state(self) -> dict[str, str]:
        return {**self.map.choices.state(), **self.map.tsne.state()}

    def restore(self, state: Mapping[str, str]) -> None:
        self.map.choices.restore(state)
        self.map.tsne.restore(state)

    def shows_run(self) -> bool:
        return self.inspector.which() == TRAINED

    def network_shown(self) -> NetworkSpec | None:
        which = self.inspector.which()
        network = None if which is None else self._networks.network(which)
        return None if network is None else network.spec

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.inspector.wake(True)

    def place_to_work(self) -> QWidget:
        """The arrow keys go from image to image at once; while there is nothing yet, the page waits for it."""
        if not self.tabs.isVisible():
            return self
        return self.evidence.slider if self.tabs.currentWidget() is self.evidence else self.tabs.tabBar()

    def more_keys(self) -> list[tuple[str, str]]:
        return [*self.evidence.keys(), *CONFUSION_KEYS]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the Evidence tab mean the same beside it, such as on its name, and before its images are judged:
        then they are answered as soon as that is done."""
        button = self.evidence.meant(event) if self.tabs.currentWidget() is self.evidence else None
        if button is None:
            super().keyPressEvent(event)
        elif self.tabs.isVisible():
            button.click()
        elif self.inspector.busy:
            self._pressed.append(button)

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self._pressed.clear()
        self.inspector.wake(False)
