"""When to doubt a digit, and probabilities that mean what they say.

A network that was shown scribbles and letters under random labels gives ink that is no digit to all ten digits at
once. So two thresholds on its probabilities tell the two kinds of doubt apart: between two digits, and whether it is
a digit at all. Thresholds and temperature are chosen on images that were held out of training, and kept in the header
of the network's file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple

import numpy as np

from engine.digits import CLASSES
from engine.network import FeedForward

SURE = "sure"
NOT_SURE = "not sure"
NOT_A_DIGIT = "not a digit?"

DOUBTED_RIGHT = 0.01
"""Share of right held-out digits that each threshold may cost. Both together cost 2 % at most, which leaves a third of
the 3 % that may be doubted to hands unlike any that was held out: those are doubted more often."""


class Verdict(NamedTuple):
    """What to say about a drawing: ``kind`` is SURE, NOT_SURE or NOT_A_DIGIT; the likeliest digit, and the next."""

    kind: str
    digit: int
    second: int


@dataclass(frozen=True)
class Doubt:
    """Thresholds on calibrated probabilities, 0 to 1.

    ``one``: under this probability of the likeliest digit, the network is not sure.
    ``two``: under this probability of the two likeliest together, it may be no digit at all.
    """

    one: float
    two: float

    def verdict(self, log_probabilities: np.ndarray) -> Verdict:
        """What to say about one drawing's evidence, (10,) natural logarithms."""
        first, second = (int(digit) for digit in np.argsort(-log_probabilities, kind="stable")[:2])
        best, next_best = np.exp(log_probabilities[first]), np.exp(log_probabilities[second])
        if best + next_best < self.two:
            return Verdict(NOT_A_DIGIT, first, second)
        return Verdict(NOT_SURE if best < self.one else SURE, first, second)

    def explain(self) -> str:
        """The tooltip's sentences."""
        return (
            f"Not sure: the likeliest digit has less than {100 * self.one:.0f} %. "
            f"Not a digit?: even the two likeliest together have less than {100 * self.two:.0f} %. "
            "Both were chosen on digits that the network had not seen, of which at most 2 % are doubted wrongly; "
            "it was also shown scribbles and letters, so that it gives them to no digit in particular."
        )

    def facts(self) -> dict[str, str]:
        """For the header of the network's file."""
        return {f"doubt_{name}": f"{value:.6f}" for name, value in asdict(self).items()}


def doubt_from(facts: Mapping[str, str]) -> Doubt | None:
    """The thresholds in a network's header (``engine.runs.read_facts``); None for a network without calibration."""
    try:
        return Doubt(float(facts["doubt_one"]), float(facts["doubt_two"]))
    except (KeyError, ValueError):
        return None


def calibrate(log_probabilities: np.ndarray, labels: np.ndarray, share: float = DOUBTED_RIGHT) -> Doubt:
    """Thresholds under which ``share`` of the rightly recognised digits fall, each.

    ``log_probabilities``: (n, 10) of digits held out of training, after the temperature; ``labels``: (n,).
    """
    right = log_probabilities.argmax(axis=1) == labels
    ranked = np.sort(np.exp(log_probabilities[right].astype(np.float64)), axis=1)
    return Doubt(float(np.quantile(ranked[:, -1], share)), float(np.quantile(ranked[:, -2:].sum(axis=1), share)))


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


def calibration_error(log_probabilities: np.ndarray, labels: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error, in percent: in bins of equal width of the likeliest digit's probability, the mean
    distance of that probability to the share right, weighted by the images in the bin (Guo et al., 2017)."""
    confidence = np.exp(log_probabilities.max(axis=1).astype(np.float64))
    right = log_probabilities.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(place, right - confidence, minlength=bins)
    return float(100 * np.abs(gaps).sum() / len(labels))
