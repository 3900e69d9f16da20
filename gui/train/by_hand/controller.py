"""Which batch is done by hand, and how far: one of the run under way, which is held for it, or of the form's."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from engine.digits.changes import Changes
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.networks.network import NetworkSpec
from engine.training.by_hand import FORWARD, PHASES, UPDATE, BatchByHand, batch_of_new, by_hand
from engine.training.next_batch import NextBatch
from engine.words import _
from gui.model.digits_in_hand import DigitsInHand
from gui.model.run_under_way import RunUnderWay
from gui.model.setup import Setup
from gui.train.training_form import TrainingForm
from gui.work.tasks import Tasks


class ByHand(QObject):
    """``batch``: what is shown, None before the first press. ``phase``: the one that was pressed last, of PHASES, empty
    before any; ``reached``: how many have been. ``of_run``: whether it is a batch of the run under way, which trains it
    when the update is pressed. ``error``: a sentence, if nothing can be shown."""

    changed = Signal()

    def __init__(self, form: TrainingForm, data: DigitsInHand, training: RunUnderWay, tasks: Tasks) -> None:
        super().__init__(form)
        self._form, self._data, self._training, self._tasks = form, data, training, tasks
        self.batch: BatchByHand | None = None
        self.phase, self.reached = "", 0
        self.of_run = False
        self.error = ""
        self._wanted = ""  # the phase to show as soon as there is a batch
        self._fetching = False
        self._done = 0  # batches of the form's training that lie behind
        self._last: NextBatch | None = None  # of the run, that was shown last
        training.ticked.connect(self._on_training)
        training.changed.connect(self._on_training)
        form.changed.connect(self._on_form_changed)
        data.changed.connect(self._on_form_changed)
        data.preparation_changed.connect(self._on_form_changed)

    @property
    def waiting(self) -> bool:
        return bool(self._wanted)

    def next_phase(self) -> str:
        """What Next does."""
        return FORWARD if self.batch is None or self.reached == len(PHASES) else PHASES[self.reached]

    def press_next(self) -> None:
        if self.waiting:
            return
        if self.batch is None or self.reached == len(PHASES):
            self._begin(FORWARD)
        else:
            self._show(PHASES[self.reached])

    def press(self, phase: str) -> None:
        """Go on to this one, or look at it again."""
        if self.batch is None:
            self._begin(phase)
        else:
            self._show(phase)

    def _show(self, phase: str) -> None:
        first_time = self.reached < len(PHASES) and phase == UPDATE
        self.phase, self.reached = phase, max(self.reached, PHASES.index(phase) + 1)
        if first_time and self.of_run:
            self._training.run_one_batch()
        elif first_time:
            self._done += 1
        self.changed.emit()

    # Where the batch comes from

    def _begin(self, phase: str) -> None:
        self._wanted, self.error = phase, ""
        self._fetch()
        self.changed.emit()

    def _fetch(self) -> None:
        if self._fetching:
            return
        if self._training.under_way:
            self._fetch_of_run()
        else:
            self._fetch_of_form()

    def _fetch_of_run(self) -> None:
        training = self._training
        if not training.paused:
            training.pause()
        begun = training.run.control.next_batch()
        if begun is None or begun is self._last or begun.batch >= begun.batches:
            return  # it has not come to hold yet: the next tick asks again
        self._last = begun
        self._start(partial(by_hand, begun), True)

    def _fetch_of_form(self) -> None:
        setup, digits = self._form.setup(), self._data.digits
        if setup is None or digits is None:
            self._on_failed(UserError(self._form.error() or _("The digits are being loaded.")))
            return
        spec, data = self._data.fed(setup.spec), self._data
        self._start(partial(_of_form, spec, setup, digits, data.test_digits, data.changes, self._done), False)

    def _start(self, work, of_run: bool) -> None:
        self._fetching = True
        self._tasks.start("by hand", work, partial(self._on_batch, of_run), self._on_failed)

    def _on_batch(self, of_run: bool, batch: BatchByHand | None) -> None:
        self._fetching = False
        if not self._wanted:
            return
        if batch is None:  # the training of the form is over by then: begin again
            self._done = 0
            self._fetch()
            return
        self.batch, self.of_run, self.reached = batch, of_run, 0
        phase, self._wanted = self._wanted, ""
        self._show(phase)

    def _on_failed(self, error: UserError) -> None:
        self._fetching, self._wanted = False, ""
        self.batch, self.phase, self.reached = None, "", 0
        self.error = str(error)
        self.changed.emit()

    # What happens elsewhere

    def _on_training(self) -> None:
        """The run holds, has gone on without us, has ended, or has begun."""
        if self._wanted:
            self._fetch()
        elif self.batch is not None and self._is_stale():
            self._forget()

    def _is_stale(self) -> bool:
        training = self._training
        if self.reached == len(PHASES):
            return False
        if not self.of_run:
            return training.under_way
        return not training.under_way or training.run.control.next_batch() is not self.batch.begun

    def _on_form_changed(self) -> None:
        self._done = 0
        if not self._training.under_way and (self.batch is not None or self.error):
            self._forget()

    def _forget(self) -> None:
        self._tasks.cancel("by hand")
        self._fetching, self._wanted = False, ""
        self.batch, self.phase, self.reached, self.error = None, "", 0, ""
        self.changed.emit()


def _of_form(
    spec: NetworkSpec, setup: Setup, digits: Digits, test_digits: Digits | None, changes: Changes, done: int
) -> BatchByHand | None:
    """In a thread: what comes after ``done`` batches of the training that Start would begin; None: it is over."""
    sets = changes.sets_to_train(digits, test_digits, setup.test_fraction, setup.config.seed)
    begun = batch_of_new(spec, setup.config, *sets, changes.after_augmentation, done)
    return None if begun is None else by_hand(begun)
