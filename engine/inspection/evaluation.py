"""What a network makes of a labelled set: its evidence, its errors, its near misses, and which digits it confuses."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch

from engine.arrays import Doubles, Flags, Singles, Whole
from engine.digits.dataset import CLASSES, PIXELS, SIDE, Digits
from engine.machine import cores
from engine.networks.network import CHUNK, FeedForward

MUCH = 2e9  # images times parameters: some 50 ms of one core
NEAR_MISS = 0.1  # the lesson's "almost error": right, yet over 10 % on another digit


@dataclass(frozen=True, eq=False)
class Evaluation:
    """A network's answers to a set of images. Everything else is derived from them, each once, when it is asked for.

    ``evidence``: (N, 10) float32, the natural logarithms of the probabilities, whatever the network's output is.
    Images are told by their index in ``digits``, 0 to N - 1; lists of images are (n,) int64 arrays of indices.
    """

    digits: Digits
    evidence: Singles

    def __len__(self) -> int:
        return len(self.digits)

    @cached_property
    def guesses(self) -> Whole:
        """(N,) int64: the digit with the most evidence, the smallest of equals."""
        most: Whole = self.evidence.argmax(1)
        return most

    @cached_property
    def right(self) -> Flags:
        """(N,) bool."""
        right: Flags = self.guesses == self.digits.labels
        return right

    @cached_property
    def accuracy(self) -> float:
        """Percent; not a number if there are no images."""
        return 100 * float(self.right.mean()) if len(self) else math.nan

    @cached_property
    def sureness(self) -> Singles:
        """(N,) float32: the natural logarithm of the probability of each guess."""
        most: Singles = self.evidence.max(1, initial=-np.inf)
        return most

    @cached_property
    def true_evidence(self) -> Singles:
        """(N,) float32: the natural logarithm of the probability of each true digit."""
        return self.evidence[np.arange(len(self)), self.digits.labels]

    @cached_property
    def rival_evidence(self) -> Singles:
        """(N,) float32: the natural logarithm of the largest probability of a digit that is not the true one."""
        others = self.evidence.copy()
        others[np.arange(len(self)), self.digits.labels] = -np.inf
        most: Singles = others.max(1, initial=-np.inf)
        return most

    # Lists of images

    @cached_property
    def errors(self) -> Whole:
        """The misclassified images, by index."""
        return np.flatnonzero(~self.right)

    def near_misses(self, over: float = NEAR_MISS) -> Whole:
        """The images that are guessed right, yet with a probability over ``over`` on another digit, by index."""
        return np.flatnonzero(self.right & (np.exp(self.rival_evidence) > over))

    @cached_property
    def by_sureness(self) -> Whole:
        """All images, the surest guess first, equals by index."""
        return np.argsort(-self.sureness, kind="stable")

    def cell(self, true_digit: int, guess: int) -> Whole:
        """The images of ``true_digit`` that are taken for ``guess``, by index."""
        return np.flatnonzero((self.digits.labels == true_digit) & (self.guesses == guess))

    def ordered(self, images: np.ndarray, order: str) -> np.ndarray:
        """``images`` by "index", by how "sure" the guess is (the surest first), or by "true" digit, equals by index."""
        images = np.sort(images)
        if order == "sure":
            return images[np.argsort(-self.sureness[images], kind="stable")]
        if order == "true":
            return images[np.argsort(self.digits.labels[images], kind="stable")]
        return images

    # By digit

    @cached_property
    def confusion(self) -> Whole:
        """(10, 10) int64: how many images of each true digit (row) are taken for each digit (column)."""
        return confusion(self.digits.labels, self.guesses)

    @cached_property
    def row_percent(self) -> Doubles:
        """(10, 10): the same in percent of each true digit's images; not a number where a digit has none."""
        return 100 * _ratio(self.confusion, self.support[:, None])

    @cached_property
    def support(self) -> Whole:
        """(10,) int64: how many images there are of each digit."""
        images: Whole = self.confusion.sum(1)
        return images

    @cached_property
    def recall(self) -> Doubles:
        """(10,) 0..1: the share of each digit's images that are guessed right; not a number where there are none."""
        return _ratio(self.confusion.diagonal(), self.support)

    @cached_property
    def precision(self) -> Doubles:
        """(10,) 0..1: the share of right guesses among those of each digit; not a number if it is never guessed."""
        return _ratio(self.confusion.diagonal(), self.confusion.sum(0))

    @cached_property
    def f_score(self) -> Doubles:
        """(10,) 0..1: the harmonic mean of recall and precision, as 2 right / (images + guesses)."""
        return _ratio(2 * self.confusion.diagonal(), self.support + self.confusion.sum(0))

    @cached_property
    def means(self) -> tuple[np.ndarray, np.ndarray]:
        """The mean images of the right and of the wrong of each true digit, and how many they are.

        (2, 10, 28, 28) float64, 0..255, not a number where there is no image; (2, 10) int64. Index 0 is right, 1 wrong.
        """
        group = np.where(self.right, 0, CLASSES) + self.digits.labels
        counts = np.bincount(group, minlength=2 * CLASSES)
        members = torch.from_numpy(group == np.arange(2 * CLASSES)[:, None]).float()
        sums = np.zeros((2 * CLASSES, PIXELS))
        for start in range(0, len(self), CHUNK):  # sums of under 2,000 bytes are exact in float32
            part = slice(start, start + CHUNK)
            pixels = torch.from_numpy(self.digits.images[part].reshape(-1, PIXELS)).float()
            sums += (members[:, part] @ pixels).numpy()
        means = _ratio(sums, counts[:, None])
        return means.reshape(2, CLASSES, SIDE, SIDE), counts.reshape(2, CLASSES)


def evaluate(network: FeedForward, digits: Digits) -> Evaluation:
    """Feed ``digits`` to ``network``, in its own input range, and keep its answers.

    Much work is shared among the processor's cores, always cut into the same parts: the answers do not depend on them.
    """
    parts = [digits.images[start : start + CHUNK] for start in range(0, len(digits), CHUNK)]
    workers = min(len(parts), cores()) if len(digits) * network.spec.parameters > MUCH else 1
    if workers == 1:
        return Evaluation(digits, network.log_probabilities(digits.images))
    with ThreadPoolExecutor(workers) as pool:
        return Evaluation(digits, np.concatenate(list(pool.map(network.log_probabilities, parts))))


def confusion(labels: Whole, guesses: Whole) -> Whole:
    """(10, 10) int64: how many images of each true digit (row) are taken for each digit (column)."""
    return np.bincount(labels * CLASSES + guesses, minlength=CLASSES**2).reshape(CLASSES, CLASSES)


def _ratio(part: np.ndarray, whole: np.ndarray) -> Doubles:
    """part / whole in float64, not a number where ``whole`` is 0."""
    ratio: Doubles = np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan)
    np.divide(part, whole, out=ratio, where=whole > 0)
    return ratio
