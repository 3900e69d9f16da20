"""Leaving out the pixels that are 0 in every image changes nothing but the time it takes."""

import numpy as np
import pytest
import torch

from engine.digits.dataset import Digits
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.step import TrainingStep, live_pixels
from engine.training.trainer import train


@pytest.fixture
def digits():
    random = np.random.default_rng(5)
    images = random.integers(0, 256, (64, 28, 28), dtype=np.uint8)
    images[:, :5] = 0
    images[:, :, 20:] = 0
    return Digits(images, random.integers(0, 10, 64), "random")


@pytest.mark.parametrize("optimizer", ["sgd", "rmsprop", "adam"])
def test_the_network_is_the_same_as_with_all_pixels(digits, optimizer):
    spec, config = NetworkSpec((7, 5)), TrainingConfig(batch_size=16, optimizer=optimizer, learning_rate=0.001)
    networks = []
    with torch.inference_mode():
        for live in (None, live_pixels(digits)):
            network = FeedForward(spec, dtype=torch.float64)
            step = TrainingStep(network, config, digits, live)
            for _ in range(3):
                step.shuffle()
                for batch in range(step.batches):
                    step(batch)
            step.write_back()
            networks.append(network.flat)
    torch.testing.assert_close(networks[0], networks[1], rtol=1e-9, atol=1e-12)


def test_a_trained_network_keeps_the_first_weights_of_dead_pixels(digits):
    spec, control = NetworkSpec((7,)), Control()
    list(train(spec, TrainingConfig(epochs=2, batch_size=16), digits, digits, control))
    before, after = FeedForward(spec).layers[0].weight, control.latest().layers[0].weight
    inked = torch.from_numpy(digits.images.reshape(-1, 784).any(0))
    assert (before[:, ~inked] == after[:, ~inked]).all()
    assert (before[:, inked] != after[:, inked]).any(0).all()


@pytest.mark.parametrize(
    ("spec", "config"),
    [
        (NetworkSpec((7,), input_range=(-1.0, 0.0)), TrainingConfig(epochs=1, batch_size=16)),
        (NetworkSpec((7,)), TrainingConfig(epochs=1, batch_size=16, weight_decay=0.1)),
    ],
)
def test_where_dead_pixels_matter_their_weights_are_trained(digits, spec, config):
    control = Control()
    list(train(spec, config, digits, digits, control))
    assert (FeedForward(spec).layers[0].weight != control.latest().layers[0].weight).any(0).all()
