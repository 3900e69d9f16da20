"""One training in a thread of its own: an adapter of engine.training.train, and nothing else."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QObject, QThread

from engine.digits import Digits
from engine.errors import UserError
from engine.history import History
from engine.insight import WeightCourse
from engine.network import NetworkSpec
from engine.provenance import TrainedOn, mark_of
from engine.runs import save_network
from engine.training import Control, Diverged, TrainingConfig, train
from engine.transforms import Variants
from gui.background import STACK

log = logging.getLogger(__name__)


class TrainingRun(QThread):
    """Splits ``digits``, or takes ``test_digits``, applies the variants, and trains. The GUI reads ``history`` and
    ``control`` by a timer; ``finished`` always comes.

    When it has finished, ``outcome`` is "completed", "stopped", "diverged" or "failed", and ``message`` a sentence for
    the last two. The network, ``control.latest()``, is also written to ``keep_at``, so that closing loses nothing.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        digits: Digits,
        test_fraction: float,
        keep_at: Path | None,
        parent: QObject,
        test_digits: Digits | None = None,
        variants: Variants | None = None,
    ) -> None:
        super().__init__(parent)
        self.test_digits, self.variants = test_digits, variants or Variants()
        self.spec, self.config, self.digits, self.test_fraction = spec, config, digits, test_fraction
        self.control = Control()
        self.history = History(config.epochs)
        self.weight_course = WeightCourse()
        self.trained_on: TrainedOn | None = None  # known before there is a network
        self.outcome = ""
        self.message = ""
        self._keep_at = keep_at
        self.setStackSize(STACK)

    def run(self) -> None:
        try:
            self.outcome = self._train()
            self._keep()
        except Diverged as error:
            self.outcome, self.message = "diverged", str(error)
            self._keep()
        except UserError as error:
            self.outcome, self.message = "failed", str(error)
        except (MemoryError, RuntimeError) as error:  # torch raises RuntimeError where it cannot allocate
            log.exception("training failed")
            self.outcome, self.message = "failed", f"Training failed: {_brief(error)}"
        except Exception as error:
            log.exception("training failed")
            self.outcome, self.message = "failed", f"Training failed because of a mistake in Inkling: {error!r}"

    def _train(self) -> str:
        mark = mark_of(self.digits)
        fraction = self.test_fraction if self.test_digits is None else 0.0  # all are trained on then
        own = self.test_digits is not None
        self.trained_on = TrainedOn(self.digits.name, fraction, self.config.seed, self.variants, mark, own)
        train_set, test_set = self.variants.sets(self.digits, self.test_digits, self.test_fraction, self.config.seed)
        for report in train(self.spec, self.config, train_set, test_set, self.control):
            self.history.append(report)
            self.weight_course.add(report.epoch, self.control.latest())
        return "stopped" if self.control.stopped else "completed"

    def _keep(self) -> None:
        network = self.control.latest()
        if network is None or self._keep_at is None:
            return
        try:
            facts = {"digits": self.digits.name, "epochs": str(self.history.count - 1), **self.trained_on.facts()}
            save_network(self._keep_at, network, facts)
        except UserError as error:
            log.warning("the network was not kept: %s", error)


def _brief(error: Exception) -> str:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    return "there is not enough memory. Use fewer units or fewer images." if "alloc" in text else text
