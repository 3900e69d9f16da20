"""The program repeats the run: run in a process of its own, it has the losses of the engine."""

import dataclasses

import numpy as np
import pytest

from engine.code.lines import Line
from engine.code.program import PARTS, changed_lines, program
from engine.code.recipe import CROSS_ENTROPY, NLL, Style, beside
from engine.digits.changes import Change, Changes
from engine.digits.readers import Loaded
from engine.errors import UserError
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.rate_changes import RateChange

CHANGES = Changes(
    (
        Change("left_out", (7, 8), "training"), Change("few", 900, "training"), Change("shifted", 3, "testing"),
        Change("binarised"), Change("inverted", where="testing"), Change("scrambled"),
    ),
    seed=5,
)  # fmt: skip
OPTIMIZERS = {
    "sgd": {"learning_rate": 0.1}, "momentum": {"momentum": 0.9},
    "rmsprop": {"optimizer": "rmsprop", "learning_rate": 0.001}, "adam": {"optimizer": "adam", "learning_rate": 0.001},
}  # fmt: skip
SETTINGS = {
    **OPTIMIZERS,
    "softmax": {"output": "softmax", "learning_rate": 0.1},
    "softmax, adam": {"output": "softmax", "optimizer": "adam", "learning_rate": 0.001, "hidden": (20,)},
    "tanh": {"activation": "tanh", "momentum": 0.5, "input_range": (-1.0, 1.0), "test_fraction": 0.25},
    "sigmoid": {"activation": "sigmoid", "hidden": (30,), "learning_rate": 0.5, "seed": 3},
    "leaky ReLU": {"activation": "leaky_relu", "optimizer": "adam", "learning_rate": 0.002, "weight_decay": 0.01},
    "identity": {"activation": "identity", "weight_decay": 0.1, "batch_size": 50, "learning_rate": 0.1},
    "no hidden layer": {"hidden": (), "schedule": "cosine", "learning_rate": 0.1},
    "cosine": {"schedule": "cosine", "optimizer": "rmsprop", "learning_rate": 0.002, "seed": 4_294_967_295},
    "dropout": {"dropout": 0.2, "learning_rate": 0.1},
    "changes": {"changes": CHANGES, "learning_rate": 0.1},
    "other changes": {
        "changes": Changes((Change("scrambled_each"), Change("shifted", 27), Change("left_out", (0,)))),
        "input_range": (0.25, 2.0), "test_range": (0.25, 2.0), "learning_rate": 0.1,
    },
    "patience": {"patience": 2, "epochs": 40, "optimizer": "adam", "learning_rate": 0.02, "hidden": (12,)},
    "target": {"target_accuracy": 75.0, "epochs": 40, "learning_rate": 0.1, "momentum": 0.5},
    "validation": {
        "validation_fraction": 0.2, "patience": 1, "epochs": 40, "optimizer": "adam", "learning_rate": 0.02,
        "hidden": (12,), "changes": Changes((Change("scrambled_each"), Change("left_out", (5,)), Change("shifted", 2))),
    },
    "validation, augmentation": {
        "validation_fraction": 0.3, "target_accuracy": 45.0, "epochs": 9, "optimizer": "adam", "learning_rate": 0.003,
        "augmentation": "affine", "changes": Changes((Change("inverted"), Change("few", 900))),
    },
    "augmentation": {"augmentation": "both", "changes": Changes((Change("inverted"),)), "learning_rate": 0.1},
}  # fmt: skip
CROSS = {"sgd", "adam", "tanh", "dropout"}
"""Of the settings, those whose loss is also written with CrossEntropyLoss."""


CHANGED = ("momentum", "adam", "cosine")
"""Those of which the rate is also changed while they train."""
RATES = (RateChange(1, 9, 0.004), RateChange(3, 1, 0.002))


@pytest.fixture(scope="module")
def plans(make_plan):
    return {name: make_plan(**{"epochs": 3} | settings) for name, settings in SETTINGS.items()}


