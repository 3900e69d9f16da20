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


@pytest.mark.parametrize(
    ("field", "first", "last", "outside"),
    [
        ("epochs", 1, 100_000, (0, 100_001)),
        ("batch_size", 1, 10**6, (0, 10**6 + 1)),
        ("learning_rate", 5e-324, 1e30, (0.0, 1.1e30)),
        ("seed", 0, 2**32 - 1, (-1, 2**32)),
        ("momentum", 0.0, math.nextafter(1, 0), (-1e-9, 1.0)),
        ("weight_decay", 0.0, 1e30, (-1e-9, 1.1e30)),
        ("dropout", 0.0, math.nextafter(1, 0), (-1e-9, 1.0)),
    ],
)
def test_the_first_and_the_last_value_can_be_trained_with_and_none_beyond(field, first, last, outside):
    for value in (first, last):
        assert getattr(TrainingConfig(**{field: value}), field) == value
    for value in outside:
        with pytest.raises(UserError) as refused:
            TrainingConfig(**{field: value})
        assert refused.value.field == field
