"""The Train page: say what is trained, start it, and watch it learn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QUndoStack
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.digits.changes import Changes
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.first_batch import FirstBatch, first_batch
from engine.words import _
from gui.look.sizes import px, sized
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.judge import Judge
from gui.model.measured import Measured
from gui.model.networks import Networks
from gui.model.run_under_way import RunUnderWay
from gui.model.setup import form_values
from gui.train.augmentation_preview import AugmentationPreview
from gui.train.diagram.diagram_panel import DiagramPanel
from gui.train.diagram.flow_source import FlowSource
from gui.train.going_on import MORE, PAUSE_TIP, PAUSE_WORDS, pause_words
from gui.train.large_parts import LargeParts, add_large_actions
from gui.train.plots_and_code import PlotsAndCode
from gui.train.training_form import TrainingForm
from gui.train.training_plots import TrainingPlots
from gui.train.watch_panel import WatchPanel, watching_words
from gui.widgets.actions import ActionButton, add_action, add_choice, add_separator
from gui.widgets.folds import closes_by_esc
from gui.widgets.page import Page
from gui.widgets.page_header import PageHeader
from gui.work.messages import Messages
from gui.work.tasks import Tasks

if TYPE_CHECKING:
    from gui.train.code_panel import CodePanel

START_TIP = _("Train a new network as the form says")
YARDSTICKS_KEY, WATCH_KEY, CODE_KEY, FORM_KEY = "view/yardsticks", "view/watch", "view/code", "form/"  # in the settings
ONE_OF_BOTH = _("There is no room here for both the code and the digit to watch: a wider window has it.")
WATCH = 236  # pixels that the digit to watch has at least; a fifth of a wide page


class TrainPage(Page):
    title = _("Train")
    runs_wanted = Signal()
    """The list of runs is to be shown."""
    milestones_wanted = Signal()
    """What others have published is to be shown."""
    softmax_wanted = Signal(object)
    """Softmax is to be done by hand, with these Sums; None: with any."""

    def __init__(
        self, data: DigitsInHand, training: RunUnderWay, measured: Measured, drawing: Drawing, judge: Judge,
        networks: Networks, tasks: Tasks, messages: Messages, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("trainPage")
        self._data, self._training, self._drawing = data, training, drawing
        self._tasks, self._messages = tasks, messages
        self._filled_last = False
        self.form = TrainingForm()
        self.watch = WatchPanel(drawing, judge, networks, data)
        self.flows = FlowSource(self.form, data, drawing, judge, networks, training, tasks)
        self.preview = AugmentationPreview(data, tasks, self.form)
        self._make_actions()
        self._make_buttons()
        self.plots = TrainingPlots(training, data, measured, messages, self._beside())
        self.plots.milestones_wanted.connect(self.milestones_wanted)
        self.loss_plot, self.accuracy_plot = self.plots.loss, self.plots.accuracy
        self.yardsticks = self.plots.yardsticks
        self._lay_out()
        self.large.softmax_wanted.connect(self.softmax_wanted)
        self.diagrams.softmax_wanted.connect(self.large.want_softmax)
        for changed in (self.large.changed, self.flows.changed):
            changed.connect(self.undo_stack_changed)
        self.form.changed.connect(self._on_form_changed)
        self.form.stack.indexChanged.connect(self._on_filled)
        drawing.stack.indexChanged.connect(self._on_drawn)
        data.changed.connect(self._on_digits_changed)
        training.changed.connect(self._update_actions)
        training.changed.connect(self._mark_differences)
        training.ticked.connect(self._on_ticked)
        self._on_form_changed()

    # Parts

    def _make_actions(self) -> None:
        self._starting = add_action(self, "start", _("&Start"), self._on_start, "F5", START_TIP)
        self._pausing = add_action(self, "pause", _("&Pause"), self._on_pause, "F6", PAUSE_TIP)
        tip = _("Train for one epoch, then hold")
        self._stepping = add_action(self, "oneEpoch", _("&One epoch"), self._on_step, "F7", tip)
        tip = _("Train for one batch, also in the middle of an epoch, then hold")
        self._batching = add_action(self, "oneBatch", _("One &batch"), self._on_batch, "Shift+F7", tip)
        tip = _("End the training; the network is kept as it is")
        self._stopping = add_action(self, "stop", _("S&top"), self._training.stop, "F8", tip)
        tip = _("Feed a batch to the untrained network, and see what to expect")
        self._checking = add_action(self, "checkBatch", _("&Check one batch"), self._on_check, "F9", tip)
        add_separator(self)
        tip = _("Set each field to the lesson's value")
        self._resetting = add_action(self, "lessonValues", _("&Lesson's values"), self.form.reset, tip=tip)
        words, tip = watching_words(are_digits=True)
        self._watching = add_choice(self, "watchDigit", words, self._on_watching, tip)
        self._large_actions = add_large_actions(self, lambda: self.large)
        tip = _("The plain PyTorch program that the form says, where there is no room beside the plots in their place")
        self._coding = add_choice(self, "code", _("Co&de"), self._on_coding, tip, "F4")

    def _beside(self) -> tuple[QAction, ...]:
        """What can be done while something fills the page."""
        return self._starting, self._pausing, self._batching, self._stopping

    def _make_buttons(self) -> None:
        self.start = ActionButton(self._starting, "startButton")
        self.start.setDefault(True)
        self.pause = ActionButton(self._pausing, "pauseButton")
        sized(self.pause.setMinimumWidth, 32, words=PAUSE_WORDS)
        self.step = ActionButton(self._stepping, "stepButton")
        self.batch = ActionButton(self._batching, "batchButton")
        self.stop = ActionButton(self._stopping, "stopButton")
        self.check = ActionButton(self._checking, "checkButton")
        self.reset = ActionButton(self._resetting, "resetButton")
        self.runs = QPushButton(_("Runs…"), objectName="runsButton")
        self.runs.setToolTip(_("Every training is kept: open, name, export and delete them (Ctrl+R)"))
        self.runs.clicked.connect(self.runs_wanted)
        self.watching = ActionButton(self._watching, "watchButton")
        self.coding = ActionButton(self._coding, "codeButton")
        for button in (self.watching, self.coding):
            closes_by_esc(button)

    def _lay_out(self) -> None:
        header = PageHeader(_("Train"), _("Train the network and watch it learn."))
        for button in (self.runs, self.coding, self.watching, self.start, self.pause, self.step, self.batch, self.stop):
            header.add(button)
        self.diagrams = DiagramPanel(self.flows, self._large_actions.opening)
        self.diagram = self.diagrams.network
        more = QHBoxLayout()
        more.addWidget(self.check)
        more.addWidget(self.reset)
        left = QWidget()
        column = QVBoxLayout(left)
        sized(column.setContentsMargins, 0, 0, 8, 0)
        column.addWidget(self.form)
        column.addLayout(more)
        column.addWidget(self.diagrams, 1)
        self._scroll = scroll = QScrollArea(widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(left)
        sized(scroll.setFixedWidth, 300)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is in it
        self.watch.hide()
        usual = QWidget()
        body = QHBoxLayout(usual)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(scroll)
        self.middle = PlotsAndCode(self.plots, self._make_code)
        body.addWidget(self.middle, 1)
        body.addWidget(self.watch)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 14, 10, 14, 8)
        layout.addWidget(header)
        self.large = LargeParts(
            usual, self._large_actions, self._coding, self.form, self._data, self._training, self._drawing, self.flows,
            self._tasks, self._beside(),
        )  # fmt: skip
        layout.addWidget(self.large, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.watch.setFixedWidth(self._watch_width())

    def _watch_width(self) -> int:
        return max(px(WATCH), self.width() // 5)

    def _make_code(self) -> CodePanel:
        from gui.train.code_panel import CodePanel

        return CodePanel(self.form, self.diagrams, self._data, self._tasks, self._messages)

    # What the person does

    def _on_start(self) -> None:
        self._begin()

    def _begin(self, **one: bool) -> None:
        """``one``: what it is to hold after, as ``RunUnderWay.start`` calls it."""
        setup = self.form.setup()
        if setup is not None:
            self._training.start(setup.spec, setup.config, setup.test_fraction, **one)

    def _on_pause(self) -> None:
        training = self._training
        if training.paused:
            training.resume()
        elif training.under_way:
            training.pause()
        else:
            training.go_on(0 if training.run.is_unfinished else MORE)

    def _on_step(self) -> None:
        if self._training.under_way:
            self._training.run_one_epoch()
        else:
            self._begin(one_epoch=True)

    def _on_batch(self) -> None:
        if self._training.under_way:
            self._training.run_one_batch()
        else:
            self._begin(one_batch=True)

    def _on_check(self) -> None:
        setup, digits, changes = self.form.setup(), self._data.digits, self._data.changes
        if setup is None or digits is None:
            return
        self._checking.setEnabled(False)
        spec = self._data.fed(setup.spec)
        work = partial(_first_batch, spec, setup.config, digits, changes)
        self._tasks.start("first batch", work, partial(self._on_checked, spec), self._on_check_failed)

    def _on_checked(self, spec: NetworkSpec, batch: FirstBatch) -> None:
        from gui.train.first_batch_dialog import FirstBatchDialog

        self._update_actions()
        dialog = FirstBatchDialog(batch, spec, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _on_check_failed(self, error: UserError) -> None:
        self._update_actions()
        self._messages.failed.emit(str(error))

    def _on_watching(self, shown: bool) -> None:
        self.watch.setVisible(shown)
        self.undo_stack_changed.emit()
        if shown:
            self._make_room(self._coding)

    def _on_coding(self, shown: bool) -> None:
        self.middle.show_code(shown)
        if shown:
            self._make_room(self._watching)

    def _make_room(self, other: QAction) -> None:
        """Where the code and the digit that is watched have no room beside each other, what was there first goes."""
        beside = self._scroll.width() + self._watch_width() + 2 * self.layout().contentsMargins().left()
        if self.isVisible() and other.isChecked() and self._seen_width() < beside + self.middle.code_width():
            other.setChecked(False)
            self._messages.told.emit(ONE_OF_BOTH)

    def _seen_width(self) -> int:
        """Of the page, where it is wider than the window."""
        return self.visibleRegion().boundingRect().width()

    def _mark_differences(self) -> None:
        """Of the form from the run whose curves are beside it."""
        run = self._training.run
        values = None if run is None else form_values(run.spec, run.config, run.test_fraction)
        self.form.mark_differences(values)

    def _on_filled(self) -> None:
        self._filled_last = True
        self.undo_stack_changed.emit()

    def _on_drawn(self) -> None:
        if self._filled_last:
            self._filled_last = False
            self.undo_stack_changed.emit()

    def _on_form_changed(self) -> None:
        setup = self.form.setup()
        if setup is not None:
            spec = setup.spec
            self.diagram.set_layers(spec.sizes, spec.activation, spec.output, spec.parameters, spec.names)
            self.plots.show_setup(setup)
        self._mark_differences()
        self._update_actions()

    def _on_digits_changed(self) -> None:
        digits = self._data.digits
        if digits is not None:
            self.form.set_images(len(digits), digits.names)
            words, tip = watching_words(digits.are_digits)
            self._watching.setText(words)
            self._watching.setToolTip(tip)
            self.watch.refresh()
        self._update_actions()

    def _update_actions(self) -> None:
        ready = self.form.setup() is not None and self._data.digits is not None
        under_way = self._training.under_way
        self._update_pausing()  # before Start, whose focus goes to it
        self._starting.setEnabled(ready and not under_way)
        self._starting.setToolTip(self.form.error() or START_TIP)
        self._stepping.setEnabled(under_way or ready)
        self._batching.setEnabled(under_way or ready)
        self._stopping.setEnabled(under_way)
        self._checking.setEnabled(ready)

    def _update_pausing(self) -> None:
        training = self._training
        words, tip = pause_words(training)
        self._pausing.setEnabled(training.under_way or training.can_go_on())
        self._pausing.setText(words)
        self._pausing.setToolTip(tip)

    def _on_ticked(self) -> None:
        if self._training.paused != (self._pausing.text() == _("Resume")):
            self._update_actions()  # an epoch that was asked for has ended

    # What the window asks

    def undo_stack(self) -> QUndoStack:
        """The form's, or the drawing's while a digit is watched and was changed after the form was filled."""
        draws = self._watching.isChecked() or self.large.draws()
        return self._drawing.stack if draws and not self._filled_last else self.form.stack

    def place_to_work(self) -> QWidget:
        return self.pause if self._training.under_way else self.start

    def state(self) -> dict[str, str]:
        seen = {
            YARDSTICKS_KEY: self.yardsticks.isChecked(), WATCH_KEY: self._watching.isChecked(),
            CODE_KEY: self._coding.isChecked(),
        }  # fmt: skip
        form = {f"{FORM_KEY}{name}": value for name, value in self.form.values().items()}
        return {
            **{key: "true" if value else "false" for key, value in seen.items()},
            **form,
            **self.middle.state(),
            **self.flows.state(),
        }

    def restore(self, state: Mapping[str, str]) -> None:
        self.yardsticks.setChecked(state.get(YARDSTICKS_KEY) == "true")
        self._watching.setChecked(state.get(WATCH_KEY) == "true")
        self.middle.restore(state)
        self.flows.restore(state)
        self._coding.setChecked(state.get(CODE_KEY) == "true")
        fields = {key.removeprefix(FORM_KEY): text for key, text in state.items() if key.startswith(FORM_KEY)}
        self.form.set_values(fields)
        if self.form.setup() is None:
            self.form.reset()


def _first_batch(spec: NetworkSpec, config: TrainingConfig, digits: Digits, changes: Changes) -> FirstBatch:
    """In a thread."""
    return first_batch(spec, config, changes.training(digits))