@pytest.fixture(scope="module")
def told(plans, save, run_files, some_digits, few_digits, tmp_path_factory):
    """By settings and loss: what the saved program came to."""
    folder = tmp_path_factory.mktemp("programs")
    paths = {
        (name, loss): save(folder / f"{number}-{loss}.py", plan, some_digits, style=Style(loss, comments=number % 2))
        for number, (name, plan) in enumerate(plans.items())
        for loss in (NLL, CROSS_ENTROPY)
        if loss == NLL or name in CROSS
    }
    ordinary, own = Style(repeats=False), folder / "own" / "own.py"  # its images have the name of the others'
    paths["ordinary"] = save(folder / "ordinary.py", plans["dropout"], some_digits, style=ordinary)
    for name in CHANGED:
        paths["changed", name] = save(folder / f"changed-{len(paths)}.py", plans[name], some_digits, rates=RATES)
    paths["own test set"] = save(own, plans["adam"], some_digits, few_digits)
    return dict(zip(paths, run_files(list(paths.values())), strict=True))


@pytest.mark.parametrize("name", SETTINGS)
def test_it_has_the_losses_of_the_engine(told, plans, engines, assert_repeats, some_digits, name):
    reports = engines(plans[name], some_digits)
    for loss in (NLL, CROSS_ENTROPY) if name in CROSS else (NLL,):
        assert_repeats(told[name, loss], reports)


@pytest.mark.parametrize("name", CHANGED)
def test_its_rate_changes_before_the_same_batches(told, plans, engines, assert_repeats, some_digits, name):
    reports = engines(plans[name], some_digits, rates=RATES)
    assert [report.rate_changes for report in reports] == [RATES[:1], (), RATES[1:]]
    assert_repeats(told["changed", name], reports)


STOPPED = {"patience": ("test", 2), "target": ("test", None), "validation": ("validation", 1)}


@pytest.mark.parametrize("name", STOPPED)
def test_it_stops_where_the_engine_does_and_says_why(told, plans, engines, some_digits, name):
    (watched, patience), reports = STOPPED[name], engines(plans[name], some_digits)
    why = f"no better {watched} accuracy for {patience} epochs" if patience else "the test accuracy has reached 75 %"
    assert len(reports) < 40
    assert f"stopped: {why}" in told[name, NLL]["out"].splitlines()


def test_it_tells_of_each_epoch_and_shows_plots_evidence_and_errors(told):
    found = told["sgd", NLL]
    assert [line for line in found["out"].splitlines() if line.startswith("epoch 3: loss ")]
    assert "output: (32, 10)" in found["out"]
    plots, evidence, *errors = found["shown"]
    assert plots.startswith("Loss: ")
    assert [title.startswith("true ") for title in (evidence, *errors)] == [True] * 4


def test_an_ordinary_program_learns_as_well_from_other_random_numbers(told, plans, engines, some_digits):
    found, last = told["ordinary"], engines(plans["dropout"], some_digits)[-1]
    assert found["losses"][-1] != pytest.approx(last.loss, rel=1e-4)
    assert found["test_accuracies"][-1] == pytest.approx(last.test_accuracy, abs=25)
    assert found["losses"][0] > found["losses"][-1]


def test_a_set_with_a_test_set_of_its_own_is_not_split(told, plans, engines, assert_repeats, some_digits, few_digits):
    assert_repeats(told["own test set"], engines(plans["adam"], some_digits, few_digits))


def test_the_lessons_program_is_short_and_in_the_lessons_order():
    lesson = program(Plan())
    assert [part.key for part in lesson.parts] == [key for key in PARTS if key not in ("changes", "validation")]
    for style, most in ((Style(), 131), (Style(comments=False), 120), (Style(repeats=False), 117)):
        count = sum(bool(line.text) for line in program(Plan(), style=style).lines)
        assert 60 <= count <= most, style


