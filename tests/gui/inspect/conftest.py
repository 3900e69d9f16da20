"""A small network on a small set, for the tabs that look into networks."""

import numpy as np
import pytest

from engine.digits.dataset import Digits
from engine.inspection.evaluation import evaluate
from engine.inspection.image_sets import Inspection
from engine.inspection.weights import first_layer
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.weight_course import histograms


@pytest.fixture
def inspection():
    """Of a network with random weights, larger than at the start, on twenty images of noise."""
    spec = NetworkSpec((6, 4))
    start, now = FeedForward(spec, seed=3), FeedForward(spec, seed=4)
    now.flat.mul_(3)
    images = np.random.default_rng(0).integers(0, 256, (20, 28, 28), np.uint8)
    evaluation = evaluate(now, Digits(images, np.arange(20) % 10, "noise"))
    return Inspection(now, None, "opened", evaluation, None, first_layer(now), histograms(now), histograms(start), 3)
