"""How the weights of a network lie: the first layer's as pictures, and each layer's as a histogram."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.digits.dataset import SIDE
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.weight_course import BINS, REACH


@dataclass(frozen=True, eq=False)
class FirstLayer:
    """``weights``: (units, 28, 28) float32, the unit with the largest norm first; ``units``: (units,) which they are,
    counted from 0; ``norms``: (units,) the Euclidean norms; ``limit``: the largest absolute weight that is a number."""

    weights: np.ndarray
    units: np.ndarray
    norms: np.ndarray
    limit: float


def first_layer(network: FeedForward) -> FirstLayer:
    """The weights of the first layer's units, each as a picture."""
    weights = network.layers[0].weight.detach().numpy()
    norms = np.sqrt(np.square(weights, dtype=np.float64).sum(1))
    order = np.argsort(-norms, kind="stable")
    limit = np.abs(weights).max(initial=0, where=np.isfinite(weights))
    return FirstLayer(weights[order].reshape(-1, SIDE, SIDE), order, norms[order], float(limit))


def edges(spec: NetworkSpec, layer: int) -> np.ndarray:
    """The borders of a layer's bins, (BINS + 1,), from -24 to 24 times 1/sqrt(inputs), where its weights begin."""
    bound = spec.sizes[layer] ** -0.5
    return np.linspace(-REACH * bound, REACH * bound, BINS + 1)


def condensed(spec: NetworkSpec, layer: int, counts: np.ndarray, most: int = 64) -> tuple[np.ndarray, np.ndarray]:
    """Histograms of one layer fit to be drawn: without the empty ends, and neighbours merged.

    ``counts``: (n, BINS). Returns the borders of the bins that are left, (m + 1,) with zero in the middle and m at
    most ``most``, and the percentage of each histogram's weights in each of them, (n, m).
    """
    filled = np.flatnonzero(counts.any(0))
    reach = max(1, int(np.abs(2 * filled + 1 - BINS).max(initial=0) + 1) // 2)  # bins on each side of zero
    factor = -(-2 * reach // most)
    half = -(-reach // factor) * factor
    spare = max(0, half - BINS // 2)
    padded = np.pad(counts, ((0, 0), (spare, spare)))
    middle = BINS // 2 + spare
    merged = padded[:, middle - half : middle + half].reshape(len(counts), -1, factor).sum(2)
    width = 2 * REACH / BINS * spec.sizes[layer] ** -0.5
    return np.arange(-half, half + 1, factor) * width, 100 * merged / np.maximum(1, merged.sum(1, keepdims=True))
