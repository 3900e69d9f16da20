"""What a lesson sees of a run."""

import numpy as np

from engine.digits.changes import LEFT_OUT, Change, Changes
from engine.digits.dataset import Digits
from engine.lesson.names import RUN_SIGNS
from engine.lesson.run_facts import never_said, run_facts
from engine.networks.network import NetworkSpec
from engine.runs.run import Run
from engine.training.config import TrainingConfig

DICE = np.random.default_rng(8)
LABELS = np.arange(600) % 10
IMAGES = (DICE.random((10, 28, 28)) * 255).astype(np.uint8)[LABELS]  # one picture for each digit
DIGITS = Digits(IMAGES, LABELS, "some")


def trained(changes=Changes()):  # noqa: B008  # frozen
    config = TrainingConfig(epochs=5, optimizer="adam", learning_rate=0.01)
    run = Run(NetworkSpec((16,)), config, DIGITS, 0.2, None, changes)
    run.carry_out(None)
    return run


def test_the_facts_are_those_of_the_history_and_the_settings():
    run = trained()
    found = run_facts(run, 2)
    assert set(found) == set(RUN_SIGNS) - {"never says"}
    assert found["accuracy"] == run.history.test_accuracy[2]
    assert found["gap"] == run.history.train_accuracy[2] - run.history.test_accuracy[2]
    assert (found["epochs"], found["trained parameters"]) == (2.0, 784 * 16 + 16 + 160 + 10)


def test_a_digit_that_was_left_out_is_never_said():
    assert never_said(trained(Changes((Change(LEFT_OUT, (4,), "training"),)))) == ("4",)
    assert never_said(trained()) == ()
