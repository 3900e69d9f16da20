"""What a preset's sentence says in numbers, as data: so that each of them can be checked by running it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import FACTORS
from engine.experiments.run import FAILED, FINISHED, Run
from engine.experiments.statistics import epochs_to

INFINITE = float("inf")


def _last(quantity: str) -> Callable[[Run], float]:
    return lambda run: float(getattr(run.history, quantity)[run.history.count - 1])


def _gap(run: Run) -> float:
    return _last("train_accuracy")(run) - _last("test_accuracy")(run)


def _epochs_to_goal(run: Run) -> float:
    epoch = epochs_to(run)
    return INFINITE if epoch is None else epoch


def _seconds(run: Run) -> float:
    return run.seconds / max(1, run.history.count - 1)


BY_RUN: dict[str, Callable[[Run], float]] = {
    "test": _last("test_accuracy"),
    "training": _last("train_accuracy"),
    "gap": _gap,
    "epochs to 90 %": _epochs_to_goal,
    "seconds an epoch": _seconds,
    "parameters": lambda run: run.plan.spec.parameters,
}
"""What is measured of each run and averaged over the seeds: percent, points, epochs, seconds."""
SPREAD = "spread of test"
"""The highest test accuracy of the seeds less the lowest, in points."""
TAKEN_FOR = "taken for"
"""The share of the test images of one class that are taken for another, in percent: "4 taken for 9"."""


@dataclass(frozen=True)
class Claim:
    """``says``: the part of the sentence that it is about. ``measure``, of the candidate labelled ``of``: between
    ``low`` and ``high``; less the same of the candidate ``minus``, or divided by that of ``by``, if one is named.

    ``given``: by names of FACTORS, what is otherwise than in the preset; such a candidate is run on its own.
    """

    says: str
    measure: str
    of: str
    low: float = -INFINITE
    high: float = INFINITE
    minus: str = ""
    by: str = ""
    given: tuple[tuple[str, Any], ...] = ()

    def value(self, experiment: Experiment, runs: Sequence[Run]) -> float:
        """What the runs of the experiment, which have ended, say."""
        found = self._of(self.of, experiment, runs)
        if self.minus:
            return found - self._of(self.minus, experiment, runs)
        return found / self._of(self.by, experiment, runs) if self.by else found

    def _of(self, label: str, experiment: Experiment, runs: Sequence[Run]) -> float:
        which = _place(experiment, label)
        ended = [run for run in runs if run.candidate == which and run.state in (FINISHED, FAILED)]
        if self.measure == SPREAD:
            return float(np.ptp([BY_RUN["test"](run) for run in ended]))
        if TAKEN_FOR in self.measure:
            return _share(self.measure, ended, experiment.names)
        return float(np.mean([BY_RUN[self.measure](run) for run in ended]))

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def experiment(self, whole: Experiment) -> Experiment:
        """What must be run to check it: the whole preset, or one candidate as it is ``given``."""
        if not self.given:
            return whole
        base = whole.base
        for name, value in self.given:
            base = FACTORS[name].vary(base, value)
        values = whole.candidates[_place(whole, self.of)].values
        factors = tuple(Factor(factor.name, (value,)) for factor, value in zip(whole.factors, values, strict=True))
        return replace(whole, base=base, factors=factors)


def _place(experiment: Experiment, label: str) -> int:
    return [candidate.label for candidate in experiment.candidates].index(label)


def _share(measure: str, runs: Sequence[Run], names: Sequence[str]) -> float:
    label, guess = (names.index(part) for part in measure.split(f" {TAKEN_FOR} "))
    counts = np.sum([run.confusion for run in runs if run.confusion is not None], 0)
    return float(100 * counts[label, guess] / counts[label].sum())
