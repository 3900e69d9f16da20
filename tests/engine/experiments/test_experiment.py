"""An experiment is what its factors make of a plan, and comes back from a file as it was."""

import json
import os

import numpy as np
import pytest

from engine.digits.changes import INVERTED, LEFT_OUT, SHIFTED, TRAINING, Change, Changes
from engine.errors import UserError
from engine.experiments.experiment import Experiment, Factor, as_text, open_experiment, read_factor, save_experiment
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig

BASE = Plan(NetworkSpec((16,)), TrainingConfig(epochs=2), 0.1)


def experiment(factor, seeds=(0, 1), base=BASE):
    return Experiment("mine", base, (factor,), seeds)


@pytest.fixture(scope="module")
def few(lesson_digits):
    return lesson_digits.take(np.arange(600))


FULL = Plan(
    NetworkSpec((16, 8), "tanh", "softmax", (-1.0, 1.0)), TrainingConfig(epochs=2, momentum=0.5, seed=7), 0.25,
    Changes((Change(INVERTED), Change(LEFT_OUT, (3, 4), TRAINING), Change(SHIFTED, 2)), 5), (0.0, 255.0),
)  # fmt: skip


def test_experiments_are_saved_and_opened_with_everything_that_they_do_not_vary(tmp_path):
    made = experiment(Factor("learning_rate", (0.1, 0.01)), seeds=(7, 8), base=FULL)
    save_experiment(tmp_path / "mine.json", made)
    assert open_experiment(tmp_path / "mine.json") == made


def test_an_experiment_that_cannot_be_saved_leaves_the_file_that_was_there(tmp_path, monkeypatch):
    path, made = tmp_path / "mine.json", experiment(Factor("learning_rate", (0.1, 0.01)))
    save_experiment(path, made)
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(UserError, match="No space"):
        save_experiment(path, experiment(Factor("epochs", (1, 2))))
    assert open_experiment(path) == made
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("seeds", [(-1, 0), (2**32 - 1, 2**32)])
def test_seeds_that_no_training_can_have_are_refused_before_any_begins(seeds):
    with pytest.raises(UserError, match="seed"):
        experiment(Factor("epochs", (1, 2)), seeds=seeds)


@pytest.mark.parametrize(
    "factors",
    [
        (Factor("kept", (2, 3)), Factor("left_out", (None, 4))),
        (Factor("depth", (0, 1)), Factor("width", (50, 100))),
        (Factor("width", (50, 100)), Factor("hidden", ((64,), (32,)))),
    ],
)
def test_candidates_that_are_the_same_training_are_refused(factors):
    with pytest.raises(UserError, match="the same training") as refused:
        Experiment("twice", BASE, factors)
    assert refused.value.field == "values"


@pytest.mark.parametrize(
    ("base", "factors", "why"),
    [
        (Plan(config=TrainingConfig(optimizer="adam")), (Factor("momentum", (0.0, 0.9)),), "Only SGD uses momentum."),
        (Plan(), (Factor("optimizer", ("sgd", "rmsprop")), Factor("momentum", (0.0, 0.9))), "Only SGD uses momentum."),
        (Plan(NetworkSpec(())), (Factor("activation", ("relu", "tanh")),), "there is no activation."),
        (Plan(), (Factor("depth", (0, 1)), Factor("dropout", (0.0, 0.2))), "there is no dropout."),
        (Plan(), (Factor("range", (((0.0, 1.0), None), ((0.0, 1.0), (0.0, 1.0)))),), "that of training."),
    ],
)
def test_candidates_that_differ_in_what_has_no_effect_are_refused_and_told_why(base, factors, why):
    with pytest.raises(UserError, match="are the same training: vary other things") as refused:
        Experiment("twice", base, factors)
    assert str(refused.value).endswith(why)
    assert refused.value.field == "values"


def test_the_same_value_twice_is_refused_however_it_is_written():
    for name, text in (("weight_decay", "0, 0.0"), ("weight_decay", "0, −0"), ("batch_size", "8, 08")):
        with pytest.raises(UserError, match="there twice"):
            read_factor(name, text)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("network", None), ("network", {"hidden": "many"}), ("training", {"epochs": "few"}), ("training", {"speed": 1}),
        ("test_fraction", 2), ("changes", {"chosen": [{"kind": "tilted", "value": 0, "where": "both"}], "seed": 0}),
        ("seeds", []), ("seeds", list(range(30))), ("factors", []), ("factors", [{"name": "color", "values": ["red"]}]),
        ("test_range", [0]), ("format", "inkling-experiment-9"),
    ],
)  # fmt: skip
def test_a_damaged_experiment_is_refused_with_its_name(tmp_path, field, value):
    path = tmp_path / "damaged.json"
    save_experiment(path, experiment(Factor("learning_rate", (0.1, 0.01)), base=FULL))
    path.write_text(json.dumps({**json.loads(path.read_text()), field: value}))
    with pytest.raises(UserError, match=r"damaged\.json"):
        open_experiment(path)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"format": "inkling-experiment-1"}', "\x00\xff"])
def test_a_file_that_is_no_experiment_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(UserError, match=r"bad\.json"):
        open_experiment(path)


def test_of_any_classes_it_comes_back_from_its_file(classed, tmp_path):
    base = Plan(NetworkSpec((8,)).fitting(classed))
    made = Experiment("mine", base, (Factor("left_out", (None, 0, 1)),), (0,))
    save_experiment(tmp_path / "mine.json", made)
    assert open_experiment(tmp_path / "mine.json") == made
    known = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert known["network"]["names"] == list(classed.names)
    for fields in ({"classes": 1}, {"names": ["a"]}, {"classes": 2, "names": ["a", "a"]}, {"classes": 10**30}):
        (tmp_path / "bad.json").write_text(json.dumps(known | {"network": known["network"] | fields}), "utf-8")
        with pytest.raises(UserError, match="holds no experiment"):
            open_experiment(tmp_path / "bad.json")
    known["factors"][0]["values"] = ["none", str(classed.classes)]
    (tmp_path / "bad.json").write_text(json.dumps(known), "utf-8")
    with pytest.raises(UserError, match="no class number"):
        open_experiment(tmp_path / "bad.json")


def test_of_ten_digits_its_file_is_what_it_was_before_there_were_others():
    known = json.loads(as_text(Experiment("mine", Plan(), (Factor("left_out", (None, 4)),))))
    assert known["network"].keys() == {"hidden", "activation", "output", "input_range"}
    assert known["factors"] == [{"name": "left_out", "values": ["none", "4"]}]
