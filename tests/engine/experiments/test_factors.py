"""What is varied is written and read in words, and changes a plan as they say."""

import dataclasses

import pytest

from engine.digits.changes import INVERTED, SHIFTED, TRAINING, Change, Changes
from engine.errors import UserError
from engine.experiments.experiment import Experiment, Factor, read_factor
from engine.experiments.factors import FACTORS, Plan, factors
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig

BASE = Plan(NetworkSpec((16,)), TrainingConfig(epochs=2), 0.1)


def experiment(factor, seeds=(0, 1), base=BASE):
    return Experiment("mine", base, (factor,), seeds)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("learning_rate", 1 / 3), ("learning_rate", 1e-7), ("weight_decay", 0.0), ("momentum", 0.123456789012345),
        ("range", ((0.0, 1e-5), None)), ("range", ((-1e-7, 1 / 3), (0.0, 1e6))), ("range", ((1.0, -1.0), None)),
        ("hidden", ()), ("hidden", (64, 32)), ("left_out", None), ("data", (Change(INVERTED, where=TRAINING),)),
        ("patience", 5),
    ],
)  # fmt: skip
def test_a_value_in_words_is_read_as_the_same_value(name, value):
    made = Factor(name, (value,))
    assert read_factor(name, made.text()) == made


def test_images_as_they_are_are_so_whatever_else_is_chosen():
    base = dataclasses.replace(BASE, changes=Changes((Change(INVERTED), Change(SHIFTED, 2))))
    made = experiment(Factor("data", ((), (Change(INVERTED, where=TRAINING),))), base=base)
    plain, inverted = (candidate.plan.changes.chosen for candidate in made.candidates)
    assert set(plain) == {Change(SHIFTED, 2)}
    assert set(inverted) == {Change(SHIFTED, 2), Change(INVERTED, where=TRAINING)}
    assert made.alike.chosen == (Change(SHIFTED, 2),)


@pytest.mark.parametrize(("name", "text"), [("learning_rate", "0.1, fast"), ("learning_rate", ""), ("colour", "red")])
def test_values_that_make_no_sense_are_told(name, text):
    with pytest.raises(UserError):
        read_factor(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("batch_size", "8 32 128"), ("batch_size", "8, 32 128"), ("images", "200 2000"), ("epochs", "10 060"),
        ("epochs", "10\u202f060"), ("learning_rate", "0.1 0.01"), ("learning_rate", "0.1 .01"), ("dropout", "0 −1"),
    ],
)  # fmt: skip
def test_several_numbers_without_commas_are_refused_and_not_read_as_one(name, text):
    with pytest.raises(UserError, match="is more than one number: write a comma") as refused:
        read_factor(name, text)
    assert refused.value.field == "values"


@pytest.mark.parametrize(
    ("text", "value"), [("18000", 18_000), ("18_000", 18_000), ("1'000'000", 1_000_000), ("007", 7)]
)
def test_thousands_may_be_set_off(text, value):
    assert read_factor("images", text).values == (value,)


@pytest.mark.parametrize("text", ["1_2", "18_00", "1__000", "'100", "²", "٣", "-5", "1e3", "64 units"])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(UserError, match="not understood"):
        read_factor("images", text)


def test_layers_without_commas_are_refused():
    with pytest.raises(UserError, match="not a whole number"):
        read_factor("hidden", "64 32; 100")


def test_a_depth_beyond_all_networks_is_refused_before_it_is_made():
    with pytest.raises(UserError, match="9,999,999,999 hidden layers are too many"):
        FACTORS["depth"].vary(Plan(), 9_999_999_999)


CLOTHES = ("none", "Shirt, long", "Bag", "bag", "Sneaker")


def test_a_class_that_is_left_out_is_written_and_read_by_its_name():
    assert factors()["left_out"].text((None, 4, 7)) == "none, 4, 7"
    made = Factor("left_out", (None, 0, 1, 2, 4))
    assert made.text(CLOTHES) == "–; none; Shirt, long; Bag; Sneaker"
    assert read_factor("left_out", made.text(CLOTHES), CLOTHES) == made
    assert read_factor("left_out", "sneaker", CLOTHES).values == (4,)
    assert made.labels(CLOTHES)[-1] == "Sneaker left out"
    for text in ("BAG", "4", "shoe"):
        with pytest.raises(UserError, match=r"Class left out of training: “.*” is not understood"):
            read_factor("left_out", text, CLOTHES)


def test_letters_of_both_cases_are_told_apart():
    letters = tuple("abcABC")
    assert read_factor("left_out", "none, b, B", letters).values == (None, 1, 4)


def test_what_is_varied_about_classes_is_asked_of_those_that_there_are(classed):
    plan = Plan(NetworkSpec((8,)).fitting(classed))
    for name, kind in factors(classed.names).items():
        assert experiment(Factor(name, kind.samples), base=plan).names == classed.names
    for name, value in (("kept", classed.classes + 1), ("kept", 1), ("left_out", classed.classes)):
        with pytest.raises(UserError, match="class") as refused:
            factors(classed.names)[name].vary(plan, value)
        assert refused.value.field == "values"
