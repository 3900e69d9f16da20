"""What is read off the inside of a network, against autograd and plain numpy."""

import numpy as np
import pytest
import torch

from engine.inspection.attribution import activations, speaks_for
from engine.inspection.weights import condensed, edges, first_layer
from engine.networks.network import ACTIVATIONS, FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train
from engine.training.weight_course import BINS, KEPT_EPOCHS, WeightCourse, histograms

SPECS = [
    NetworkSpec(),
    NetworkSpec((), output="softmax"),
    *(NetworkSpec((20, 12), activation, input_range=(-1.0, 2.0)) for activation in ACTIVATIONS),
]


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_activations_are_those_of_plain_torch(spec, few_digits, reference):
    network, image = FeedForward(spec, seed=5), few_digits.images[7]
    plain = reference(network)
    *hidden, logits = plain.sums(plain.inputs(image[None]))
    found = activations(network, image)
    assert [layer.shape for layer in found] == [(units,) for units in spec.sizes[1:]]
    names = {"relu": torch.relu, "leaky_relu": torch.nn.functional.leaky_relu, "identity": lambda z: z}
    activation = names.get(spec.activation) or getattr(torch, spec.activation)
    for layer, z in zip(found, hidden, strict=False):
        np.testing.assert_allclose(layer, activation(z)[0].detach().numpy(), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(found[-1], logits[0].detach().numpy(), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("spec", SPECS, ids=str)
@pytest.mark.parametrize("digit", [0, 7])
def test_what_speaks_for_a_digit_is_autograds_gradient_of_its_logit_times_the_input(spec, digit, few_digits, reference):
    network, image = FeedForward(spec, seed=5), few_digits.images[7]
    plain = reference(network)
    x = plain.inputs(image[None]).requires_grad_()
    plain.sums(x)[-1][0, digit].backward()
    wanted = (x.grad * x).detach().numpy().reshape(28, 28)
    np.testing.assert_allclose(speaks_for(network, image, digit), wanted, rtol=1e-4, atol=1e-6)


def test_the_gradient_is_that_of_finite_differences(few_digits):
    network, image = FeedForward(NetworkSpec((8,), "tanh"), seed=2, dtype=torch.float64), few_digits.images[3]
    x, (row, column), step = network.inputs(image[None]), (14, 14), 1e-6
    at = row * 28 + column
    up, down = x.clone(), x.clone()
    up[0, at] += step
    down[0, at] -= step
    with torch.no_grad():
        slope = (network.logits(up)[0, 4] - network.logits(down)[0, 4]).item() / (2 * step)
    assert speaks_for(network, image, 4)[row, column] == pytest.approx(slope * x[0, at].item(), rel=1e-6, abs=1e-9)


def test_a_snapshot_made_while_training_has_gradients(some_digits, few_digits):
    control = Control()
    for _ in train(NetworkSpec((8,)), TrainingConfig(epochs=1), some_digits, few_digits, control):
        with torch.inference_mode():
            assert speaks_for(control.latest(), few_digits.images[0], 3).any()
    assert control.latest().flat.grad is None


def test_first_layer_weights_are_pictures_with_the_largest_norm_first():
    network = FeedForward(NetworkSpec((30, 10)), seed=1)
    weights = network.layers[0].weight.detach().numpy()
    found = first_layer(network)
    norms = np.sqrt((weights.astype(np.float64) ** 2).sum(1))
    assert found.units.tolist() == np.argsort(-norms).tolist()
    np.testing.assert_allclose(found.norms, norms[found.units], rtol=1e-6)
    np.testing.assert_array_equal(found.weights.reshape(30, 784), weights[found.units])
    assert found.limit == np.abs(weights).max()


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
    assert (counts[0], counts[-1], counts.sum()) == (784, 784, 7840)


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


@pytest.mark.parametrize("factor", [0.3, 1, 4, 40])
def test_histograms_are_condensed_around_zero_without_losing_a_weight(factor):
    network = FeedForward(NetworkSpec((30, 10)), seed=1)
    start = histograms(network)[1]
    network.flat.mul_(factor)
    counts = np.array([start, histograms(network)[1]])
    borders, shares = condensed(network.spec, 1, counts)
    assert len(borders) <= 65
    assert borders[0] == pytest.approx(-borders[-1])
    np.testing.assert_allclose(shares.sum(1), 100)
    weights = network.layers[1].weight.detach().numpy().clip(borders[0], borders[-1])
    wanted = np.histogram(weights, borders)[0] * 100 / weights.size
    assert np.abs(np.cumsum(shares[1] - wanted)).max() < 1
