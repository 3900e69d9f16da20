"""The first layer's weights are pictures, and histograms are fit to be drawn."""

import numpy as np
import pytest

from engine.inspection.weights import condensed, edges, first_layer
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.weight_course import BINS, REACH, histograms


def test_first_layer_weights_are_pictures_with_the_largest_norm_first():
    network = FeedForward(NetworkSpec((30, 10)), seed=1)
    weights = network.layers[0].weight.detach().numpy()
    found = first_layer(network)
    norms = np.sqrt((weights.astype(np.float64) ** 2).sum(1))
    assert found.units.tolist() == np.argsort(-norms).tolist()
    np.testing.assert_allclose(found.norms, norms[found.units], rtol=1e-6)
    np.testing.assert_array_equal(found.weights.reshape(30, 784), weights[found.units])
    assert found.limit == np.abs(weights).max()


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


def test_units_with_equal_norms_stay_in_their_order():
    network = FeedForward(NetworkSpec((300,)), seed=1)
    network.layers[0].weight.detach()[:] = 0.5
    assert first_layer(network).units.tolist() == list(range(300))


def test_the_bins_of_a_layer_reach_as_far_to_either_side_with_a_border_around_each():
    borders = edges(NetworkSpec((30, 10)), 1)
    assert len(borders) == BINS + 1
    assert (borders[0], borders[-1]) == pytest.approx((-REACH / 30**0.5, REACH / 30**0.5))
    assert borders[BINS // 2] == pytest.approx(0)
