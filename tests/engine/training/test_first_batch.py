"""One batch forward before training is torch's, and its loss that of chance."""

import math

import numpy as np
import pytest
import torch
from torch.nn import functional

from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.first_batch import first_batch


@pytest.mark.parametrize("output", ["log_softmax", "softmax"])
def test_the_loss_is_torchs_of_the_untrained_network(lesson_digits, output):
    spec, config = NetworkSpec(output=output), TrainingConfig(batch_size=32, seed=3)
    found = first_batch(spec, config, lesson_digits)
    chosen = np.random.default_rng(3).permutation(len(lesson_digits))[:32]
    network = FeedForward(spec, 3)
    given = network(network.inputs(lesson_digits.images[chosen]))
    assert np.array_equal(found.labels, lesson_digits.labels[chosen])
    assert found.loss == pytest.approx(functional.nll_loss(given, torch.from_numpy(found.labels)).item(), rel=1e-5)
    assert found.loss == pytest.approx(found.chance_loss, rel=0.1)
    assert found.chance_loss == pytest.approx({"log_softmax": math.log(10), "softmax": -0.1}[output])


def test_it_has_a_row_of_log_probabilities_for_each_image(few_digits):
    found = first_batch(NetworkSpec((5,)), TrainingConfig(batch_size=7), few_digits)
    assert found.log_probabilities.shape == (7, 10)
    assert np.exp(found.log_probabilities).sum(1) == pytest.approx(1, abs=1e-5)


def test_another_seed_draws_another_batch(few_digits):
    one, other = (first_batch(NetworkSpec((5,)), TrainingConfig(seed=seed), few_digits) for seed in (0, 1))
    assert not np.array_equal(one.labels, other.labels)


@pytest.mark.parametrize("output", ["log_softmax", "softmax"])
def test_the_network_is_made_for_the_classes_of_the_set(classed, output):
    found = first_batch(NetworkSpec(output=output), TrainingConfig(), classed)
    assert found.log_probabilities.shape == (32, classed.classes)
    assert found.chance_loss == pytest.approx(-1 / classed.classes if output == "softmax" else np.log(classed.classes))
    assert found.loss == pytest.approx(found.chance_loss, abs=0.15)
