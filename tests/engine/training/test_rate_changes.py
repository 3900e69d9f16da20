"""The learning rate is changed while a network trains: at the next batch, as a plain loop of torch would do it."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.errors import UserError
from engine.networks.network import FeedForward, NetworkSpec
from engine.randomness import ORDER, generator
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.rate_changes import RateChange, Rates, last_rates, rate_at
from engine.training.trainer import Diverged, train

SPEC, BATCHES = NetworkSpec((12, 7)), 15  # of 32 images, in an epoch of 500
CONFIGS = {
    "sgd": {"learning_rate": 0.05},
    "momentum": {"momentum": 0.9},
    "decay": {"weight_decay": 0.1},
    "rmsprop": {"optimizer": "rmsprop", "learning_rate": 1e-3},
    "adam": {"optimizer": "adam", "learning_rate": 1e-3},
    "cosine": {"schedule": "cosine", "optimizer": "adam", "learning_rate": 1e-3},
}


class Changing(Control):
    """Changes the rate before some batches, counted from 1 over all epochs; stops before one of them."""

    def __init__(self, rates, stop=math.inf):
        super().__init__(resumable=True)
        self._rates, self._stop, self._batch = rates, stop, 0

    @property
    def paused(self):
        """Asked once before each batch."""
        self._batch += 1
        for rate in self._rates.get(self._batch, ()):
            self.set_learning_rate(rate)
        if self._batch == self._stop:
            self.stop()
        return False


@pytest.fixture(scope="module")
def sets(some_digits, few_digits):
    return some_digits.take(np.arange(500)), few_digits


def trained(config, sets, rates, stop=math.inf, resume=None):
    control = Changing(rates, stop)
    return list(train(SPEC, config, *sets, control, resume=resume)), control


@pytest.mark.parametrize("name", CONFIGS)
def test_it_trains_as_a_plain_loop_whose_rate_is_set_before_the_same_batches(reference, sets, name):
    config = TrainingConfig(epochs=3, seed=2, **CONFIGS[name])
    down, up = config.learning_rate / 7, config.learning_rate * 1.5
    reports, control = trained(config, sets, {8: [down], 2 * BATCHES + 1: [1.0, up]})
    model, order_of = reference(FeedForward(SPEC, seed=2), config), generator(2, ORDER)
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(model.optimizer, config.epochs)
    train_set, losses, count = sets[0], [], 0
    for _epoch in range(config.epochs):
        for at in torch.randperm(500, generator=order_of).numpy()[: BATCHES * 32].reshape(BATCHES, 32):
            count += 1
            if count in (8, 2 * BATCHES + 1):
                model.optimizer.param_groups[0]["lr"] = down if count == 8 else up
            losses.append(model.train_batch(train_set.images[at], train_set.labels[at]))
        if config.schedule == "cosine":
            cosine.step()
    found = np.concatenate([report.batch_losses for report in reports])
    np.testing.assert_allclose(found, losses, rtol=2e-4, atol=1e-5)
    for ours, theirs in zip(reference(control.latest()).parameters(), model.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=1e-4)
    assert control.progress().rate_changes == (RateChange(1, 8, down), RateChange(3, 1, up))
    assert [report.rate_changes for report in reports] == [(), (RateChange(1, 8, down),), (), (RateChange(3, 1, up),)]
    assert [report.learning_rate for report in reports[1:]] == last_rates(config, control.progress().rate_changes, 3)


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("stop", [BATCHES + 5, BATCHES + 12, 2 * BATCHES + 1])
def test_stopped_and_resumed_it_equals_the_uninterrupted_run_bit_for_bit(sets, assert_same_course, name, stop):
    """Stopped before the change, after it within its epoch, and after that; the epoch under way is trained again."""
    config = TrainingConfig(epochs=4, seed=3, **CONFIGS[name])
    whole, whole_control = trained(config, sets, {5: [0.001], BATCHES + 9: [0.002]})
    first, first_control = trained(config, sets, {5: [0.001], BATCHES + 9: [0.002]}, stop)
    point = replace(first_control.checkpoint(), rate_changes=first_control.progress().rate_changes)
    again = {9: [0.002]} if stop < BATCHES + 9 else {}  # in the former case it had not come yet
    second, second_control = trained(config, sets, again, resume=point)
    assert_same_course(first + second, whole)
    assert torch.equal(second_control.latest().flat, whole_control.latest().flat)
    assert second_control.checkpoint().rate_changes == whole_control.checkpoint().rate_changes


def test_from_an_earlier_checkpoint_what_came_after_it_is_undone(sets):
    config = TrainingConfig(epochs=3)
    _, control = trained(config, sets, {2: [0.5]}, stop=BATCHES + 2)
    early = control.checkpoint()
    plain, _ = trained(config, sets, {2: [0.5]})
    later, later_control = trained(config, sets, {2: [0.5], BATCHES + 4: [0.1]}, stop=BATCHES + 8)
    assert early.rate_changes == later_control.checkpoint().rate_changes[:1] == (RateChange(1, 2, 0.5),)
    rest, rest_control = trained(config, sets, {}, resume=early)
    assert [report.loss for report in rest] == [report.loss for report in plain[2:]]
    assert rest_control.progress().rate_changes == early.rate_changes
    assert len(later) == 2


def test_a_rate_that_was_asked_for_while_it_held_and_stopped_is_that_of_the_next_batch_when_it_goes_on(sets):
    config = TrainingConfig(epochs=2)
    _, control = trained(config, sets, {BATCHES + 3: [0.1]}, stop=BATCHES + 3)
    assert control.progress().rate_changes == (RateChange(2, 3, 0.1),)


def test_a_new_wish_takes_the_place_of_what_was_to_come_again(sets):
    config = TrainingConfig(epochs=2)
    _, control = trained(config, sets, {BATCHES + 9: [0.1]}, stop=BATCHES + 12)
    point = replace(control.checkpoint(), rate_changes=control.progress().rate_changes)
    _, control = trained(config, sets, {4: [0.02]}, resume=point)
    assert control.progress().rate_changes == (RateChange(2, 4, 0.02),)
    _, control = trained(config, sets, {4: [0.01]}, resume=point)  # it is that already, and stays
    assert control.progress().rate_changes == ()


def test_a_rate_that_is_too_high_now_is_named(sets):
    with pytest.raises(Diverged, match="than 1000"):
        trained(TrainingConfig(epochs=5), sets, {3: [1000.0]})


@pytest.mark.parametrize("rate", [0, -1, math.nan, math.inf, 1e31])
def test_what_is_no_rate_is_refused_and_changes_nothing(rate):
    control = Control()
    with pytest.raises(UserError) as refused:
        control.set_learning_rate(rate)
    assert refused.value.field == "learning_rate"
    assert not control.asked_rates


@pytest.mark.parametrize("what", [(0, 1, 0.1), (1, 0, 0.1), (1, 1, -0.1)])
def test_a_change_that_cannot_be_is_refused(what):
    with pytest.raises(UserError):
        RateChange(*what)


def test_the_newest_change_up_to_a_batch_counts():
    config, changes = TrainingConfig(), (RateChange(2, 5, 0.1), RateChange(2, 9, 0.2), RateChange(4, 1, 0.3))
    at = {(1, 99): 0.01, (2, 4): 0.01, (2, 5): 0.1, (2, 8): 0.1, (2, 9): 0.2, (3, 1): 0.2, (4, 1): 0.3, (60, 1): 0.3}
    assert {when: rate_at(config, changes, *when) for when in at} == at
    assert last_rates(config, changes, 5) == [0.01, 0.2, 0.2, 0.3, 0.3]


def test_a_cosine_goes_on_from_a_change_in_proportion():
    config = TrainingConfig(epochs=10, schedule="cosine")
    changes = (RateChange(4, 2, 0.5),)
    assert rate_at(config, changes, 4, 1) == config.rate(4)
    assert rate_at(config, changes, 4, 2) == 0.5
    assert rate_at(config, changes, 7, 1) == pytest.approx(0.5 * config.rate(7) / config.rate(4))


def test_the_rate_that_it_has_already_is_no_change():
    rates = Rates(TrainingConfig())
    rates.change(3, 4, 0.01)
    assert rates.changes == ()
    rates.change(3, 4, 0.1)
    rates.change(3, 9, 0.1)
    assert rates.changes == rates.of_epoch(3) == (RateChange(3, 4, 0.1),)
    assert rates.of_epoch(2) == ()
