"""Runs are named by what they are and reached."""

import math

from engine.networks.network import NetworkSpec
from engine.runs.titles import made_of, title
from engine.training.config import TrainingConfig
from engine.training.rate_changes import RateChange

OTHER = NetworkSpec((50,), "tanh", "softmax", (-1.0, 1.0))
ALL = TrainingConfig(9, 64, 0.001, "sgd", 3, 0.9, 1e-4, 0.2, "cosine", "affine")


def test_beside_the_curves_stands_all_that_made_them():
    assert made_of(NetworkSpec(), TrainingConfig()) == "784-64-32-32-10 · log-softmax · SGD 0.01 · batch 32 · seed 0"
    assert made_of(OTHER, ALL) == (
        "784-50-10 · softmax · SGD 0.001 · batch 64 · seed 3 · tanh · pixels −1 to 1 · momentum 0.9 · "
        "weight decay 0.0001 · dropout 0.2 · cosine schedule · augmented (affine)"
    )


def test_a_title_names_what_is_not_the_lessons_and_the_accuracy():
    assert title(NetworkSpec(output="softmax"), TrainingConfig(), 74.54) == "softmax, SGD 0.01: 74.5 %"
    adam = TrainingConfig(optimizer="adam", learning_rate=0.001, batch_size=8)
    assert title(NetworkSpec((8,)), adam, 95.0) == "784-8-10, log-softmax, Adam 0.001, batch 8: 95.0 %"


def test_changes_of_the_rate_are_told_and_beside_the_curves_also_when():
    changes = tuple(RateChange(epoch, 12, rate) for epoch, rate in ((3, 0.1), (5, 0.05), (9, 0.001), (11, 0.002)))
    assert title(NetworkSpec(), TrainingConfig(), 95.0, changes[:2]) == "log-softmax, SGD 0.01 → 0.1 → 0.05: 95.0 %"
    assert "SGD 0.01 → … → 0.002" in title(NetworkSpec(), TrainingConfig(), 95.0, changes)
    assert " · SGD 0.01 → 0.1 (epoch 3, batch 12) · " in made_of(NetworkSpec(), TrainingConfig(), changes[:1])


def test_when_it_ends_is_told():
    config = TrainingConfig(patience=5, target_accuracy=97.5, validation_fraction=0.1)
    assert made_of(NetworkSpec(), config).endswith("seed 0 · patience 5 · stop at 97.5 % · 10 % for validation")


def test_without_an_accuracy_there_is_none():
    assert title(NetworkSpec(), TrainingConfig(), math.nan) == title(NetworkSpec(), TrainingConfig())
    assert "%" not in title(NetworkSpec(), TrainingConfig())
