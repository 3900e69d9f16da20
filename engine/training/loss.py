"""The loss of a network's output: minus the output at the true digit, which is what torch's NLLLoss takes of it."""

from __future__ import annotations

import math

from torch import Tensor

from engine.digits.dataset import CLASSES

CHANCE = {"log_softmax": math.log(CLASSES), "softmax": -1 / CLASSES}
"""By output: the loss of a network that gives every digit the same probability."""


def losses(log_probabilities: Tensor, truth: Tensor, output: str) -> Tensor:
    """-log p for "log_softmax" and -p for "softmax", p being the probability of the true digit.

    ``log_probabilities``: (..., 10), whatever the output is; ``truth``: (...) int64. Returns (...).
    """
    log_p = log_probabilities.gather(-1, truth.unsqueeze(-1)).squeeze(-1)
    return -(log_p.exp() if output == "softmax" else log_p)
