"""The Inspect page: find out what the network gets wrong, and why."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QUndoStack
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.inspection.flow import flow
from engine.networks.network import NetworkSpec
from engine.numbers import whole
from engine.words import _, ngettext
from gui.inspect.confusion_panel import ConfusionPanel
from gui.inspect.confusion_words import KEYS as CONFUSION_KEYS
from gui.inspect.controller import Inspector
from gui.inspect.errors_panel import ErrorsPanel
from gui.inspect.evidence_panel import EvidencePanel
from gui.inspect.layers_panel import LayersPanel
from gui.inspect.map_panel import MapPanel
from gui.inspect.means_panel import MeansPanel
from gui.inspect.others import Others
from gui.inspect.reliability_panel import ReliabilityPanel
from gui.inspect.reliability_words import EXPLAINED, PURPOSE
from gui.inspect.summary import origin, summary
from gui.inspect.units_cutting import UnitsCutting
from gui.inspect.units_examining import UnitsExamining
from gui.inspect.units_panel import UnitsPanel
from gui.inspect.weights_panel import WeightsPanel
from gui.inspect.yardstick_choice import YardstickChoice
from gui.look.plain import plain_tip
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.my_digits import MyDigits
from gui.model.networks import TRAINED, Networks
from gui.model.run_under_way import RunUnderWay
from gui.model.sums import sums_of
from gui.model.yardsticks import Yardsticks
from gui.widgets.actions import ActionButton, add_action
from gui.widgets.buttons import push_button
from gui.widgets.choices import fill
from gui.widgets.class_names import are_digits
from gui.widgets.explain import RowExplain
from gui.widgets.focus import focus_in
from gui.widgets.page import Page
from gui.widgets.page_header import PageHeader
from gui.widgets.tabs import Tabs
from gui.widgets.take_away import TakeAway
from gui.work.messages import Messages
from gui.work.tasks import Tasks

MOST_KEPT = 20  # keys
TABS = (
    (_("Evidence"), _("Image by image: the evidence for each digit, and what the loss makes of it")),
    (_("Errors"), _("All misclassified images, the near misses, the surest and the least sure")),
    (_("Confusion"), _("Which digits are taken for which; recall and precision")),
    (_("Reliability"), f"{PURPOSE}\n{EXPLAINED}"),
    (_("Mean images"), _("What the right and the wrong of each digit look like on average")),
    (_("Layers"), _("How the image in hand goes through the network, and which pixels speak for and against a digit")),
    (_("Weights"), _("What the first layer looks for, and how the weights have moved")),
    (_("Units"), _("What each unit looks for, and what the network cannot do when it is cut")),
    (_("Map"), _("Each image a point: how the pixels, and layer after layer, tell the digits apart")),
)
OF_CLASSES = (
    _("Image by image: the evidence for each class, and what the loss makes of it"),
    TABS[1][1],
    _("Which classes are taken for which; recall and precision"),
    TABS[3][1],
    _("What the right and the wrong of each class look like on average"),
    _("How the image in hand goes through the network, and which pixels speak for and against a class"),
    TABS[6][1],
    TABS[7][1],
    _("Each image a point: how the pixels, and layer after layer, tell the classes apart"),
)
"""The tooltips where the classes are no digits."""


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
        messages: Messages, drawing: Drawing, yardsticks: Yardsticks, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("inspectPage")
        self._data, self._networks, self._training = data, networks, training
        self._tasks, self._messages = tasks, messages
        self.inspector = Inspector(data, networks, training, mine, tasks, messages, yardsticks, self)
        self.examining = UnitsExamining(tasks, messages, self)
        self.cutting = UnitsCutting(self.inspector, self.examining, networks, tasks, self)
        self._make_actions()
        self.yardsticks = YardstickChoice(yardsticks, self.inspector, self)
        self._make_choosers()
        self.map = MapPanel(drawing, mine, tasks)
        self._pressed: deque[QPushButton] = deque(maxlen=MOST_KEPT)  # by keys, before there was anything to show
        self._only_pixels = False  # whether the map is looked at although there is no network
        self._make_tabs()
        self._make_empty()
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

    def _make_choosers(self) -> None:
        def chooser(name: str, tip: str, slot) -> QComboBox:
            made = QComboBox(objectName=name)
            made.setToolTip(tip)
            made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            made.setMinimumContentsLength(12)
            sized(made.setMaximumWidth, 290)
            made.activated.connect(slot)
            return made

        self.network = chooser(
            "inspectNetwork", _("The network, or the yardstick, that is judged"), self._on_network_chosen
        )
        self.images = chooser("inspectImages", _("The images that it is judged by"), self._on_images_chosen)
        self.refresh = ActionButton(self._refreshing, "refreshButton")
        self.following = QCheckBox(_("Follow"), objectName="followBox")
        self.following.setToolTip(_("Judge the network again and again while it trains"))
        self.following.toggled.connect(self.inspector.follow)
        self.summary = QLabel(objectName="inspectSummary", textFormat=Qt.TextFormat.PlainText)
        self.summary.setProperty("role", "plotTitle")
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _make_tabs(self) -> None:
        self.evidence, self.errors, self.confusion = EvidencePanel(), ErrorsPanel(), ConfusionPanel()
        self.reliability = ReliabilityPanel()
        self.means, self.layers, self.weights = MeansPanel(), LayersPanel(), WeightsPanel()
        self.units = UnitsPanel(self.cutting, self.examining, self)
        self.tabs = Tabs("inspectTabs", high=True)
        self.tabs.setAccessibleName(_("Views of the network"))
        self.panels = (
            self.evidence, self.errors, self.confusion, self.reliability, self.means, self.layers, self.weights,
            self.units, self.map,
        )  # fmt: skip
        for panel, (name, _tip) in zip(self.panels, TABS, strict=True):
            self.tabs.addTab(panel, name)
        for arrow in self.tabs.tabBar().findChildren(QToolButton):  # Qt names those of every tab bar alike
            arrow.setObjectName(f"inspect{arrow.objectName()}")
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

    def _make_empty(self) -> None:
        self.empty = QWidget()
        self.empty_words = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter, objectName="inspectEmpty")
        self.train = QPushButton(_("Train a network"), objectName="inspectTrainButton")
        self.train.clicked.connect(self.train_wanted)
        column = QVBoxLayout(self.empty)
        column.addStretch(1)
        column.addWidget(self.empty_words)
        column.addWidget(self.train, 0, Qt.AlignmentFlag.AlignHCenter)
        tip = _("Each image in hand a point, by its pixels alone: that needs no network")
        self.pixel_map = push_button(_("Map of the pixels"), "pixelMapButton", tip, self._on_pixel_map)
        column.addWidget(self.pixel_map, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.yardsticks.instead, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.yardsticks.judging, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _lay_out(self) -> None:
        header = PageHeader(_("Inspect"), _("Find out what the network gets wrong, and why."))
        for words, field in ((_("Network"), self.network), (_("Images"), self.images)):
            label = QLabel(words)
            label.setBuddy(field)
            header.add(label)
            header.add(field)
        header.add(RowExplain(self.network, self.images))
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.following)
        row.addWidget(RowExplain(self.following))
        row.addWidget(self.refresh)
        row.addWidget(self.yardsticks.button)
        self.body = QStackedWidget(objectName="inspectBody")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 14, 10, 14, 8)
        layout.addWidget(header)
        layout.addLayout(row)
        layout.addWidget(self.body, 1)

    # What the person does

    def _on_network_chosen(self, index: int) -> None:
        self.inspector.choose_network(self.network.itemData(index))

    def _on_images_chosen(self, index: int) -> None:
        self.inspector.choose_images(self.images.itemData(index))

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
        fill(self.network, self.inspector.networks(), self.inspector.which())
        fill(self.images, self.inspector.sets(), self.inspector.images())
        self._show_state()

    def _on_changed(self) -> None:
        found, judged = self.inspector.found, self.inspector.judged
        evaluation = None if judged is None else judged.evaluation
        names = self.inspector.class_names() if judged is None else judged.names
        for panel in (self.layers, self.weights, self.units):
            panel.no_layers.say(self.yardsticks.name_of(judged))
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
        training = inspector.in_training
        self.following.setVisible(training)
        self.refresh.setVisible(training)
        self._refreshing.setEnabled(training and not inspector.busy)
        judged = None if inspector.asks_yardstick else inspector.judged
        self._only_pixels = self._only_pixels and judged is None and self._data.digits is not None
        self._show_body(self.empty if judged is None and not self._only_pixels else self.tabs)
        for index, panel in enumerate(self.panels):
            self.tabs.setTabEnabled(index, panel is self.map or not self._only_pixels)
        self.pixel_map.setVisible(not inspector.busy and self._data.digits is not None)
        self.empty_words.setText(self._empty_sentence())
        self.train.setVisible(not inspector.busy and not inspector.networks())
        self.yardsticks.show_state(nothing=not self.train.isHidden())
        self.summary.setText("" if judged is None else summary(judged, inspector.epoch))
        self.summary.setToolTip("" if judged is None else plain_tip(origin(judged)))

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

    def _empty_sentence(self) -> str:
        if self.inspector.busy:
            return _("Judging the images…")
        if self._data.digits is None:
            return _("There are no digits yet.")
        if not self.inspector.networks():
            return _(
                "There is no network yet. Train one, then come back to see what it gets wrong; or fit a yardstick."
            )
        if not self.inspector.sets():
            classes = len(self.inspector.class_names())
            sentence = ngettext(
                "This network knows {count} class, and no set at hand has as many. Open one that does on the Data "
                "page, or choose another network.",
                "This network knows {count} classes, and no set at hand has as many. Open one that does on the Data "
                "page, or choose another network.",
                classes,
            )
            return sentence.format(count=whole(classes))
        return _("There is nothing to show for this choice. Choose another network or other images.")

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
