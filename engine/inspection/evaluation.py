"""What a network makes of a labelled set: its evidence, its errors, its near misses, and which classes it confuses."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
import torch

from engine.apart import Cancelled
from engine.arrays import Doubles, Flags, Singles, Whole
from engine.digits.dataset import PIXELS, SIDE, Digits, plain_names
from engine.machine import cores
from engine.networks.network import CHUNK, FeedForward, NetworkSpec, check_classes
from engine.words import _

MUCH = 2e9  # images times parameters: some 50 ms of one core
NEAR_MISS = 0.1  # the lesson's "almost error": right, yet over 10 % on another class


@dataclass(frozen=True, eq=False)
class Evaluation:
    """A network's answers to a set of images. Everything else is derived from them, each once, when it is asked for.

    ``evidence``: (N, classes) float32, the natural logarithms of the probabilities, whatever the network's output is.
    Images are told by their index in ``digits``, 0 to N - 1; lists of images are (n,) int64 arrays of indices.
    ``has_evidence``: False of a classifier that says nothing but its guess. Then that has all of ``evidence``, and what
    follows from probabilities (sureness, near misses, the penalty) means nothing.
    """

    digits: Digits
    evidence: Singles
    has_evidence: bool = True

    def __len__(self) -> int:
        return len(self.digits)

    @cached_property
    def guesses(self) -> Whole:
        """(N,) int64: the class with the most evidence, the smallest of equals."""
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
        """(N,) float32: the natural logarithm of the probability of each true class."""
        return self.evidence[np.arange(len(self)), self.digits.labels]

    @cached_property
    def rival_evidence(self) -> Singles:
        """(N,) float32: the natural logarithm of the largest probability of a class that is not the true one."""
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
        """The images that are guessed right, yet with a probability over ``over`` on another class, by index."""
        return np.flatnonzero(self.right & (np.exp(self.rival_evidence) > over))

    @cached_property
    def by_sureness(self) -> Whole:
        """All images, the surest guess first, equals by index."""
        return np.argsort(-self.sureness, kind="stable")

    def cell(self, true: int, guess: int) -> Whole:
        """The images of the class ``true`` that are taken for ``guess``, by index."""
        return np.flatnonzero((self.digits.labels == true) & (self.guesses == guess))

    def ordered(self, images: np.ndarray, order: str) -> np.ndarray:
        """``images`` by "index", by how "sure" the guess is (the surest first), or by "true" class, equals by index."""
        images = np.sort(images)
        if order == "sure":
            return images[np.argsort(-self.sureness[images], kind="stable")]
        if order == "true":
            return images[np.argsort(self.digits.labels[images], kind="stable")]
        return images

    # By class

    @cached_property
    def confusion(self) -> Whole:
        """(classes, classes) int64: how many images of each true class (row) are taken for each class (column)."""
        return confusion(self.digits.labels, self.guesses, self.digits.classes)

    @cached_property
    def row_percent(self) -> Doubles:
        """(classes, classes): the same in percent of each true class's images; not a number where one has none."""
        return 100 * _ratio(self.confusion, self.support[:, None])

    @cached_property
    def support(self) -> Whole:
        """(classes,) int64: how many images there are of each class."""
        images: Whole = self.confusion.sum(1)
        return images

    @cached_property
    def recall(self) -> Doubles:
        """(classes,) 0..1: the share of each class's images that are guessed right; not a number where it has none."""
        return _ratio(self.confusion.diagonal(), self.support)

    @cached_property
    def precision(self) -> Doubles:
        """(classes,) 0..1: the share of right guesses among those of each class; not a number if there are none."""
        return _ratio(self.confusion.diagonal(), self.confusion.sum(0))

    @cached_property
    def f_score(self) -> Doubles:
        """(classes,) 0..1: the harmonic mean of recall and precision, as 2 right / (images + guesses)."""
        return _ratio(2 * self.confusion.diagonal(), self.support + self.confusion.sum(0))

    @cached_property
    def means(self) -> tuple[np.ndarray, np.ndarray]:
        """The mean images of the right and of the wrong of each true class, and how many they are.

        (2, classes, 28, 28) float64, 0..255, not a number where there is no image; (2, classes) int64. Index 0 is
        right, 1 wrong.
        """
        classes = self.digits.classes
        group = np.where(self.right, 0, classes) + self.digits.labels
        counts = np.bincount(group, minlength=2 * classes)
        sums = np.zeros((2 * classes, PIXELS))
        for start in range(0, len(self), CHUNK):  # sums of under 2,000 bytes are exact in float32
            part = slice(start, start + CHUNK)
            pixels = torch.from_numpy(self.digits.images[part].reshape(-1, PIXELS)).float()
            members = torch.from_numpy(group[part] == np.arange(2 * classes)[:, None]).float()
            sums += (members @ pixels).numpy()
        means = _ratio(sums, counts[:, None])
        return means.reshape(2, classes, SIDE, SIDE), counts.reshape(2, classes)


def evaluate(
    network: FeedForward, digits: Digits,
    cancelled: Callable[[], bool] = lambda: False, tell: Callable[[float], None] = lambda share: None,
) -> Evaluation:  # fmt: skip
    """Feed ``digits`` to ``network``, in its own input range, and keep its answers.

    Much work is shared among the processor's cores, always cut into the same parts: the answers do not depend on them.
    ``cancelled`` is asked before each part, and ``tell`` told after it how much is done, 0 to 1, by any of the threads.
    Raises UserError if the set has more or fewer classes than the network, and Cancelled.
    """
    check_classes(network.spec, digits)
    done, lock = [0], Lock()

    def answer(part: slice) -> Singles:
        if cancelled():
            raise Cancelled(_("Cancelled."))
        found = network.log_probabilities(digits.images[part])
        with lock:
            done[0] += len(found)
            tell(done[0] / len(digits))
        return found

    return Evaluation(digits, in_parts(answer, len(digits), network.spec.parameters, digits.classes))


def in_parts(answer: Callable[[slice], Singles], images: int, parameters: int, classes: int) -> Singles:
    """(images, classes) float32: ``answer`` to each part of the images, (n, classes), by several cores if it is worth
    it. ``parameters``: how many multiplications an image takes."""
    parts = [slice(start, min(start + CHUNK, images)) for start in range(0, images, CHUNK)]
    workers = min(len(parts), cores()) if images * parameters > MUCH else 1
    nothing = np.empty((0, classes), np.float32)
    if workers == 1:
        return np.concatenate([nothing, *map(answer, parts)])
    with ThreadPoolExecutor(workers) as pool:
        return np.concatenate([nothing, *pool.map(answer, parts)])


def class_names(spec: NetworkSpec, digits: Digits) -> tuple[str, ...]:
    """What a network's classes are called: by itself or, where nobody has named those, by the set that judges it."""
    return digits.names if spec.names == plain_names(spec.classes) else spec.names


def confusion(labels: Whole, guesses: Whole, classes: int) -> Whole:
    """(classes, classes) int64: how many images of each true class (row) are taken for each class (column)."""
    return np.bincount(labels * classes + guesses, minlength=classes**2).reshape(classes, classes)


def _ratio(part: np.ndarray, whole: np.ndarray) -> Doubles:
    """part / whole in float64, not a number where ``whole`` is 0."""
    ratio: Doubles = np.full(np.broadcast_shapes(part.shape, whole.shape), np.nan)
    np.divide(part, whole, out=ratio, where=whole > 0)
    return ratio
