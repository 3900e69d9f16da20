"""A training that gets nowhere is told what to try, and what it is told helps: each case is really trained."""

import numpy as np
import pytest

from engine.digits.splitting import split
from engine.networks.network import NetworkSpec
from engine.training.advice import PATIENCE, advice, at_chance
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport, History
from engine.training.trainer import train


def history_of(spec, config, sets, epochs=PATIENCE):
    history = History(config.epochs)
    for report in train(spec, config, *sets):
        history.append(report)
        if report.epoch == epochs:
            break
    return history


def told(spec, config, sets, epochs=PATIENCE):
    return advice(spec, config, history_of(spec, config, sets, epochs))


def network(layers=3, **spec):
    return NetworkSpec(hidden=(32,) * layers, **spec)


@pytest.fixture(scope="module")
def sets(lesson_digits):
    return lesson_digits.take(np.arange(3_000)), lesson_digits.take(np.arange(3_000, 3_500))


SOFTMAX = {"output": "softmax"}
LOG = {}
TOO_HIGH = [
    (SOFTMAX, "adam", 100.0, "100 is too high for Adam here: try 0.001"),
    (SOFTMAX, "adam", 0.1, "0.1 is too high for Adam here: try 0.001"),
    (SOFTMAX, "rmsprop", 1.0, "1 is too high for RMSprop here: try 0.001"),
    (SOFTMAX, "sgd", 10.0, "10 is too high for SGD here: try 0.01"),
    (LOG, "sgd", 2.0, "2 is too high for SGD here: try 0.01"),
    (LOG, "sgd", 5.0, "5 is too high for SGD here: try 0.01"),
    (LOG, "adam", 1.0, "1 is too high for Adam here: try 0.001"),
    (LOG, "rmsprop", 0.1, "0.1 is too high for RMSprop here: try 0.001"),
    ({"activation": "sigmoid"}, "sgd", 10.0, "10 is too high for SGD here: try 0.01"),
]


@pytest.mark.parametrize(("spec", "optimizer", "rate", "words"), TOO_HIGH)
def test_after_a_jump_of_the_loss_a_smaller_rate_is_advised_and_never_a_higher_one(spec, optimizer, rate, words, sets):
    note = told(network(**spec), TrainingConfig(optimizer=optimizer, learning_rate=rate), sets)
    assert note.startswith("Still at chance after 5 epochs: the loss jumped")
    assert words in note
    assert "higher" not in note


def test_where_the_lessons_rate_is_too_high_a_tenth_is_advised_and_helps(sets):
    spec, config = network(input_range=(0.0, 255.0)), TrainingConfig(learning_rate=0.05)
    assert "0.05 is too high for SGD here: try 0.005" in told(spec, config, sets)
    assert told(spec, TrainingConfig(learning_rate=0.005), sets) is None


def test_too_much_momentum_is_named(sets):
    config = TrainingConfig(learning_rate=0.1, momentum=0.99)
    assert "too high for SGD here: try 0.01 or less momentum" in told(network(), config, sets)


@pytest.mark.parametrize(("optimizer", "rate", "first"), [("sgd", 1e-4, "0.01"), ("adam", 1e-6, "0.001")])
@pytest.mark.parametrize("spec", [LOG, SOFTMAX])
def test_a_rate_that_is_too_low_is_told_with_one_that_is_not(spec, optimizer, rate, first, sets):
    note = told(network(**spec), TrainingConfig(optimizer=optimizer, learning_rate=rate), sets)
    assert f"a learning rate of {rate:g} is low for" in note
    assert note.endswith(f"Try {first}.")


@pytest.mark.parametrize(("layers", "rate"), [(3, 0.01), (5, 0.1), (10, 0.01), (10, 1.0)])
def test_many_layers_of_sigmoid_at_the_loss_of_chance_are_told_of_relu_or_fewer(layers, rate, sets):
    spec, config = network(layers, activation="sigmoid"), TrainingConfig(learning_rate=rate)
    history = history_of(spec, config, sets)
    assert history.loss[PATIENCE] == pytest.approx(np.log(10), abs=0.02)
    assert f"{layers} layers multiply it" in advice(spec, config, history)


