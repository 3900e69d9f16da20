"""The loss of a network's output: minus the output at the true class, which is what torch's NLLLoss takes of it."""

from __future__ import annotations

import math

from torch import Tensor


def chance(output: str, classes: int) -> float:
    """The loss of a network that gives every class the same probability: ln n, or -1/n for "softmax"."""
    return -1 / classes if output == "softmax" else math.log(classes)


def losses(log_probabilities: Tensor, truth: Tensor, output: str) -> Tensor:
    """-log p for "log_softmax" and -p for "softmax", p being the probability of the true class.

    ``log_probabilities``: (..., classes), whatever the output is; ``truth``: (...) int64. Returns (...).
    """
    log_p = log_probabilities.gather(-1, truth.unsqueeze(-1)).squeeze(-1)
    return -(log_p.exp() if output == "softmax" else log_p)
