"""A cut unit is one whose activation torch's hooks set to 0: the same sums, the same accuracy to the image."""

import json

import numpy as np
import pytest
import torch

from engine.inspection.activity import activity
from engine.inspection.cutting import (
    all_units,
    cut,
    evaluate_cut,
    facts_of_cut,
    inspection_of_cut,
    logits_from,
    most_lost,
    units_in,
)
from engine.inspection.evaluation import evaluate
from engine.inspection.image_sets import OFFICIAL, ImageSets, Opened, inspect
from engine.networks.files import load_network, read_facts, save_network
from engine.networks.network import FeedForward, NetworkSpec

UNITS = [(1, 2), (1, 7), (2, 0)]


def hooked(network, units, images):
    """The logits when hooks set the activations of these units to 0 before the next layer gets them."""

    def silence(layer):
        def hook(_module, given):
            x = given[0].clone()
            x[:, [unit for place, unit in units if place == layer]] = 0
            return (x,)

        return hook

    hooks = [one.register_forward_pre_hook(silence(place)) for place, one in enumerate(network.layers) if place]
    with torch.no_grad():
        logits = network.logits(network.inputs(images))
    for hook in hooks:
        hook.remove()
    return logits


@pytest.fixture(params=["relu", "sigmoid"])
def network(request):
    return FeedForward(NetworkSpec((9, 7), activation=request.param), 5)


@pytest.mark.parametrize("units", [UNITS, UNITS[2:], []])
def test_cut_units_are_as_hooks_silence_them(network, few_digits, units):
    before = network.flat.clone()
    made, expected = cut(network, units), hooked(network, units, few_digits.images)
    with torch.no_grad():
        torch.testing.assert_close(made.logits(made.inputs(few_digits.images)), expected)
    assert torch.equal(network.flat, before), "the original stays as it is"
    found = activity(network, few_digits)
    for kept in (found, activity_without(found)):
        evaluation = evaluate_cut(kept, made, units)
        torch.testing.assert_close(torch.from_numpy(evaluation.evidence), torch.log_softmax(expected, 1))
        np.testing.assert_array_equal(evaluation.guesses, expected.argmax(1))


def activity_without(found):
    """The same where nothing was kept."""
    return type(found)(found.network, found.digits, found.layers, None)


def test_the_lessons_network_loses_the_same_images_as_by_hooks(some_digits):
    network = FeedForward(NetworkSpec(), 1)
    units = [*((1, unit) for unit in range(0, 64, 3)), (2, 5), (3, 31)]
    evaluation = evaluate_cut(activity(network, some_digits), cut(network, units), units)
    right = hooked(network, units, some_digits.images).argmax(1).numpy() == some_digits.labels
    np.testing.assert_array_equal(evaluation.right, right)


def test_sums_from_any_layer_are_those_of_the_whole(network, few_digits):
    with torch.no_grad():
        x = network.inputs(few_digits.images)
        torch.testing.assert_close(logits_from(network, 0, x), network.logits(x))
        kept = activity(network, few_digits).kept
        for layer in (1, 2):
            torch.testing.assert_close(logits_from(network, layer, kept[layer - 1]), network.logits(x))


def test_an_inspection_of_the_copy_is_as_if_it_had_been_inspected_itself(network):
    sets = ImageSets()
    whole, made = inspect(sets, network, None, OFFICIAL, Opened()), cut(network, UNITS)
    found = inspection_of_cut(whole, activity(network, whole.evaluation.digits), made, UNITS)
    expected = inspect(sets, made, None, OFFICIAL, Opened())
    assert found.network is made
    assert found.evaluation.accuracy == expected.evaluation.accuracy
    np.testing.assert_array_equal(found.evaluation.confusion, expected.evaluation.confusion)
    for ours, theirs in ((found.now, expected.now), (found.start, expected.start)):
        np.testing.assert_array_equal(np.stack(ours), np.stack(theirs))
    np.testing.assert_array_equal(found.first_layer.weights, expected.first_layer.weights)


def test_the_classes_that_lost_most_come_first(few_digits):
    network = FeedForward(NetworkSpec(()), 0)
    before = evaluate(network, few_digits)
    after = type(before)(few_digits, before.evidence.copy())
    lost = np.flatnonzero(before.right & (few_digits.labels == few_digits.labels[before.right][0]))
    after.evidence[lost] = np.roll(after.evidence[lost], 1, 1)
    found = most_lost(before, after)
    assert [(one.place, one.images, one.after) for one in found] == [(int(few_digits.labels[lost[0]]), len(lost), 0.0)]
    assert found[0].before == before.recall[found[0].place]
    assert most_lost(before, before) == []


def test_a_saved_copy_says_where_it_comes_from(network, tmp_path):
    path = tmp_path / "cut.safetensors"
    save_network(path, cut(network, UNITS), facts_of_cut({"doubt_one": "0.9", "made_by": "me"}, "Yours", UNITS))
    facts = read_facts(path)
    assert units_in(facts) == ("Yours", 3)
    assert json.loads(facts["cut_units"]) == [list(unit) for unit in UNITS]
    assert facts["made_by"] == "me"
    assert "doubt_one" not in facts, "that was measured with all units"
    assert not load_network(path).layers[1].weight[:, [2, 7]].any()
    for nonsense in ({}, {"cut_from": "x", "cut_units": "7"}, {"cut_from": "x", "cut_units": "["}):
        assert units_in(nonsense) == ("", 0)


def test_all_units_are_those_of_the_hidden_layers():
    assert all_units(FeedForward(NetworkSpec((2, 1)))) == [(1, 0), (1, 1), (2, 0)]
