"""The images of a training: those that are learned from, and those that only judge."""

import numpy as np
import pytest

from engine.digits.changes import invert
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.images import Images, Judged


def test_what_the_network_sees_is_changed_and_the_test_images_are_as_they_are_given(some_digits, few_digits):
    images = Images(TrainingConfig(validation_fraction=0.25), some_digits, few_digits, invert)
    assert (len(images.train), len(images.seen), len(images.validation)) == (1_500, 1_500, 500)
    assert np.array_equal(images.seen.images, 255 - images.train.images)
    assert images.test is few_digits
    assert Images(TrainingConfig(), some_digits, few_digits, None).validation is None


def test_a_network_is_judged_as_it_is_at_the_moment(few_digits):
    network = FeedForward(NetworkSpec((8,)))
    judged = Judged(network, few_digits)
    for seed in (0, 1):
        network.flat.data.copy_(FeedForward(NetworkSpec((8,)), seed).flat)
        right = network.log_probabilities(few_digits.images).argmax(1) == few_digits.labels
        assert judged.accuracy() == pytest.approx(100 * right.mean())
