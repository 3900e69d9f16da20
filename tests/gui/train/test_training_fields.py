"""The form's fields say the lesson's values, and offer what the engine can do."""

import pytest

from engine.digits.dataset import DIGIT_NAMES
from engine.networks.network import NetworkSpec
from engine.numbers import Marks, use
from engine.training.config import TrainingConfig
from gui.train.training_fields import FIELDS, tooltip

BY_NAME = {field.name: field for field in FIELDS}


def test_names_are_unique_in_the_window():
    assert len(BY_NAME) == len(FIELDS) == len({field.object_name for field in FIELDS})


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_each_begins_with_the_lessons_value_and_explains_itself(field):
    lesson = {name: getattr(NetworkSpec(), name) for name in ("activation", "output")}
    lesson |= {name: getattr(TrainingConfig(), name) for name in TrainingConfig.__dataclass_fields__}
    lesson |= {"hidden": ", ".join(map(str, NetworkSpec().hidden)), "test_fraction": 10}
    written = "" if field.may_be_empty and not lesson[field.name] else f"{lesson[field.name]}".removesuffix(".0")
    assert field.value in (lesson[field.name], written)
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


@pytest.mark.parametrize(
    ("remembered", "shown"),
    [
        ("0.01", "0,01"),
        ("1e-07", "1e-07"),
        ("-0.5", "−0,5"),
        ("10", "10"),
        ("1.234", "1,2340"),
        ("33.3333333333", "33,3333333333"),
    ],
)
def test_a_number_is_remembered_with_a_point_and_shown_with_the_countrys_mark(german, remembered, shown):
    rate = BY_NAME["learning_rate"]
    assert rate.shown(remembered) == shown
    assert rate.remembered(shown) == remembered


@pytest.mark.parametrize("text", ["", "abc", "1.234,5", "1,234", "1_000", "nan"])
def test_what_is_no_number_is_remembered_and_shown_as_it_is(german, text):
    rate = BY_NAME["learning_rate"]
    assert rate.remembered(text) == rate.shown(text) == text


def test_what_is_ambiguous_here_is_not_taken_for_a_number_elsewhere(german):
    use(Marks(",", "."))
    remembered = BY_NAME["learning_rate"].remembered("1.234")
    use(Marks(".", ","))
    assert BY_NAME["learning_rate"].shown(remembered) == "1,234"  # which is refused


@pytest.mark.parametrize("name", ["hidden", "epochs", "batch_size", "seed"])
def test_whole_numbers_and_lists_stay_as_they_are_written(german, name):
    for text in ("64,32", "64", "2.5"):
        assert BY_NAME[name].shown(text) == BY_NAME[name].remembered(text) == text


def test_tooltips_about_digits_have_others_for_other_classes():
    for field in FIELDS:
        assert tooltip(field, DIGIT_NAMES) == field.tooltip
        assert "digit" not in tooltip(field, ("a", "b", "c"))
    assert "the 3 classes" in tooltip(FIELDS[0], ("a", "b", "c"))
