"""The answers of a yardstick as those of a network are inspected: errors, confusion, means, and near misses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Singles
from engine.digits.dataset import Digits
from engine.experiments.yardsticks.at_hand import AtHand
from engine.experiments.yardsticks.fitting import Answers, classes_of
from engine.inspection.evaluation import Evaluation
from engine.inspection.image_sets import ImageSets, Judged, Opened, fill
from engine.runs.provenance import TrainedOn


@dataclass(frozen=True, eq=False)
class YardstickInspection(Judged):
    """All that is known about a yardstick on a set of images."""

    yardstick: AtHand
    trained_on: TrainedOn
    images: str
    evaluation: Evaluation
    seen: np.ndarray | None
    chosen_on: np.ndarray | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return self.yardstick.names


def inspect_yardstick(
    sets: ImageSets, yardstick: AtHand, images: str, opened: Opened,
    cancelled: Callable[[], bool] | None = None, tell: Callable[[float], None] | None = None,
) -> YardstickInspection:  # fmt: skip
    """Have it judge a set: some ten seconds at worst. ``cancelled``, ``tell``: as for ``AtHand.judge``.

    Raises UserError if the set is not at hand."""
    fitted_to = yardstick.kept.fitted_to
    digits = sets.find(images, fitted_to, opened)
    judged = evaluation(yardstick.judge(digits.images, cancelled, tell), digits, len(yardstick.names))
    fill(judged)
    return YardstickInspection(
        yardstick, fitted_to, images, judged, sets.seen(images, digits, fitted_to, opened),
        sets.chosen_on(images, digits, fitted_to, opened),
    )  # fmt: skip


def evaluation(answers: Answers, digits: Digits, classes: int = 0) -> Evaluation:
    """Of ``answers`` to ``digits``; ``classes``: its columns, if these images may not have all of them."""
    if answers.evidence is not None:
        return Evaluation(digits, answers.evidence)
    everything = _all_on(answers.guesses, max(classes, classes_of(digits)))
    return Evaluation(digits, everything, has_evidence=False)


def _all_on(guesses: np.ndarray, classes: int) -> Singles:
    evidence = np.full((len(guesses), classes), -np.inf, np.float32)
    evidence[np.arange(len(guesses)), guesses] = 0
    return evidence
