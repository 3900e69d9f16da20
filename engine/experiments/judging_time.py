"""How long a network takes to judge an image, measured as a yardstick's time is: many images in one go, one thread."""

from __future__ import annotations

from time import perf_counter

import numpy as np

from engine.networks.network import FeedForward

TRIES = 3
"""The quickest counts: what else the machine does can only slow it down."""
MOST = 2_000  # images


def image_seconds(network: FeedForward, images: np.ndarray) -> float:
    """For each of (n, 28, 28) uint8 images, n > 0."""
    some = images[:MOST]
    return min(_once(network, some) for _try in range(TRIES)) / len(some)


def _once(network: FeedForward, images: np.ndarray) -> float:
    begin = perf_counter()
    network.log_probabilities(images)
    return perf_counter() - begin
