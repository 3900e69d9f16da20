"""What units answer to a set is what hooks of torch hear, image by image."""

import numpy as np
import pytest
import torch

from engine.apart import Cancelled
from engine.inspection import activity as module
from engine.inspection.activity import HALF, SHOWN, activity, incoming
from engine.networks.network import ACTIVATIONS, FeedForward, NetworkSpec


def heard(network, images):
    """What comes in at each layer but the first: the activations of the one before, (N, units) float32."""
    found = []
    hooks = [layer.register_forward_pre_hook(lambda _layer, given: found.append(given[0])) for layer in network.layers]
    with torch.no_grad():
        network.logits(network.inputs(images))
    for hook in hooks:
        hook.remove()
    return [values.numpy() for values in found[1:]]


@pytest.fixture(params=["relu", "leaky_relu", "tanh", "sigmoid", "identity"])
def network(request):
    return FeedForward(NetworkSpec((9, 7), activation=request.param, input_range=(-1.0, 1.0)), 5)


@pytest.fixture
def in_parts(monkeypatch):
    monkeypatch.setattr(module, "CHUNK", 70)
    monkeypatch.setattr(module, "BLOCK", 4)


@pytest.mark.usefixtures("in_parts")
def test_everything_is_as_hooks_hear_it(network, few_digits):
    found, labels = activity(network, few_digits), few_digits.labels
    for layer, kept, values in zip(found.layers, found.kept, heard(network, few_digits.images), strict=True):
        np.testing.assert_allclose(kept, values, atol=1e-5)
        values = kept.numpy()  # the order of numbers that are nearly equal is a matter of rounding
        for unit, column in enumerate(values.T):
            most, least = (np.argsort(sign * column, kind="stable")[:SHOWN] for sign in (-1, 1))
            np.testing.assert_array_equal(layer.most[unit], most)
            np.testing.assert_array_equal(layer.most_values[unit], column[most])
            np.testing.assert_array_equal(layer.least[unit], least)
            np.testing.assert_array_equal(layer.least_values[unit], column[least])
            for label in range(10):
                of_class = column[labels == label]
                assert layer.means[unit, label] == pytest.approx(of_class.mean(), abs=1e-5)
                assert layer.zeros[unit, label] == (of_class == 0).sum()
                expected = np.histogram(of_class[of_class != 0], layer.edges(unit))[0]
                np.testing.assert_array_equal(layer.counts[unit, label], expected)
            assert HALF / 2 <= np.abs(column).max() / layer.width[unit] < HALF or not column.any()


def test_bins_are_widened_until_all_is_within(few_digits, monkeypatch):
    """Each part is far brighter than the one before."""
    monkeypatch.setattr(module, "CHUNK", 30)
    images = (few_digits.images * np.geomspace(1 / 255, 1, 300)[:, None, None]).astype(np.uint8)
    network = FeedForward(NetworkSpec((5,), activation="identity"), 2)
    for layer in network.layers:
        layer.bias.data.zero_()
    found = activity(network, type(few_digits)(images, few_digits.labels, "brighter"))
    for unit, column in enumerate(found.kept[0].numpy().T):
        expected = np.histogram(column[column != 0], found.layers[0].edges(unit))[0]
        np.testing.assert_array_equal(found.layers[0].counts[unit].sum(0), expected)


def test_what_is_too_large_is_not_kept_and_all_else_is_the_same(network, few_digits, monkeypatch):
    whole = activity(network, few_digits)
    monkeypatch.setattr(module, "KEPT", 300 * 16 * 4 - 1)
    found = activity(network, few_digits)
    assert found.kept is None
    np.testing.assert_array_equal(found.layers[1].counts, whole.layers[1].counts)


def test_few_images_none_and_numbers_beyond_all_bounds(few_digits):
    network = FeedForward(NetworkSpec((4, 3), activation="leaky_relu"))
    layer = activity(network, few_digits.take(np.arange(2))).layers[0]
    assert layer.most.shape == (4, 2)
    assert np.isnan(layer.means[:, layer.support == 0]).all()
    assert activity(network, few_digits.take(np.arange(0))).layers[1].least.shape == (3, 0)
    network.flat.mul_(1e30)
    strange = activity(network, few_digits).layers[1]
    assert strange.counts.sum() == 0
    assert not np.isfinite(strange.most_values).any()


def test_it_says_how_far_it_is_and_gives_up(network, few_digits, in_parts):
    shares = []
    activity(network, few_digits, shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    with pytest.raises(Cancelled):
        activity(network, few_digits, cancelled=lambda: True)


def test_the_weights_that_come_in_are_a_picture_where_they_come_from_pixels(network):
    first, second = incoming(network, 1, 4), incoming(network, 2, 6)
    np.testing.assert_array_equal(first, network.layers[0].weight[4].detach().view(28, 28))
    np.testing.assert_array_equal(second, network.layers[1].weight[6].detach())
    wide = FeedForward(NetworkSpec((784, 2)))
    assert incoming(wide, 2, 1).shape == (784,), "these come from units, not from pixels"


def test_every_activation_is_known():
    assert {"relu", "leaky_relu", "tanh", "sigmoid", "identity"} == set(ACTIVATIONS)
