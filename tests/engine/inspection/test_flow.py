"""What is shown of an image on its way through is what torch computes there."""

import numpy as np
import pytest
import torch
from torch.testing import assert_close

from engine.inspection.flow import flow, formula, link, strongest_links, strongest_units
from engine.networks.network import ACTIVATIONS, FeedForward, NetworkSpec


@pytest.fixture(scope="module")
def image(lesson_digits):
    return lesson_digits.images[7]


def hooked(network, image):
    """What forward hooks see: the sums of each layer."""
    seen = []
    hooks = [
        layer.register_forward_hook(lambda _layer, _x, z: seen.append(z.detach()[0].clone()))
        for layer in network.layers
    ]
    network(network.inputs(image[None]))
    for hook in hooks:
        hook.remove()
    return seen


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(), (64, 32, 32), (300,)], ids=str)
def test_sums_and_activations_are_those_that_hooks_see(image, activation, hidden):
    network = FeedForward(NetworkSpec(hidden, activation, input_range=(-1.0, 1.0)), 3)
    found = flow(network, image)
    sums = hooked(network, image)
    for ours, theirs in zip(found.sums, sums, strict=True):
        assert_close(torch.from_numpy(ours), theirs)
    for ours, theirs in zip(found.given[1:-1], sums[:-1], strict=True):
        assert_close(torch.from_numpy(ours), ACTIVATIONS[activation](theirs))
    assert_close(torch.from_numpy(found.given[0]), network.inputs(image[None])[0])
    assert_close(torch.from_numpy(found.probabilities), torch.softmax(sums[-1], 0))
    assert_close(torch.from_numpy(found.log_probabilities), torch.log_softmax(sums[-1], 0))
    assert found.guess == int(sums[-1].argmax())


def test_terms_rest_and_bias_add_up_to_the_sum(image):
    network = FeedForward(NetworkSpec((64, 32)), 1)
    found = flow(network, image)
    for layer, unit in ((1, 5), (2, 31), (3, 0)):
        made = formula(found, layer, unit, 4)
        parts = sum(term.product for term in made.terms) + made.rest + made.bias
        assert parts == pytest.approx(made.total, abs=1e-5)
        assert made.total == found.sums[layer - 1][unit]
        sizes = [abs(term.product) for term in made.terms]
        assert sizes == sorted(sizes, reverse=True)
        assert len(made.terms) + made.others == network.layers[layer - 1].in_features
        weight = network.layers[layer - 1].weight[unit]
        products = np.abs((weight * torch.from_numpy(found.given[layer - 1])).detach().numpy())
        assert sizes == pytest.approx(np.sort(products)[::-1][: len(sizes)], rel=1e-5)


def test_of_a_sum_of_nothing_only_the_bias_is_left():
    network = FeedForward(NetworkSpec((8,)), 1)
    made = formula(flow(network, np.zeros((28, 28), np.uint8)), 1, 2, 4)
    assert made.terms == ()
    assert made.total == pytest.approx(made.bias)


def test_the_strongest_links_are_those_of_all_products(image):
    network = FeedForward(NetworkSpec((64, 32)), 1)
    found = flow(network, image)
    units = np.array([3, 9, 20])
    for layer, below in ((1, None), (2, np.arange(0, 64, 2))):
        links = strongest_links(found, layer, units, below, 15)
        weight, given = network.layers[layer - 1].weight.detach().numpy(), found.given[layer - 1]
        every = np.abs(weight[units] * given)[:, slice(None) if below is None else below].ravel()
        assert np.abs(links.products) == pytest.approx(np.sort(every)[::-1][:15], rel=1e-6)
        for unit_below, unit, product in zip(*links, strict=True):
            term = link(found, layer, int(unit), int(unit_below))
            assert product == pytest.approx(term.product, rel=1e-6)


def test_links_that_add_nothing_are_left_out():
    network = FeedForward(NetworkSpec((8,)), 1)
    found = flow(network, np.zeros((28, 28), np.uint8))
    assert len(strongest_links(found, 1, np.arange(8), None, 20).products) == 0


def test_the_strongest_units_are_in_their_order():
    assert strongest_units(np.array([0.1, -5.0, 3.0, 0.0, 4.0]), 3).tolist() == [1, 2, 4]
    assert strongest_units(np.array([np.nan, 1.0, np.inf]), 2).tolist() == [1, 2]
    assert strongest_units(np.array([1.0]), 5).tolist() == [0]
    assert strongest_units(np.array([1.0, 2.0]), 0).tolist() == []
