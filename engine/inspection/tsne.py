"""t-SNE, scikit-learn's: points that lie near each other in many dimensions, near each other in two.

Knows no torch: it is computed in a process of its own, which loads this file and scikit-learn.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from engine.apart import apart
from engine.arrays import Singles
from engine.errors import UserError
from engine.numbers import short, whole
from engine.one_thread import one_thread
from engine.words import _

PERPLEXITY = 30.0
LEAST, MOST = 2.0, 100.0
FEWEST_POINTS, MOST_POINTS = 10, 10_000
START_SECONDS = 2.5  # until the process is there and has loaded scikit-learn


def seconds(points: int, perplexity: float = PERPLEXITY) -> float:
    """How long it will take: one core, within a factor of two, as measured with 500, 1,000 and 2,000 images of 784
    pixels and perplexities of 5, 30 and 50 (scikit-learn 1.9)."""
    return START_SECONDS + points * math.log2(max(2, points)) * (3.15e-4 + 2.9e-6 * perplexity)


def tsne(
    features: np.ndarray,
    perplexity: float = PERPLEXITY,
    seed: int = 0,
    cancelled: Callable[[], bool] = lambda: False,
) -> Singles:
    """(n, 2) float32 for (n, d) ``features``: the same for the same seed.

    scikit-learn cannot be asked how far it is, nor to stop: so it works in a process, which is killed once
    ``cancelled`` says so. Raises Cancelled then, and UserError for a perplexity that cannot be ("perplexity"), or for
    too few points or too many ("images").
    """  # fmt: skip
    check(len(features), perplexity)
    return apart(cancelled, compute, np.ascontiguousarray(features, np.float32), perplexity, seed)


def check(points: int, perplexity: float) -> None:
    """Raises UserError."""
    if not FEWEST_POINTS <= points <= MOST_POINTS:
        sentence = _("t-SNE takes {fewest} to {most} images: these are {points}.")
        words = sentence.format(fewest=whole(FEWEST_POINTS), most=whole(MOST_POINTS), points=whole(points))
        raise UserError(words, "images")
    if not LEAST <= perplexity <= min(MOST, points - 1):
        sentence = _("Perplexity: use {low} to {high} for {points} images.")
        words = sentence.format(low=short(LEAST), high=short(min(MOST, points - 1)), points=whole(points))
        raise UserError(words, "perplexity")


def compute(features: Singles, perplexity: float, seed: int) -> Singles:
    """In this process, with one thread."""
    with one_thread():
        from sklearn.manifold import TSNE

        made = TSNE(perplexity=perplexity, init="pca", learning_rate="auto", random_state=seed, n_jobs=1)
        places: Singles = made.fit_transform(features)
    return places
