"""The two plots that grow while a network learns: its loss and its accuracies, epoch by epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from engine.networks.network import NetworkSpec
from engine.numbers import number, short
from engine.runs.run import Run
from engine.runs.titles import made_of
from engine.training.advice import advice
from engine.training.control import Progress
from engine.training.history import History
from engine.training.rate_changes import RateChange
from engine.words import _
from gui.model.digits_in_hand import DigitsInHand
from gui.model.measured import Measured
from gui.model.run_under_way import RunUnderWay
from gui.model.setup import Setup
from gui.train.accuracy_words import MEASURED, MEASURED_SHORT, before, caption, heading, reading, short_headings
from gui.train.live_curves import AccuracyPlot, LossPlot, ThinnedLosses
from gui.train.rate_now import RateNow
from gui.train.yardstick_lines import measured_levels
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain
from gui.widgets.persons_splitter import PersonsSplitter
from gui.widgets.present_button import PresentButton
from gui.work.messages import Messages

YARDSTICKS_TIP = _("Mark chance, what a linear classifier reaches, and the best published network")
MEASURED_TIP = _("Mark chance, and the best yardstick of each kind that was measured on these images")
MILESTONES_TIP = _("What others have published, beside what was measured here and your own runs")
PART = " · "  # between the parts of a caption
TURNS = 6  # two for each plot, one for the words of each: curves move well at 7 times a second, words are read at 3


LOSS = _("The loss of each batch, and its mean over each epoch: it falls as the network learns.")
ACCURACY = _(
    "How many of the images are guessed right, of those that the network is trained on and of the test images, which "
    "it never learns from. Where training goes on rising and the test does not, it learns by heart."
)
"""What the plots are, for the back row."""


class TrainingPlots(PersonsSplitter):
    """Take what is new from the training, as long as they can be seen.

    While it trains, the plots take turns: drawing both at once would hold the window up for too long.
    """

    milestones_wanted = Signal()

    def __init__(
        self, training: RunUnderWay, data: DigitsInHand, measured: Measured, messages: Messages,
        beside: Sequence[QAction] = (), parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """``beside``: what can be done while one of them fills the page."""
        super().__init__(Qt.Orientation.Vertical, "trainingPlots", parent)
        self._training, self._data, self._measured, self._messages = training, data, measured, messages
        self._beside = beside
        self._setup: Setup | None = None
        self._are_digits = True
        self._history: History | None = None  # of the run that the plots show
        self._losses: ThinnedLosses | None = None
        self._turn = 0
        self._make_plots()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        training.changed.connect(self._on_run_changed)
        training.ticked.connect(self.refresh)
        for changed in (data.changed, data.preparation_changed, measured.changed):
            changed.connect(self._show_measured)

    def _make_plots(self) -> None:
        self.loss, self.accuracy = LossPlot(), AccuracyPlot()
        self.loss.setObjectName("lossPlot")
        self.loss.set_title(_("Loss: press Start to begin"))
        self.accuracy.setObjectName("accuracyPlot")
        self.yardsticks = QCheckBox(_("Yardsticks"), objectName="yardsticksBox")
        self.yardsticks.setToolTip(YARDSTICKS_TIP)
        self.yardsticks.toggled.connect(self.accuracy.set_yardsticks)
        self.yardsticks.toggled.connect(self.loss.show_right_margin)
        self.milestones = push_button(
            _("Milestones…"), "trainMilestonesButton", MILESTONES_TIP, self.milestones_wanted.emit
        )
        self.milestones.hide()
        self.yardsticks.toggled.connect(self.milestones.setVisible)
        self.accuracy.add_to_header(self.yardsticks)
        self.accuracy.add_to_header(RowExplain(self.yardsticks))
        self.accuracy.add_to_header(self.milestones)
        self._caption_accuracy(MEASURED)
        self.rate = RateNow(self._training, self._messages, self)
        self.loss.add_to_header(self.rate)
        for plot, words, said in ((self.loss, _("Loss"), LOSS), (self.accuracy, _("Accuracy"), ACCURACY)):
            plot.pointed.connect(self._on_pointed)
            plot.add_to_header(PresentButton(words, [plot], explanation=lambda said=said: said, actions=self._beside))
            self.addWidget(plot)

    def show_setup(self, setup: Setup) -> None:
        """Before the first run: axes fit for what the form says."""
        self._setup = setup
        if self._training.run is None:
            self._set_spec(setup.spec)
            self._caption_loss(made_of(setup.spec, setup.config))
            self._caption_accuracy(before(setup.config))
            self._set_epochs(setup.config.epochs)

    def _set_spec(self, spec: NetworkSpec) -> None:
        """Axes and yardsticks for its classes and its loss."""
        self.loss.set_output(spec.output, spec.classes)
        self.accuracy.set_names(spec.names)
        self._are_digits = spec.are_digits
        self._show_measured()

    def _show_measured(self) -> None:
        """What was measured on the very images of the run, or of the next one as long as there is none."""
        run, data, setup = self._training.run, self._data, self._setup
        if run is not None:
            images = run.digits, run.test_digits, run.test_fraction, run.changes
        elif setup is not None:
            images = data.digits, data.test_digits, setup.test_fraction, data.changes
        else:
            return
        conditions = self._measured.conditions(*images)
        levels = measured_levels(self._measured.under(conditions))
        self.accuracy.set_measured(levels)
        known = YARDSTICKS_TIP if self._are_digits else _("Mark chance")
        self.yardsticks.setToolTip(MEASURED_TIP if levels else known)

    def _caption_loss(self, words: str) -> None:
        """Where there is too little room, without its last parts."""
        parts = words.split(PART)
        self.loss.set_caption(words, tuple(PART.join(parts[:count]) for count in range(len(parts) - 1, 1, -1)))

    def _set_epochs(self, epochs: int) -> None:
        self.loss.set_epochs(epochs)
        self.accuracy.set_epochs(epochs)

    def _on_run_changed(self) -> None:
        run = self._training.run
        if run is not None and run.history is not self._history:
            self._begin(run)
        self.refresh()

    def _begin(self, run: Run) -> None:
        self._history, self._losses, self._advised = run.history, None, False
        self._progress: Progress | None = None
        self._seen_losses = self._seen_accuracies = 0  # epochs that each plot shows
        self._said: tuple[int, bool] | None = None  # for how many epochs its words are, and whether it goes on
        nothing = np.empty(0)
        self.loss.show_epochs(nothing)
        self.loss.show_batches(nothing, nothing)
        self.accuracy.show_accuracies(nothing, nothing, 0)
        self._set_epochs(run.config.epochs)
        self._set_spec(run.spec)
        self._changes: tuple[RateChange, ...] | None = None  # of the learning rate, that are shown
        self._show_rates(run)
        self._on_pointed(None)

    def _show_rates(self, run: Run) -> None:
        """What made the curves, and where its learning rate was changed."""
        changes, progress = run.rate_changes, run.control.progress()
        if changes == self._changes:
            return
        self._changes = changes
        self._caption_loss(made_of(run.spec, run.config, changes))
        for plot in (self.loss, self.accuracy):
            plot.rate_marks.show(changes, progress.batches if progress else 1, run.config.epochs)

    def refresh(self) -> None:
        run = self._training.run
        if run is None or not self.isVisible():
            return
        self._turn = (self._turn + 1) % TURNS
        takes = [self._refresh_losses, self._refresh_accuracies, self._say_losses]
        takes += [self._refresh_losses, self._refresh_accuracies, self._say_accuracies]
        for take in [takes[self._turn]] if self._training.under_way else takes:
            take(run)

    def _refresh_losses(self, run: Run) -> None:
        history, count, progress = run.history, run.history.count, run.control.progress()
        if progress is None or (progress is self._progress and count == self._seen_losses):
            return
        self._progress = progress
        self._show_rates(run)
        self.loss.show_batches(*self._batch_losses(run, progress))
        if count != self._seen_losses and count:
            self._seen_losses = count
            self.loss.show_epochs(history.loss[:count])

    def _say_losses(self, run: Run) -> None:
        history, count = run.history, run.history.count
        if count:
            first, last = number(history.loss[0], 3), number(history.loss[count - 1], 3)
            course = _("{first} → {last}").format(first=first, last=last)
            self.loss.set_title(_("Loss: {first} → {last}").format(first=first, last=last), shorter=(course,))

    def _batch_losses(self, run: Run, progress: Progress) -> tuple[np.ndarray, np.ndarray]:
        """Where the batches so far stand on the axis of epochs, and their losses."""
        reports = run.history.batch_losses
        if self._losses is None:
            self._losses, self._taken = ThinnedLosses(run.config.epochs, progress.batches), 0
        for epoch in range(self._taken + 1, len(reports)):
            self._losses.add(epoch, reports[epoch])
            self._taken = epoch
        if progress.epoch == self._taken + 1:
            self._losses.add(progress.epoch, progress.batch_losses)
        return self._losses.epochs, self._losses.losses

    def _refresh_accuracies(self, run: Run) -> None:
        history, count = run.history, run.history.count
        if count and count != self._seen_accuracies:
            self._seen_accuracies = count
            train, test = history.train_accuracy[:count], history.test_accuracy[:count]
            validation = history.validation_accuracy[:count] if history.is_validated else None
            self.accuracy.show_accuracies(train, test, history.best, validation)
            self._advise(run)

    def _say_accuracies(self, run: Run) -> None:
        said = run.history.count, self._training.under_way
        if run.history.count and said != self._said:
            self._said = said
            self.accuracy.set_title(*heading(run, self._training.under_way), short_headings(run))
            self._caption_accuracy(caption(run, self._training.under_way))

    def _caption_accuracy(self, words: str) -> None:
        self.accuracy.set_caption(words, (MEASURED_SHORT,) if words == MEASURED else ())

    def _advise(self, run: Run) -> None:
        config = run.config
        if run.rate_changes:
            config = replace(config, learning_rate=run.rate_changes[-1].rate)
        sentence = None if self._advised else advice(run.spec, config, run.history)
        if sentence:
            self._advised = True
            self._messages.advised.emit("training", sentence)

    def _on_pointed(self, epoch: int | None) -> None:
        """Both plots read the same epoch."""
        history = self._history
        if history is None or epoch is None or not 0 <= epoch < history.count:
            self.loss.point_at(None, "")
            self.accuracy.point_at(None, "")
            return
        words = _("epoch {epoch}: loss {loss}").format(epoch=epoch, loss=number(history.loss[epoch], 3))
        if history.rate_changes and epoch:
            rate = short(history.learning_rate[epoch])
            words = _("{reading}, learning rate {rate}").format(reading=words, rate=rate)
        self.loss.point_at(epoch, words)
        self.accuracy.point_at(epoch, reading(history, epoch))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rate.fit(self.width())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
