"""What comes next is told as it is: the very images, in their order, as the network gets them."""

import numpy as np
import torch

from engine.networks.network import FeedForward, NetworkSpec
from engine.randomness import ORDER, generator
from engine.training.config import TrainingConfig
from engine.training.next_batch import next_batch
from engine.training.step import TrainingStep, live_pixels


def test_the_images_are_those_of_the_epochs_order(few_digits):
    config = TrainingConfig(batch_size=20, seed=4, learning_rate=0.3)
    network = FeedForward(NetworkSpec((5,)), 4)
    order = torch.randperm(len(few_digits), generator=generator(4, ORDER)).numpy()
    for live in (None, live_pixels(few_digits)):
        step = TrainingStep(network, config, few_digits, live)
        with torch.inference_mode():
            step.shuffle()
            found = next_batch(step, network, config, 1, 2)
        assert np.array_equal(found.images, few_digits.images[order[40:60]])
        assert np.array_equal(found.labels, few_digits.labels[order[40:60]])
        assert (found.epoch, found.batch, found.batches, found.learning_rate) == (1, 2, 15, 0.3)
        assert (found.live is None) == (live is None)
