"""One training in a thread of its own: an adapter of engine.training.trainer.train, and nothing else."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QThread

from engine.digits.changes import Changes
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.errors import UserError
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.autosave import RunKeeper
from engine.runs.provenance import TrainedOn
from engine.runs.run_file import SavedRun
from engine.training.checkpoint import Checkpoint
from engine.training.config import TrainingConfig
from engine.training.control import Control, Progress
from engine.training.history import History
from engine.training.trainer import Diverged, train
from engine.training.weight_course import WeightCourse
from gui.model.kept_runs import Found
from gui.work.tasks import STACK

log = logging.getLogger(__name__)


class TrainingRun(QThread):
    """Splits ``digits``, or takes ``test_digits``, applies the changes, and trains. The GUI reads ``history`` and
    ``control`` by a timer; ``finished`` always comes.

    When it has finished, ``outcome`` is "completed", "stopped", "diverged" or "failed", and ``message`` a sentence for
    the last two. While it trains it is kept in a folder of its own in ``runs``, so that nothing can lose it; None keeps
    nothing. ``resume``: what it goes on from, kept in ``folder``, if that is still there.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        digits: Digits,
        test_fraction: float,
        runs: Path | None,
        parent: QObject,
        test_digits: Digits | None = None,
        changes: Changes | None = None,
        resume: SavedRun | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.test_digits, self.changes = test_digits, changes or Changes()
        self.spec, self.config, self.digits, self.test_fraction = spec, config, digits, test_fraction
        self.origin = digits.origin if digits else ""
        self.control = Control(resumable=True)
        self.history = resume.history.extended(config.epochs) if resume else History(config.epochs)
        self.weight_course = WeightCourse()
        self.trained_on: TrainedOn | None = None  # known before there is a network
        self.outcome = ""
        self.message = ""
        self.folder = folder
        self._resume, self._runs = resume, runs
        self._keeper: RunKeeper | None = None
        self.setStackSize(STACK)

    @property
    def problem(self) -> str | None:
        """A sentence, as long as the run cannot be written to disk."""
        return self._keeper.problem if self._keeper else None

    @property
    def resumed(self) -> bool:
        """Whether it goes on from another one."""
        return self._resume is not None

    def saved(self) -> SavedRun | None:
        """The run as it would be kept now; None if it cannot go on from anywhere."""
        checkpoint = self.control.checkpoint()
        if checkpoint is None:
            return None
        return SavedRun(checkpoint, self.history, self.trained_on, self.outcome or "training", self.origin)

    def run(self) -> None:
        try:
            self._open_keeper()
            self.outcome = self._train()
        except Diverged as error:
            self.outcome, self.message = "diverged", str(error)
        except UserError as error:
            self.outcome, self.message = "failed", str(error)
        except (MemoryError, RuntimeError) as error:  # torch raises RuntimeError where it cannot allocate
            log.exception("training failed")
            self.outcome, self.message = "failed", f"Training failed: {_brief(error)}"
        except Exception as error:
            log.exception("training failed")
            self.outcome, self.message = "failed", f"Training failed because of a mistake in Inkling: {error!r}"
        self._close_keeper()

    def _train(self) -> str:
        mark = mark_of(self.digits)
        fraction = self.test_fraction if self.test_digits is None else 0.0  # all are trained on then
        own = self.test_digits is not None
        self.trained_on = TrainedOn(self.digits.name, fraction, self.config.seed, self.changes, mark, own)
        train_set, test_set = self.changes.sets(self.digits, self.test_digits, self.test_fraction, self.config.seed)
        checkpoint = self._resume.checkpoint if self._resume else None
        if checkpoint:
            show_ends(self.weight_course, checkpoint)
        for report in train(self.spec, self.config, train_set, test_set, self.control, resume=checkpoint):
            self.history.append(report)
            self.weight_course.add(report.epoch, self.control.latest())
            self._keep()
        return "stopped" if self.control.stopped else "completed"

    # On disk

    def _open_keeper(self) -> None:
        if self._runs is not None:
            there = self.folder is not None and self.folder.exists()
            self._keeper = RunKeeper(self._runs, self.folder if there else None)

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


class EndedRun(TrainingRun):
    """A run that was found on disk, for the pages that show a TrainingRun: its thread is never started.

    ``digits`` may be None, if the images are not at hand.
    """

    def __init__(self, found: Found, parent: QObject) -> None:
        saved = found.saved
        point, trained_on = saved.checkpoint, saved.trained_on
        super().__init__(
            point.spec, point.config, found.digits, trained_on.test_fraction, None, parent, found.test_digits,
            trained_on.changes, folder=found.folder,
        )  # fmt: skip
        self.history, self.trained_on, self.outcome = saved.history, trained_on, saved.outcome
        self.origin = saved.origin
        if self.outcome == "training":  # the program ended without a word
            self.outcome = "stopped"
        batches = saved.history.batch_losses[-1]
        self.control.leave(point)
        self.control.publish(point.network(), Progress(point.epoch, batches, max(1, len(batches)), point.seconds))
        show_ends(self.weight_course, point)

    def isFinished(self) -> bool:
        return True


def show_ends(course: WeightCourse, checkpoint: Checkpoint) -> None:
    """The weights as they began, which their seed tells, and as they are now."""
    course.add(0, FeedForward(checkpoint.spec, checkpoint.config.seed))
    if checkpoint.epoch:
        course.add(checkpoint.epoch, checkpoint.network())


def _brief(error: Exception) -> str:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return "there is not enough memory. Use fewer units or fewer images." if "alloc" in text else text
