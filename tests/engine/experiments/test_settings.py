"""The settings in which two plans differ are told in words."""

from dataclasses import replace

import pytest

from engine.digits.changes import Change, Changes
from engine.experiments.experiment import Factor
from engine.experiments.factors import FACTORS, Plan
from engine.experiments.settings import bare, differences
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig

LESSON = Plan()


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (Plan(config=TrainingConfig(optimizer="adam", learning_rate=0.001)), "SGD 0.01"),
        (Plan(config=TrainingConfig(learning_rate=0.1)), "SGD 0.01"),
        (Plan(config=TrainingConfig(batch_size=8)), "batch 32"),
        (Plan(config=TrainingConfig(epochs=1)), "60 epochs"),
        (Plan(config=TrainingConfig(momentum=0.9)), "no momentum"),
        (Plan(config=TrainingConfig(weight_decay=0.1)), "no weight decay"),
        (Plan(config=TrainingConfig(dropout=0.1)), "no dropout"),
        (Plan(config=TrainingConfig(schedule="cosine")), "a constant rate"),
        (Plan(config=TrainingConfig(augmentation="both")), "no augmentation"),
        (Plan(NetworkSpec(())), "hidden layers of 64, 32, 32 units"),
        (Plan(NetworkSpec(activation="tanh")), "ReLU"),
        (Plan(NetworkSpec(output="softmax")), "log-softmax"),
        (Plan(NetworkSpec(input_range=(0.0, 255.0))), "pixels from 0 to 1"),
        (Plan(test_range=(0.0, 255.0)), "pixels from 0 to 1"),
        (Plan(test_fraction=0.5), "10 % test images"),
        (Plan(changes=Changes((Change("inverted"),))), "images as they are"),
    ],
)
def test_every_setting_that_differs_is_named_as_the_plan_has_it(other, words):
    assert differences(bare(LESSON, ()), bare(other, ())) == [words]
    assert differences(LESSON, LESSON) == []


def test_the_seed_and_what_has_no_effect_are_no_difference():
    other = Plan(config=TrainingConfig(seed=7, epochs=60), changes=Changes((), 5), test_range=(0.0, 1.0))
    assert bare(other, ()) == bare(LESSON, ())


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("optimizer", ("sgd", "adam")), ("learning_rate", (0.01, 0.1)), ("depth", (1, 2)), ("width", (50, 60)),
        ("range", (((0.0, 1.0), None), ((0.0, 255.0), (0.0, 1.0)))), ("kept", (2, 10)), ("left_out", (None, 4)),
        ("images", (200, 2_000)), ("data", ((), (Change("inverted"),))),
    ],
)  # fmt: skip
def test_what_is_varied_is_no_difference(name, values):
    """For a factor that says all of its setting; depth leaves the width, and width the depth."""
    varied = FACTORS[name].vary(LESSON, values[1])
    assert bare(varied, (Factor(name, values),)) == bare(FACTORS[name].vary(LESSON, values[0]), (Factor(name, values),))


def test_depth_and_width_together_say_all_of_the_layers():
    factors = Factor("depth", (1, 2)), Factor("width", (50, 60))
    assert bare(replace(LESSON, spec=NetworkSpec((7, 8))), factors) == bare(LESSON, factors)
