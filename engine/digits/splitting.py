"""How a set is split into training and test images."""

from __future__ import annotations

import math

import numpy as np

from engine.arrays import Whole
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.numbers import whole
from engine.words import ngettext


def split(digits: Digits, test_fraction: float = 0.1, seed: int = 0) -> tuple[Digits, Digits]:
    """Training and test images, at random but with each class in proportion.

    ``test_fraction`` is the share of test images, over 0 and under 1. The same seed gives the same split, and image for
    image the one of scikit-learn's ``train_test_split(stratify=labels, random_state=seed)``: a notebook can repeat it.

    Raises UserError if the set is too small to hold each of its classes on both sides.
    """
    _classes, counts = np.unique(digits.labels, return_counts=True)
    testing = math.ceil(len(digits) * test_fraction)
    training = len(digits) - testing
    if min(testing, training) < max(1, len(counts)) or (counts < 2).any():
        sentence = ngettext(
            "{count} image cannot be split so that {percent} % of it, with some of each class, are test images: "
            "choose a test share nearer to a half or more images.",
            "{count} images cannot be split so that {percent} % of them, with some of each class, are test images: "
            "choose a test share nearer to a half or more images.",
            len(digits),
        )
        raise UserError(
            sentence.format(count=whole(len(digits)), percent=whole(100 * test_fraction)),
            "test_fraction",
        )
    generator = np.random.RandomState(seed)
    of_training = _in_proportion(counts, training, generator)
    _in_proportion(counts - of_training, testing, generator)  # all the others; scikit-learn draws here
    by_class = np.split(np.argsort(digits.labels, kind="stable"), np.cumsum(counts)[:-1])
    shuffled = [generator.permutation(indices) for indices in by_class]
    train = np.concatenate([indices[:count] for indices, count in zip(shuffled, of_training, strict=True)])
    test = np.concatenate([indices[count:] for indices, count in zip(shuffled, of_training, strict=True)])
    return digits.take(generator.permutation(train)), digits.take(generator.permutation(test))


def _in_proportion(counts: Whole, total: int, generator: np.random.RandomState) -> Whole:
    """How many of each, ``total`` together: rounded down, then one more where most was cut off; ties are drawn."""
    exact = counts / counts.sum() * total
    parts: Whole = np.floor(exact).astype(int)
    cut_off = exact - parts
    for most in np.unique(cut_off)[::-1]:
        missing = total - parts.sum()
        if missing == 0:
            break
        parts[generator.permutation(np.flatnonzero(cut_off == most))[:missing]] += 1
    return parts