def test_one_layer_that_learns_is_told_nothing(sets):
    assert told(network(1), TrainingConfig(learning_rate=0.1), sets) is None


def test_many_layers_begin_slowly(sets):
    note = told(network(10), TrainingConfig(batch_size=16), sets)
    assert "10 hidden layers begin slowly. Wait, or try fewer layers, or Adam at 0.001." in note
    assert told(network(10), TrainingConfig(optimizer="adam", learning_rate=0.001), sets) is None


def test_few_updates_are_told_as_what_they_are(sets):
    few = sets[0].take(np.arange(200)), sets[1]
    assert "only 30 updates" in told(network(), TrainingConfig(), few)


@pytest.mark.parametrize(
    ("setting", "words"),
    [({"dropout": 0.9}, "a dropout of 0.9 leaves too few"), ({"weight_decay": 0.1}, "a weight decay of 0.1 pulls all")],
)
def test_what_holds_it_back_is_named(setting, words, sets):
    assert words in told(network(), TrainingConfig(**setting), sets, epochs=8)


@pytest.mark.parametrize("seed", [0, 2])  # others begin above 15 % by chance
def test_plain_softmax_is_told_why_its_gradient_vanishes(seed, sets):
    note = told(network(**SOFTMAX), TrainingConfig(seed=seed), sets)
    assert "the gradient of −p vanishes" in note
    assert "a higher learning rate, or use log-softmax" in note


@pytest.mark.parametrize(
    ("spec", "config"),
    [
        (LOG, {"learning_rate": 0.1}), (LOG, {"learning_rate": 0.5}),
        (LOG, {"optimizer": "adam", "learning_rate": 0.01}), (LOG, {"optimizer": "rmsprop", "learning_rate": 0.001}),
        (SOFTMAX, {"learning_rate": 0.5}), (SOFTMAX, {"optimizer": "adam", "learning_rate": 0.001}),
        ({"activation": "sigmoid"}, {"optimizer": "adam", "learning_rate": 0.005}),
    ],
)  # fmt: skip
def test_a_network_that_learns_gets_no_note(spec, config, sets):
    assert told(network(**spec), TrainingConfig(**config), sets) is None


def history_at(*accuracies):
    history = History(20)
    for epoch, accuracy in enumerate(accuracies):
        losses = np.full(200 if epoch else 0, 2.3, np.float32)
        history.append(EpochReport(epoch, 2.3, losses, accuracy, accuracy, 0.1))
    return history


@pytest.mark.parametrize(("epochs", "noted"), [(0, False), (4, False), (5, True), (6, True), (12, True)])
def test_it_comes_in_time_and_stays_for_whoever_does_not_look_at_every_epoch(epochs, noted):
    note = advice(NetworkSpec(), TrainingConfig(), history_at(*[10.0] * (epochs + 1)))
    assert bool(note) == noted
    assert not noted or note == (
        f"Still at chance after {epochs} epochs: it begins slowly. "
        "Wait, or try a higher learning rate, such as 0.1, or Adam at 0.001."
    )


def test_nothing_is_said_before_any_epoch():
    assert advice(NetworkSpec(), TrainingConfig(), History(3)) is None


@pytest.mark.parametrize(("accuracy", "noted"), [(14.99, True), (at_chance(10), False)])
def test_from_15_percent_on_a_network_is_not_at_chance(accuracy, noted):
    assert bool(advice(NetworkSpec(), TrainingConfig(), history_at(*[accuracy] * 6))) == noted
    assert advice(NetworkSpec(), TrainingConfig(), history_at(*[10.0] * 6, 60.0)) is None


@pytest.mark.parametrize("output", ["softmax", "log_softmax"])
def test_any_number_of_classes_is_told_from_chance_and_a_jump_from_a_slow_beginning(classed, output):
    spec, sets = network(output=output).fitting(classed), split(classed, 0.2)
    assert "the loss jumped" in told(spec, TrainingConfig(optimizer="adam", learning_rate=1.0), sets)
    slow = told(spec, TrainingConfig(learning_rate=1e-7), sets)
    assert slow is None or "a learning rate of 1e-07 is low" in slow
    assert told(spec, TrainingConfig(optimizer="adam", learning_rate=0.003), sets, 12) is None
