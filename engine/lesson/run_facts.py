"""What a lesson can see of a run: the values of names.RUN_SIGNS."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.inspection.evaluation import evaluate
from engine.lesson.steps import Value
from engine.runs.run import Run


def run_facts(run: Run, epoch: int) -> Mapping[str, Value]:
    """After ``epoch``: all but “never says”."""
    history = run.history
    test, train = float(history.test_accuracy[epoch]), float(history.train_accuracy[epoch])
    return {
        "epochs": float(epoch), "accuracy": test, "training accuracy": train, "gap": train - test,
        "trained parameters": float(run.spec.parameters), "optimizer": run.config.optimizer,
        "output": run.spec.output,
    }  # fmt: skip


def never_said(run: Run) -> tuple[str, ...]:
    """The classes that its network, as it is now, says of none of its test images. To be called in another thread."""
    network = run.control.latest()
    if network is None or run.digits is None:
        return ()
    _train, test = run.changes.sets(run.digits, run.test_digits, run.test_fraction, run.config.seed)
    said = set(np.unique(evaluate(network, test).guesses).tolist())
    return tuple(name for place, name in enumerate(run.spec.names) if place not in said)
