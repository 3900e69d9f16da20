"""A configuration is one that can be trained with."""

import math
from itertools import pairwise

import pytest

from engine.errors import UserError
from engine.training.config import TrainingConfig


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("epochs", 0),
        ("epochs", -1),
        ("epochs", 1_000_000),
        ("batch_size", 0),
        ("learning_rate", 0),
        ("learning_rate", -0.1),
        ("learning_rate", math.inf),
        ("learning_rate", 1e300),
        ("learning_rate", math.nan),
        ("optimizer", "lion"),
        ("seed", -1),
        ("seed", 2**32),
        ("momentum", 1),
        ("momentum", -0.1),
        ("momentum", math.nan),
        ("weight_decay", -1),
        ("weight_decay", math.inf),
        ("weight_decay", 1e300),
        ("dropout", 1),
        ("dropout", -0.1),
        ("schedule", "linear"),
    ],
)
def test_values_that_cannot_be_trained_with_are_refused_with_the_name_of_the_field(field, value):
    with pytest.raises(UserError) as refused:
        TrainingConfig(**{field: value})
    assert refused.value.field == field


def test_the_learning_rate_is_constant_unless_asked_otherwise():
    config = TrainingConfig(epochs=10, learning_rate=0.2)
    assert {config.rate(epoch) for epoch in range(1, 11)} == {0.2}


def test_a_cosine_schedule_goes_from_the_learning_rate_to_nearly_zero():
    config = TrainingConfig(epochs=10, learning_rate=0.2, schedule="cosine")
    rates = [config.rate(epoch) for epoch in range(1, 11)]
    assert rates[0] == 0.2
    assert rates[5] == pytest.approx(0.1)
    assert all(one > other for one, other in pairwise(rates))
    assert 0 < rates[-1] < 0.01
