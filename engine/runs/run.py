"""One training: what it is made of, what has come of it so far, and how it is carried out."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from engine.digits.changes import Changes
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.errors import UserError
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.autosave import RunKeeper
from engine.runs.provenance import TrainedOn
from engine.runs.replay import KeptEpochs
from engine.runs.replay_file import EpochsKeeper, epochs_found
from engine.runs.run_file import SavedRun
from engine.training.checkpoint import Checkpoint
from engine.training.config import TrainingConfig
from engine.training.control import Control, Progress
from engine.training.history import History
from engine.training.rate_changes import RateChange
from engine.training.trainer import Diverged, train
from engine.training.weight_course import WeightCourse
from engine.words import _

log = logging.getLogger(__name__)


class Run:
    """``digits`` are split, or trained on whole and tested with ``test_digits``; ``changes`` are applied to both. The
    network is that of ``spec`` with the classes of the digits; raises UserError if that is none.

    ``carry_out`` trains, in whatever thread calls it. Others read ``history``, ``control``, ``weight_course`` and
    ``epochs``, those that one can go back to, at any time. When it has ended, ``outcome`` is "completed", "early" (a
    rule of its config ended it), "stopped", "diverged" or "failed", and ``message`` a sentence for the last two.
    ``trained_on`` is known before there is a network. ``digits`` is None for a run from disk whose images are not at
    hand; ``origin``: the file or folder that they came from, empty if they ship.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        digits: Digits | None,
        test_fraction: float,
        test_digits: Digits | None = None,
        changes: Changes | None = None,
    ) -> None:
        self.spec = spec if digits is None else spec.fitting(digits)
        self.config, self.test_fraction = config, test_fraction
        self.digits, self.test_digits, self.changes = digits, test_digits, changes or Changes()
        self.origin = digits.origin if digits else ""
        self.control = Control(resumable=True)
        self.history = History(config.epochs)
        self.weight_course = WeightCourse()
        self.epochs = KeptEpochs(self.spec)
        self.trained_on: TrainedOn | None = None
        self.outcome = ""
        self.message = ""
        self.folder: Path | None = None
        self._resume: SavedRun | None = None
        self._keeper: RunKeeper | None = None

    @classmethod
    def found(cls, saved: SavedRun, folder: Path, digits: Digits | None, test_digits: Digits | None) -> Run:
        """A run that was kept in ``folder``, and what it was trained on, if that is at hand."""
        point, trained_on = saved.checkpoint, saved.trained_on
        run = cls(point.spec, point.config, digits, trained_on.test_fraction, test_digits, trained_on.changes)
        run.spec, run.folder, run.origin = point.spec, folder, saved.origin  # its classes keep the names that they had
        run.history, run.trained_on = saved.history, trained_on
        run.epochs = KeptEpochs.of(point, saved.history.best, epochs_found(folder, point))
        run.outcome = saved.outcome
        if run.outcome == "training":  # the program ended without a word
            run.outcome = "early" if point.has_just_ended_early else "stopped"
        batches = saved.history.batch_losses[-1]
        run.control.leave(point)
        progress = Progress(point.epoch, batches, max(1, len(batches)), point.seconds, point.rate_changes)
        run.control.publish(point.network(), progress)
        _show_ends(run.weight_course, point)
        return run

    def going_on(self, config: TrainingConfig) -> Run:
        """A run that goes on from where this one, which has ended, has got to, and is kept in the same folder."""
        saved = self.saved()
        assert saved is not None
        run = type(self)(self.spec, config, self.digits, self.test_fraction, self.test_digits, self.changes)
        run.spec, run.folder, run._resume = self.spec, self.folder, saved
        run.history = saved.history.extended(config.epochs)
        run.epochs = self.epochs.up_to(saved.checkpoint.epoch)
        return run

    @property
    def can_go_on(self) -> bool:
        """Whether there is anywhere to go on from, and anything to do: a cosine ends with its last epoch."""
        has_more = self.is_unfinished or self.config.can_be_extended
        return has_more and self.outcome != "diverged" and self.control.checkpoint() is not None

    @property
    def is_unfinished(self) -> bool:
        """Whether it has not had all of its epochs: neither the last, nor the one at which it was to end early."""
        has_all = self.history.count > self.config.epochs
        return not has_all and not (self.ended_early and self.config.can_be_extended)

    @property
    def ended_early(self) -> bool:
        """Whether a rule of its config has ended it."""
        return self.outcome == "early"

    def longer(self, more: int) -> TrainingConfig:
        """What it goes on with: to the epochs that it was to have, or for ``more`` than it has had or was to have."""
        epochs = self.history.count - 1 if self.ended_early and more else self.config.epochs
        return replace(self.config, epochs=epochs + more)

    @property
    def went_on(self) -> bool:
        """Whether it goes on from another one."""
        return self._resume is not None

    @property
    def differs(self) -> str:
        """A sentence, if it goes on with other versions than it was trained with; empty otherwise."""
        return self._resume.checkpoint.differs() if self._resume else ""

    @property
    def rate_changes(self) -> tuple[RateChange, ...]:
        """Of its learning rate, up to now; also in an epoch that was not trained to its end."""
        progress = self.control.progress()
        return progress.rate_changes if progress else ()

    @property
    def problem(self) -> str | None:
        """A sentence, as long as the run cannot be written to disk."""
        return self._keeper.problem if self._keeper else None

    def saved(self) -> SavedRun | None:
        """The run as it would be kept now; None if it cannot go on from anywhere."""
        checkpoint = self.control.checkpoint()
        if checkpoint is None or self.trained_on is None:
            return None
        checkpoint = replace(checkpoint, rate_changes=self.rate_changes)
        return SavedRun(checkpoint, self.history, self.trained_on, self.outcome or "training", self.origin)

    def carry_out(self, runs: Path | None) -> None:
        """Train, to the end or until it is stopped. Nothing is raised.

        ``runs``: where it is kept, in a folder of its own or in the one that it has there; None: it is not kept.
        """
        try:
            self._open_keeper(runs)
            self.outcome = self._train()
        except Diverged as error:
            self.outcome, self.message = "diverged", str(error)
        except UserError as error:
            self.outcome, self.message = "failed", str(error)
        except (MemoryError, RuntimeError) as error:  # torch raises RuntimeError where it cannot allocate
            log.exception("training failed")
            self.outcome, self.message = "failed", _failed(error)
        except Exception as error:
            log.exception("training failed")
            sentence = _("Training failed because of a mistake in Inkling: {error}")
            self.outcome, self.message = "failed", sentence.format(error=repr(error))
        self._close_keeper()

    def _train(self) -> str:
        digits = self.digits
        assert digits is not None
        own = self.test_digits is not None
        fraction = 0.0 if own else self.test_fraction  # all are trained on then
        self.trained_on = TrainedOn(
            digits.name, fraction, self.config.seed, self.changes, mark_of(digits), own,
            validation_fraction=self.config.validation_fraction,
        )  # fmt: skip
        changes, seed = self.changes, self.config.seed
        train_set, test_set = changes.sets_to_train(digits, self.test_digits, self.test_fraction, seed)
        checkpoint = self._resume.checkpoint if self._resume else None
        if checkpoint:
            _show_ends(self.weight_course, checkpoint)
        for report in train(
            self.spec, self.config, train_set, test_set, self.control,
            resume=checkpoint, after=changes.after_augmentation,
        ):  # fmt: skip
            self.history.append(report)
            if (latest := self.control.latest()) is not None:
                self.weight_course.add(report.epoch, latest)
            if (point := self.control.checkpoint()) is not None:
                self.epochs.add(report.epoch, point.last)
            self._keep()
        point = self.control.checkpoint()
        if point is not None and point.has_just_ended_early:
            self.trained_on = replace(self.trained_on, chosen_on_test=self.config.chooses_on_test)
            return "early"
        return "stopped" if self.control.stopped else "completed"

    # On disk

    def _open_keeper(self, runs: Path | None) -> None:
        if runs is not None:
            there = self.folder is not None and self.folder.exists()
            epochs = EpochsKeeper(self.spec, self.epochs)
            self._keeper = RunKeeper(runs, self.folder if there else None, epochs)

    def _keep(self) -> None:
        saved = self.saved()
        if self._keeper and saved:
            self._keeper.offer(saved)

    def _close_keeper(self) -> None:
        if self._keeper is None:
            return
        self._keep()
        self._keeper.close()
        self.folder = self._keeper.folder
        if self._keeper.problem:
            self.message = " ".join(filter(None, (self.message, self._keeper.problem)))


def _show_ends(course: WeightCourse, checkpoint: Checkpoint) -> None:
    """The weights as they began, which their seed tells, and as they are now."""
    course.add(0, FeedForward(checkpoint.spec, checkpoint.config.seed))
    if checkpoint.epoch:
        course.add(checkpoint.epoch, checkpoint.network())


def _failed(error: Exception) -> str:
    """Of what torch says, which may be long, the first line."""
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    if "alloc" in reason:
        return _("Training failed: there is not enough memory. Use fewer units or fewer images.")
    return _("Training failed: {reason}").format(reason=reason)
