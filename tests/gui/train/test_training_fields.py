"""The form's fields say the lesson's values, and offer what the engine can do."""

import pytest

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from gui.train.training_fields import FIELDS

BY_NAME = {field.name: field for field in FIELDS}


def test_names_are_unique_in_the_window():
    assert len(BY_NAME) == len(FIELDS) == len({field.object_name for field in FIELDS})


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_each_begins_with_the_lessons_value_and_explains_itself(field):
    lesson = {name: getattr(NetworkSpec(), name) for name in ("activation", "output")}
    lesson |= {name: getattr(TrainingConfig(), name) for name in TrainingConfig.__dataclass_fields__}
    lesson |= {"hidden": ", ".join(map(str, NetworkSpec().hidden)), "test_fraction": 10}
    assert field.value in (lesson[field.name], f"{lesson[field.name]}".removesuffix(".0"))
    assert len(field.tooltip) > 20
    if field.choices:
        assert field.value in dict(field.choices)


@pytest.mark.parametrize("name", [field.name for field in FIELDS if field.choices])
def test_every_choice_is_one_that_the_engine_knows(name):
    for value, _ in BY_NAME[name].choices:
        if name in ("activation", "output"):
            NetworkSpec(**{name: value})
        else:
            TrainingConfig(**{name: value})


def test_what_nobody_changes_in_a_first_lesson_is_folded_away():
    assert [field.name for field in FIELDS if not field.folded] == [
        "hidden", "activation", "output", "optimizer", "learning_rate", "batch_size", "epochs",
    ]  # fmt: skip