def test_short_leaves_the_headings_and_no_other_comment():
    short = program(Plan(), style=Style(comments=False))
    assert [line for part in short.parts for line in part.lines if line.is_comment] == [
        part.lines[0] for part in short.parts
    ]


def test_what_stands_in_it_is_what_the_form_says(make_plan):
    text = program(make_plan(hidden=(8, 4), momentum=0.9, weight_decay=1e-4, batch_size=7, test_fraction=0.07)).text
    for words in (
        "self.layer3 = nn.Linear(4, 10)", "lr=0.01, momentum=0.9, weight_decay=0.0001)", "batch_size=7",
        "test_size=0.07",
    ):  # fmt: skip
        assert words in text
    assert "@" not in text.replace("GRID @", "")
    assert "#:" not in text


def test_cross_entropy_is_offered_for_log_softmax_alone():
    with pytest.raises(UserError) as caught:
        program(Plan(NetworkSpec(output="softmax")), style=Style(CROSS_ENTROPY))
    assert caught.value.field == "loss"


def test_nothing_is_ever_the_logarithm_of_a_softmax():
    for output, loss in (("softmax", NLL), ("log_softmax", NLL), ("log_softmax", CROSS_ENTROPY)):
        text = program(Plan(NetworkSpec(output=output)), style=Style(loss)).text
        assert "softmax(self.layer4(x), dim=1).log" not in text
        assert "log(" not in text.replace("sklearn", "")


OTHER_VALUES = {
    "hidden": (7,), "activation": "tanh", "output": "softmax", "input_range": (-1.0, 1.0), "epochs": 7,
    "batch_size": 7, "learning_rate": 0.007, "optimizer": "adam", "seed": 7, "momentum": 0.7, "weight_decay": 0.07,
    "dropout": 0.07, "schedule": "cosine", "augmentation": "affine", "test_fraction": 0.7, "patience": 7,
    "target_accuracy": 70.0, "validation_fraction": 0.7,
    "changes": Changes((Change("inverted"),)),
}  # fmt: skip


def test_every_setting_is_tried():
    settings = {field.name for one in (NetworkSpec, TrainingConfig) for field in dataclasses.fields(one)}
    assert settings - {"classes", "names"} == set(OTHER_VALUES) - {"changes", "test_fraction"}


@pytest.mark.parametrize("field", OTHER_VALUES)
def test_every_field_has_lines_and_they_are_those_that_it_changes(make_plan, field):
    before, after = program(Plan()), program(make_plan(**{field: OTHER_VALUES[field]}))
    assert before.lines_of_field(field)
    changed = changed_lines(before, after)
    assert changed
    belong = [number for number in changed if field in after.lines[number].fields]
    assert belong
    others = [after.lines[number].text for number in changed if number not in belong and after.lines[number].text]
    assert [text for text in others if not is_of_several(text)] == []


def is_of_several(text):
    """Whether a line follows from a change without being what the field is about: comments, docstrings, loops of it."""
    return text.lstrip().startswith(("#", '"""', "def ", "print(", "return", "x = self", "x = F", "from augmentation"))


def test_the_digits_have_their_line(some_digits):
    one = program(Plan(), beside(Loaded(dataclasses.replace(some_digits, name="mine", origin="mine.csv"))))
    lines = [one.lines[number].text for number in one.lines_of_field("digits")]
    assert 'with np.load("mine-digits.npz") as file:' in lines


def test_a_program_does_not_differ_from_itself():
    assert changed_lines(program(Plan()), program(Plan())) == []
    assert program(Plan()).lines[1] == Line("")


def test_numbers_of_the_form_come_back_as_they_were():
    for rate in (1e-30, 0.1 + 0.2, np.nextafter(0.01, 1), 1e30, 3.0):
        text = program(Plan(config=TrainingConfig(learning_rate=float(rate)))).text
        (written,) = [line.split("lr=")[1].rstrip(")") for line in text.split("\n") if "lr=" in line]
        assert float(written) == rate
