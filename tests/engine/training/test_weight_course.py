"""The weights of a training are counted where numpy counts them, epoch by epoch."""

import numpy as np
import torch

from engine.inspection.weights import edges
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train
from engine.training.weight_course import BINS, KEPT_EPOCHS, WeightCourse, histograms


def test_histograms_count_every_weight_where_numpy_counts_it():
    network = FeedForward(NetworkSpec((30, 10)), seed=1)
    network.flat.mul_(3)
    for index, (layer, counts) in enumerate(zip(network.layers, histograms(network), strict=True)):
        weights = layer.weight.detach().numpy()
        wanted, _ = np.histogram(weights, edges(network.spec, index))
        assert counts.sum() == weights.size
        assert np.abs(np.cumsum(counts - wanted)).max() <= 2  # at a border, rounding may go either way


def test_weights_out_of_reach_or_not_numbers_are_counted_too():
    network = FeedForward(NetworkSpec(()), seed=1)
    network.layers[0].weight.detach()[:] = torch.tensor([9.0, -9.0, float("nan"), 0, 0, 0, 0, 0, 0, 0])[:, None]
    (counts,) = histograms(network)
    assert (len(counts), counts[0], counts[-1], counts.sum()) == (BINS, 784, 784, 7840)


def test_the_same_seed_gives_the_weights_at_the_start(some_digits, few_digits):
    spec, config, control, start = NetworkSpec((8,)), TrainingConfig(epochs=1, seed=9), Control(), None
    for report in train(spec, config, some_digits, few_digits, control):
        start = control.latest() if report.epoch == 0 else start
    assert torch.equal(start.flat, FeedForward(spec, 9).flat)
    assert not torch.equal(start.flat, control.latest().flat)


def test_the_course_of_the_weights_keeps_their_histograms_by_epoch():
    course, network = WeightCourse(), FeedForward(NetworkSpec((4,)), seed=0)
    assert course.layer(0)[1].shape == (0, BINS)
    for epoch in range(3):
        course.add(epoch, network)
        network.flat.mul_(2)
    epochs, counts = course.layer(1)
    assert epochs.tolist() == [0, 1, 2]
    assert counts.sum(1).tolist() == [40, 40, 40]
    spread = [(row * (np.arange(BINS) - BINS / 2) ** 2).sum() for row in counts]
    assert spread[0] < spread[1] < spread[2]


def test_the_course_of_a_long_training_is_thinned_evenly():
    course, network = WeightCourse(), FeedForward(NetworkSpec(()), seed=0)
    for epoch in range(3 * KEPT_EPOCHS):
        course.add(epoch, network)
    epochs, _ = course.layer(0)
    assert KEPT_EPOCHS / 2 <= len(epochs) <= KEPT_EPOCHS
    assert epochs[0] == 0
    assert len(set(np.diff(epochs))) == 1
