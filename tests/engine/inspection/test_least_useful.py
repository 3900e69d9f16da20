"""The order of the least useful units is what cutting each and judging the images anew says."""

import numpy as np
import pytest
import torch

from engine.apart import Cancelled
from engine.errors import UserError
from engine.inspection import least_useful as module
from engine.inspection.cutting import all_units, cut
from engine.inspection.evaluation import evaluate
from engine.inspection.least_useful import least_useful
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train


@pytest.fixture(scope="module")
def network(some_digits):
    """After an epoch; one unit of each layer has nothing to say."""
    control = Control()
    spec, config = NetworkSpec((7, 5)), TrainingConfig(epochs=1, learning_rate=0.1)
    for _ in train(spec, config, some_digits, some_digits, control):
        pass
    made = control.latest().copy()
    with torch.no_grad():
        made.layers[1].weight[:, 3] = 0
        made.layers[2].weight[:, 1] = 0
    return made


def cost(network, gone, digits):
    """How many images are right, and the loss, by the slow way."""
    evaluation = evaluate(cut(network, gone), digits)
    return -int(evaluation.right.sum()), -float(evaluation.true_evidence.mean(dtype=np.float64))


def test_each_next_unit_is_the_one_that_costs_least(network, few_digits):
    found = least_useful(network, few_digits)
    finding, gone = few_digits.take(found.found_on), []
    assert sorted(found.order) == all_units(network)
    assert found.at_a_time == 1
    for unit in found.order:
        costs = {rest: cost(network, [*gone, rest], finding) for rest in all_units(network) if rest not in gone}
        least = min(costs.values())
        assert costs[unit][0] == least[0]
        assert costs[unit][1] <= min(loss for right, loss in costs.values() if right == least[0]) + 1e-5
        gone.append(unit)


def test_the_curve_is_the_accuracy_on_the_images_that_found_the_order_and_on_others(network, few_digits):
    found = least_useful(network, few_digits)
    assert not set(found.found_on) & set(found.shown_on)
    assert len(found.found_on) + len(found.shown_on) == 300
    assert found.cuts.tolist() == list(range(13))
    for images, curve in ((found.found_on, found.finding), (found.shown_on, found.showing)):
        expected = [evaluate(cut(network, found.order[:k]), few_digits.take(images)).accuracy for k in range(13)]
        assert curve.tolist() == pytest.approx(expected, abs=0.7)  # an image of 150 at most: rounding
    assert found.finding[0] == pytest.approx(evaluate(network, few_digits.take(found.found_on)).accuracy)


def test_many_units_are_taken_some_at_a_time_and_of_many_images_some_are_looked_at(network, few_digits, monkeypatch):
    monkeypatch.setattr(module, "ROUNDS", 4)
    monkeypatch.setattr(module, "FINDING", 40)
    monkeypatch.setattr(module, "POINTS", 5)
    monkeypatch.setattr(module, "ROOM", 1)
    shares = []
    found = least_useful(network, few_digits, shares.append)
    assert (found.at_a_time, len(found.found_on), len(found.cuts)) == (3, 40, 6)
    assert set(np.diff(found.found_on)) <= {6, 8}, "evenly spread over the set"
    assert sorted(found.order) == all_units(network)
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1


def test_it_gives_up_and_refuses_what_cannot_be(network, few_digits):
    with pytest.raises(Cancelled):
        least_useful(network, few_digits, cancelled=lambda: True)
    with pytest.raises(UserError, match="no hidden layer"):
        least_useful(FeedForward(NetworkSpec(())), few_digits)
    with pytest.raises(UserError, match="two images"):
        least_useful(network, few_digits.take(np.arange(1)))
