"""The answers of a yardstick as those of a network are inspected: errors, confusion, means, and near misses."""

from __future__ import annotations

import numpy as np

from engine.arrays import Singles
from engine.digits.dataset import Digits
from engine.experiments.yardsticks.fitting import Answers, classes_of
from engine.inspection.evaluation import Evaluation


def evaluation(answers: Answers, digits: Digits, classes: int = 0) -> Evaluation:
    """Of ``answers`` to ``digits``. Where a yardstick gives no probabilities its guess has them all: then near misses
    and sureness mean nothing, and ``answers.evidence`` is None."""
    if answers.evidence is not None:
        return Evaluation(digits, answers.evidence)
    return Evaluation(digits, _all_on(answers.guesses, max(classes, classes_of(digits))))


def _all_on(guesses: np.ndarray, classes: int) -> Singles:
    evidence = np.full((len(guesses), classes), -np.inf, np.float32)
    evidence[np.arange(len(guesses)), guesses] = 0
    return evidence
