"""How the network that ships is made, in small, and what its file says of it."""

import numpy as np
import pytest
import torch

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.inspection.doubt import DRAWN, PASTED, doubt_from
from engine.networks.files import PRETRAINED, read_facts
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.provenance import from_facts
from scripts.shipped_network.make import Course, Lessons, Recipe, how_sure, provenance, trained
from scripts.shipped_network.writers import recorded

SMALL = Course(2, 0.01, 2, rewritten=(60, 80), synthetic=(50, 50), scribbles=(20, 30), seed=3)


@pytest.fixture(scope="module")
def mnist():
    return bundled("mnist-20k").take(np.arange(300))


@pytest.fixture(scope="module")
def few():
    return recorded().of(np.arange(0, 5994, 60))


def test_what_the_script_would_write_is_what_the_file_says():
    facts = read_facts(PRETRAINED)
    assert from_facts(facts) == provenance(bundled("mnist-60k"))
    assert facts["recipe"] == str(Recipe())
    assert doubt_from(facts, PASTED) != doubt_from(facts, DRAWN)


def test_a_lesson_has_every_image_of_mnist_and_so_many_of_the_others_anew_each_time(mnist, few):
    lessons = Lessons(mnist, few, SMALL)
    first, second = lessons(), lessons()
    assert len(first) == len(second) == 2 * 300 + 60 + 50 + 20
    assert (first.labels[:600] == np.tile(mnist.labels, 2)).all()
    assert (first.images[:300] != first.images[300:600]).any()
    assert (first.images != second.images).any()


def test_the_same_recipe_makes_the_same_network_course_after_course(mnist, few):
    kept = []
    recipe = Recipe(NetworkSpec(hidden=(16,)), (SMALL, SMALL.halved()))
    made = trained(recipe, mnist, few, lambda epoch, network: kept.append((epoch, network.flat.clone())))
    assert [epoch for epoch, _flat in kept] == [1, 2, 1]
    assert torch.allclose(made.flat, (kept[1][1] + kept[2][1]) / 2, atol=1e-6)
    assert torch.equal(made.flat, trained(recipe, mnist, few, lambda *_: None).flat)
    assert (made.log_probabilities(mnist.images).argmax(1) == mnist.labels).mean() > 0.3


def test_how_sure_it_may_be_is_found_by_what_it_has_not_seen(few):
    random = FeedForward(NetworkSpec(hidden=(8,)), seed=0)
    held_out = Digits(few.digits().images, few.labels, "held out")
    degrees, facts = how_sure(random, few, held_out)
    assert degrees > 0
    assert facts["unseen_writers_accuracy"] == f"{100 * _right(random, few):.2f}"
    assert doubt_from(facts) is not None


def _right(network, writers):
    return (network.log_probabilities(writers.digits().images).argmax(axis=1) == writers.labels).mean()
