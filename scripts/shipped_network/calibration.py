"""Probabilities that mean what they say: the temperature and the thresholds of doubt, chosen on images held out."""

from __future__ import annotations

import numpy as np

from engine.digits.dataset import CLASSES
from engine.inspection.doubt import Doubt
from engine.networks.network import FeedForward

DOUBTED_RIGHT = (0.0015, 0.011)
"""Shares of the right held-out digits that may be called "not sure", and "not a digit?". The second tells letters and
doodles, and is worth more. Both leave room for hands unlike any that was held out, which are doubted more often:
of six such people, one twice as often as all."""


def calibrate(log_probabilities: np.ndarray, labels: np.ndarray, shares: tuple[float, float] = DOUBTED_RIGHT) -> Doubt:
    """Thresholds under which these shares of the rightly recognised digits fall.

    ``log_probabilities``: (n, 10) of digits held out of training, after the temperature; ``labels``: (n,).
    """
    right = log_probabilities.argmax(axis=1) == labels
    ranked = np.sort(np.exp(log_probabilities[right].astype(np.float64)), axis=1)
    one, two = np.quantile(ranked[:, -1], shares[0]), np.quantile(ranked[:, -2:].sum(axis=1), shares[1])
    return Doubt(float(one), float(two))


def temperature(log_probabilities: np.ndarray, labels: np.ndarray) -> float:
    """The number by which to divide the logits so that the negative log-likelihood of ``labels`` is least.

    Guo et al., "On calibration of modern neural networks", 2017. The search is a golden section over 1/4 to 4.
    """

    def loss(log_t: float) -> float:
        scaled = log_probabilities.astype(np.float64) / np.exp(log_t)
        return float((np.logaddexp.reduce(scaled, axis=1) - scaled[np.arange(len(labels)), labels]).mean())

    low, high = -np.log(4), np.log(4)
    golden = (np.sqrt(5) - 1) / 2
    for _ in range(40):
        left, right = high - golden * (high - low), low + golden * (high - low)
        low, high = (low, right) if loss(left) < loss(right) else (left, high)
    return float(np.exp((low + high) / 2))


def cooled(network: FeedForward, degrees: float) -> FeedForward:
    """A copy whose logits are those of ``network`` divided by the temperature: its last layer is."""
    copy = network.copy()
    last_inputs = network.spec.sizes[-2]
    copy.flat[-(last_inputs + 1) * CLASSES :].div_(degrees)
    return copy
