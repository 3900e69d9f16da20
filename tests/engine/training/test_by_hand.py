"""The four presses are one batch of the training, to the last bit, and their numbers are those of autograd."""

import math

import numpy as np
import pytest
import torch
from torch.testing import assert_close

from engine.digits.changes import Change, Changes
from engine.errors import UserError
from engine.networks.network import NetworkSpec, layer_views
from engine.training.by_hand import batch_of_new, by_hand
from engine.training.config import TrainingConfig

KINDS = {
    "sgd": TrainingConfig(learning_rate=0.05),
    "momentum": TrainingConfig(learning_rate=0.02, momentum=0.9),
    "decay": TrainingConfig(learning_rate=0.05, weight_decay=0.01),
    "rmsprop": TrainingConfig(optimizer="rmsprop", learning_rate=0.001),
    "adam": TrainingConfig(optimizer="adam", learning_rate=0.001),
    "dropout": TrainingConfig(optimizer="adam", learning_rate=0.001, dropout=0.3),
    "augmented": TrainingConfig(batch_size=50, augmentation="both"),
    "cosine": TrainingConfig(epochs=4, schedule="cosine", momentum=0.5),
}
SPEC = NetworkSpec((12, 9))


@pytest.fixture(scope="module")
def sets(some_digits, few_digits):
    return some_digits.take(np.arange(200)), few_digits.take(np.arange(20))


@pytest.mark.parametrize("config", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("output", ["log_softmax", "softmax"])
def test_the_four_presses_are_one_batch_of_the_training_bit_for_bit(sets, config, output):
    spec = NetworkSpec((12, 9), output=output)
    for done in (0, 7):
        begun = batch_of_new(spec, config, *sets, None, done)
        batch = by_hand(begun)
        assert torch.equal(batch.after.flat, batch_of_new(spec, config, *sets, None, done + 1).network.flat)
        assert not torch.equal(batch.after.flat, begun.network.flat)


@pytest.mark.parametrize("kind", ["sgd", "momentum", "decay", "rmsprop", "adam"])
def test_losses_gradients_and_updates_are_those_of_torch(reference, sets, kind):
    config = KINDS[kind]
    model = None
    for done in range(3):
        begun = batch_of_new(SPEC, config, *sets, None, done)
        if model is None:
            model = reference(begun.network, config)  # its optimiser's state goes on from batch to batch
        batch, before = by_hand(begun), [p.clone() for p in model.parameters()]
        gradients = model.gradients(begun.images, begun.labels)
        loss = model.train_batch(begun.images, begun.labels)
        assert_close(torch.tensor(batch.loss), torch.tensor(loss))
        after = model.loss(begun.images, begun.labels).detach()
        assert_close(torch.tensor(batch.loss_after), after)
        for layer, (gradient, old, new) in zip(
            batch.layers, zip(gradients, before, model.parameters(), strict=True), strict=True
        ):
            assert_close(torch.tensor(layer.gradient), gradient.norm(), check_dtype=False)
            assert_close(torch.tensor(layer.parameters), old.norm(), check_dtype=False)
            assert_close(torch.tensor(layer.update), (new - old).norm(), check_dtype=False, rtol=1e-4, atol=1e-6)
        weights = [torch.from_numpy(weight) for weight, _bias in batch.gradients]
        live = slice(None) if begun.live is None else begun.live
        assert_close(weights[0], gradients[0][: 12 * 784].view(12, 784)[:, live])


def test_the_evidence_is_that_of_the_network_and_the_loss_its_mean(sets):
    begun = batch_of_new(SPEC, TrainingConfig(), *sets, None)
    batch = by_hand(begun)
    evidence = begun.network.log_probabilities(begun.images)
    assert_close(torch.from_numpy(batch.log_probabilities), torch.from_numpy(evidence))
    assert batch.losses == pytest.approx(-evidence[np.arange(32), begun.labels], rel=1e-5)
    assert batch.loss == pytest.approx(batch.losses.mean(), rel=1e-5)


def test_with_dropout_before_and_after_have_the_same_units_dropped(sets):
    begun = batch_of_new(SPEC, TrainingConfig(learning_rate=1e-9, dropout=0.5), *sets, None)
    batch = by_hand(begun)
    assert batch.loss_after == pytest.approx(batch.loss, rel=1e-4)
    assert np.abs(batch.log_probabilities - begun.network.log_probabilities(begun.images)).max() > 0.01


def test_the_norms_of_all_layers_are_those_of_the_whole(sets):
    begun = batch_of_new(SPEC, TrainingConfig(), *sets, None)
    batch = by_hand(begun)
    moved = batch.after.flat - begun.network.flat
    assert batch.whole.update == pytest.approx(float(moved.norm()), rel=1e-5)
    assert batch.whole.relative == pytest.approx(float(moved.norm() / begun.network.flat.norm()), rel=1e-5)
    assert len(batch.layers) == len(list(layer_views(moved, SPEC.sizes)))
    assert math.isfinite(batch.whole.gradient)


def test_the_images_are_as_the_network_gets_them(sets):
    changes = Changes((Change("inverted"),))
    begun = batch_of_new(SPEC, TrainingConfig(), *sets, changes.after_augmentation)
    plain = batch_of_new(SPEC, TrainingConfig(), *sets, None)
    assert np.array_equal(begun.images, 255 - plain.images)


def test_after_the_last_batch_nothing_comes(sets):
    assert batch_of_new(SPEC, TrainingConfig(epochs=1), *sets, None, 6) is None
    assert batch_of_new(SPEC, TrainingConfig(epochs=1), *sets, None, 5).batch == 5


def test_what_cannot_be_trained_is_refused(sets):
    with pytest.raises(UserError, match="larger than the training set"):
        batch_of_new(SPEC, TrainingConfig(batch_size=500), *sets, None)
