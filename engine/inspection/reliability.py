"""Whether probabilities mean what they say: of the images that a network is 80 % sure of, is it right in 80 %?

Images are put into bins of equal width by the probability of their guess; in each, the mean of those probabilities is
held against the share that is right (Niculescu-Mizil, Caruana: "Predicting good probabilities with supervised
learning", 2005; the error is that of Guo, Pleiss, Sun, Weinberger: "On calibration of modern neural networks", 2017).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.arrays import Doubles, Flags, Whole
from engine.inspection.evaluation import Evaluation

BINS = 15
_Z = 1.959964  # of a normal distribution, 95 % lie within so many deviations


@dataclass(frozen=True, eq=False)
class Reliability:
    """``place``: (N,) int64, the bin of each image, 0 to ``bins`` - 1; ``probability``: (N,) float64, of its guess, 0
    to 1; ``is_right``: (N,) bool. A bin takes in its upper edge and not its lower one, the first both."""

    bins: int
    place: Whole
    probability: Doubles
    is_right: Flags

    @cached_property
    def edges(self) -> Doubles:
        """(bins + 1,) from 0 to 1."""
        return np.linspace(0, 1, self.bins + 1)

    @cached_property
    def counts(self) -> Whole:
        """(bins,) int64: how many images are in each bin."""
        return np.bincount(self.place, minlength=self.bins)

    @cached_property
    def stated(self) -> Doubles:
        """(bins,) 0 to 1: the mean probability of the guesses in each bin; not a number where it is empty."""
        return self._means(self.probability)

    @cached_property
    def right(self) -> Doubles:
        """(bins,) 0 to 1: the share of right guesses in each bin; not a number where it is empty."""
        return self._means(self.is_right.astype(np.float64))

    @cached_property
    def range_of_chance(self) -> Doubles:
        """(2, bins) 0 to 1: between these the share of right guesses would lie in 95 of 100 sets of so many images, as
        far as these tell (Wilson: "Probable inference, the law of succession, and statistical inference", 1927)."""
        count = np.where(self.counts > 0, self.counts, np.nan)
        widened = 1 + _Z**2 / count
        middle = (self.right + _Z**2 / (2 * count)) / widened
        half = _Z / widened * np.sqrt(self.right * (1 - self.right) / count + _Z**2 / (4 * count**2))
        return np.stack((middle - half, middle + half))

    @cached_property
    def error(self) -> float:
        """Expected calibration error, in percent: the mean distance between the stated and the right, by image; not a
        number if there are no images."""
        if not len(self.place):
            return math.nan
        gaps = np.bincount(self.place, self.is_right - self.probability, minlength=self.bins)
        return 100 * float(np.abs(gaps).sum()) / len(self.place)

    @cached_property
    def boasting(self) -> float:
        """Percent: the mean probability of the guesses less the share that is right; over 0 where it is too sure."""
        return 100 * float((self.probability - self.is_right).mean()) if len(self.place) else math.nan

    def images(self, place: int) -> Whole:
        """The images in a bin, by index: the wrong ones first, then the surest."""
        found = np.flatnonzero(self.place == place)
        return found[np.lexsort((-self.probability[found], self.is_right[found]))]

    def _means(self, values: Doubles) -> Doubles:
        sums = np.bincount(self.place, values, minlength=self.bins)
        means: Doubles = np.full(self.bins, np.nan)
        np.divide(sums, self.counts, out=means, where=self.counts > 0)
        return means


def reliability(evaluation: Evaluation, bins: int = BINS) -> Reliability:
    """Of a network's answers to a set."""
    return binned(np.exp(evaluation.sureness.astype(np.float64)), evaluation.right, bins)


def binned(probability: Doubles, right: Flags, bins: int = BINS) -> Reliability:
    """Of guesses with these probabilities, (N,) 0 to 1. What is not a number, as of a network that has lost its way, is
    in the first bin."""
    probability = np.clip(np.nan_to_num(probability, nan=0.0), 0.0, 1.0)
    place = np.clip(np.ceil(probability * bins).astype(np.int64) - 1, 0, bins - 1)
    return Reliability(bins, place, probability, right)


def calibration_error(log_probabilities: np.ndarray, labels: np.ndarray, bins: int = BINS) -> float:
    """``Reliability.error`` of answers, (N, classes) natural logarithms, to images with these labels, (N,)."""
    likeliest = np.exp(log_probabilities.max(axis=1).astype(np.float64))
    return binned(likeliest, log_probabilities.argmax(axis=1) == labels, bins).error
