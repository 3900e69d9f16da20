"""How the weights of a network lie, epoch by epoch."""

from __future__ import annotations

import numpy as np

from engine.networks.network import FeedForward

BINS = 480  # over 48 times the bound within which a layer's weights begin, see histograms


REACH = 24


KEPT_EPOCHS = 400


def histograms(network: FeedForward) -> list[np.ndarray]:
    """How many weights of each layer lie in each of its bins, (BINS,) int32; what is beyond is in the outermost."""
    found = []
    for layer in network.layers:
        weights = np.nan_to_num(layer.weight.detach().numpy().ravel())  # a training that diverges has no numbers
        places = (weights * (BINS / (2 * REACH) * layer.in_features**0.5) + BINS / 2).clip(0, BINS - 1)
        found.append(np.bincount(places.astype(np.int16), minlength=BINS).astype(np.int32))
    return found


class WeightCourse:
    """The weights' histograms over the epochs of a training, written by its thread and read by others.

    A long training keeps every second, fourth, ... epoch, so that there are never more than ``KEPT_EPOCHS`` of them.
    """

    def __init__(self) -> None:
        self._stride = 1
        self._kept: tuple[tuple[int, list[np.ndarray]], ...] = ()

    def add(self, epoch: int, network: FeedForward) -> None:
        if epoch % self._stride:
            return
        kept = (*self._kept, (epoch, histograms(network)))
        if len(kept) > KEPT_EPOCHS:
            self._stride *= 2
            kept = tuple(pair for pair in kept if pair[0] % self._stride == 0)
        self._kept = kept  # one reference is swapped, so that a reader never sees half of it

    def layer(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """(n,) the epochs that were kept, and (n, BINS) the counts of one layer's weights in them."""
        kept = self._kept
        counts = [histograms_[index] for _, histograms_ in kept]
        return np.array([epoch for epoch, _ in kept], np.int64), np.array(counts, np.int32).reshape(-1, BINS)
