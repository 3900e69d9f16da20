"""The time for an image is that of many in one go."""

import numpy as np

from engine.experiments import judging_time
from engine.experiments.judging_time import MOST, TRIES, image_seconds
from engine.networks.network import FeedForward, NetworkSpec


def test_the_quickest_of_several_tries_on_not_too_many_images_counts(monkeypatch):
    seen, ticks = [], iter([0.0, 9.0, 10.0, 12.0, 20.0, 25.0])
    network = FeedForward(NetworkSpec((4,)))
    monkeypatch.setattr(judging_time, "perf_counter", lambda: next(ticks))
    monkeypatch.setattr(network, "log_probabilities", lambda images: seen.append(len(images)))
    assert image_seconds(network, np.zeros((3_000, 28, 28), np.uint8)) == 2.0 / MOST
    assert seen == [MOST] * TRIES
