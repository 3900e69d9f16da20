"""The form of an experiment says what will run, or what is wrong with it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine import numbers
from engine.digits.dataset import DIGIT_NAMES
from engine.experiments.experiment import Experiment, Factor, save_experiment
from engine.experiments.factors import Plan
from engine.experiments.presets import PRESETS
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from gui.compare.experiment_form import OWN, OWN_WORDS, ExperimentForm

BASE = Plan(NetworkSpec((16,)), TrainingConfig(seed=5, learning_rate=0.05))


@pytest.fixture
def form(show):
    made = show(ExperimentForm(), 360, 640)
    made.set_base(BASE, 20_000, 4)
    return made


def vary(form, place, name):
    form.vary[place].setCurrentIndex(form.vary[place].findData(name))
    form.vary[place].activated.emit(form.vary[place].currentIndex())


def write(form, place, words):
    form.values[place].selectAll()
    QTest.keyClicks(form.values[place], words)


def test_it_begins_with_the_first_comparison_of_the_lesson(form):
    experiment = form.experiment()
    assert (experiment.name, experiment.factors) == (PRESETS[0].name, PRESETS[0].factors)
    assert len(experiment.seeds) == PRESETS[0].seeds
    assert experiment.seeds[0] == 5, "the seed of the Train form is the first"
    assert experiment.base.config.epochs == PRESETS[0].epochs
    assert form.look_for.words.text() == PRESETS[0].look_for


def test_the_keyboard_leafs_through_the_comparisons(form):
    form.preset.setFocus()
    QTest.keyClick(form.preset, Qt.Key.Key_Down)
    assert form.experiment().name == PRESETS[1].name
    assert form.experiment().factors == PRESETS[1].factors
    assert form.values[1].isVisible() is (len(PRESETS[1].factors) == 2)


def test_changing_what_is_varied_makes_it_ones_own_and_proposes_values(form):
    vary(form, 0, "learning_rate")
    assert form.preset.currentText() == OWN
    assert form.experiment().look_for == ""
    assert len(form.experiment().factors[0].values) > 1
    write(form, 0, "0.1, 0.01, 0.001")
    vary(form, 1, "width")
    write(form, 1, "8, 16")
    assert [factor.values for factor in form.experiment().factors] == [(0.1, 0.01, 0.001), (8, 16)]
    assert form.look_for.words.text() == OWN_WORDS


def test_where_the_comma_is_the_decimal_mark_the_proposed_values_have_it_and_are_understood(form, monkeypatch):
    monkeypatch.setattr(numbers, "_marks", numbers.Marks(",", "."))
    vary(form, 0, "learning_rate")
    assert form.values[0].text() == "0,001; 0,01; 0,1"
    assert form.experiment().factors[0].values == (0.001, 0.01, 0.1)
    write(form, 0, "0,001, 0,01")
    assert form.experiment().factors[0].values == (0.001, 0.01)
    assert [candidate.label for candidate in form.experiment().candidates] == ["rate 0,001", "rate 0,01"]
    write(form, 0, "0,001,0,01")
    assert form.error.text() == (
        "Learning rate: “0,001,0,01” can be read in two ways: write it like 0,001; 0,01; 0,1, with nothing between "
        "thousands."
    )


def test_two_things_varied_give_the_experiment_its_name_and_one_candidate_is_no_plural(form):
    vary(form, 0, "learning_rate")
    write(form, 0, "0.1")
    assert form.experiment().name == "Learning rate"
    form.seeds.setValue(1)
    assert form.size.text().startswith("1 candidate × 1 seed = 1 run, roughly ")
    vary(form, 1, "width")
    assert form.experiment().name == "Learning rate and Width (units of each layer)"


def test_seeds_and_epochs_change_the_size_and_not_the_comparison(form):
    form.seeds.setValue(1)
    form.epochs.setValue(7)
    experiment = form.experiment()
    assert (experiment.name, experiment.seeds, experiment.base.config.epochs) == (PRESETS[0].name, (5,), 7)
    assert form.size.text().startswith("2 candidates × 1 seed = 2 runs, roughly ")
    form.seeds.setValue(3)
    assert form.experiment().seeds == (5, 6, 7)
    assert "× 3 seeds = 6 runs" in form.size.text()


@pytest.mark.parametrize(("factor", "words"), [("learning_rate", "fast"), ("width", ""), ("width", "8, 8")])
def test_what_cannot_run_is_said_and_there_is_no_experiment(form, factor, words):
    vary(form, 0, factor)
    form.values[0].setText(words)
    assert form.experiment() is None
    assert form.error.isVisible()
    assert form.error.text()
    assert (form.size.text(), form.rest.text()) == ("", "")
    form.values[0].setText("0.1, 0.2" if factor == "learning_rate" else "8, 9")
    assert form.experiment() is not None
    assert not form.error.isVisible()


def test_a_mistake_on_the_train_page_is_mended_there_first(form):
    form.set_base(None, 20_000, 4)
    assert form.experiment() is None
    assert "Train page" in form.error.text()


def test_every_change_is_told(form):
    told = []
    form.changed.connect(lambda: told.append(form.experiment() is not None))
    form.epochs.setValue(9)
    form.values[0].setText("nonsense")
    assert told == [True, False]


def test_an_experiment_from_a_file_is_shown_whole_and_keeps_its_own_base(form):
    base = replace(BASE, spec=NetworkSpec((99,)), config=replace(BASE.config, epochs=4, seed=3))
    opened = Experiment("mine", base, (Factor("width", (8, 16)),), (3, 11), "Look at this.")
    form.show_experiment(opened)
    shown = form.experiment()
    assert (shown.candidates, shown.seeds, shown.look_for) == (opened.candidates, (3, 11), "Look at this.")
    form.set_base(BASE, 20_000, 4)
    assert form.experiment().base.spec.hidden == (99,), "the Train form is another"
    assert "as in the file" in form.rest.text()
    form.seeds.setValue(3)
    assert form.experiment().seeds == (3, 4, 5)
    form.preset.setCurrentIndex(0)
    form.preset.activated.emit(0)
    assert form.experiment().base.spec.hidden == (16,)
    assert "in the Train form" in form.rest.text()


def test_what_stays_the_same_is_told_without_what_is_varied(form):
    vary(form, 0, "learning_rate")
    assert "784-16-10" in form.rest.text()
    assert "0.05" not in form.rest.text()
    vary(form, 0, "width")
    assert "784-16-10" not in form.rest.text()
    assert "0.05" in form.rest.text()


# On the page


def test_a_bad_value_is_told_and_nothing_starts(page, click):
    page.form.values[0].setText("many")
    assert page.form.error.isVisible()
    assert page.form.error.text()
    click(page.start)
    assert not page.controller.running


def test_an_opened_experiment_keeps_its_seeds_until_another_number_is_wanted(page, session, wait, click, file_dialog):
    save_experiment(file_dialog("seeds.json"), replace(page.form.experiment(), seeds=(7, 20)))
    click(page.files.open)
    wait(lambda: not session.tasks.busy)
    assert page.form.experiment().seeds == (7, 20)
    page.form.seeds.setValue(3)
    assert page.form.experiment().seeds == (7, 8, 9)


# Other classes than the digits

THREE = ("cat", "dog", "bird")


def of_classes(form, names):
    form.set_base(replace(BASE, spec=replace(BASE.spec, classes=len(names), names=names)), 20_000, 4, "pets")


def test_the_comparisons_follow_the_classes_of_the_set(form):
    form.preset.setCurrentIndex(1)
    form.preset.activated.emit(1)
    form.seeds.setValue(2)
    of_classes(form, THREE)
    assert form.preset.currentText() == "Softmax with 2 and 3 classes"
    assert form.vary[1].currentText() == "Classes kept"
    experiment = form.experiment()
    assert [candidate.label for candidate in experiment.candidates][:2] == [
        "log-softmax, 2 classes", "log-softmax, 3 classes",
    ]  # fmt: skip
    assert (experiment.name, len(experiment.seeds)) == ("Softmax with 2 and 3 classes", 2)
    assert "MNIST" in form.look_for.other.text(), "it says on which set it was found"
    of_classes(form, DIGIT_NAMES)
    assert (form.preset.currentText(), form.experiment().factors) == (PRESETS[1].name, PRESETS[1].factors)


def test_a_class_is_left_out_by_its_name(form):
    of_classes(form, THREE)
    vary(form, 0, "left_out")
    assert form.values[0].text() == "none, cat, dog"
    write(form, 0, "none, Bird")
    experiment = form.experiment()
    assert experiment.factors == (Factor("left_out", (None, 2)),)
    assert experiment.name == "Class left out of training"
    write(form, 0, "none, fish")
    assert form.experiment() is None
    assert "fish" in form.error.text()


def test_an_experiment_from_a_file_is_for_the_classes_in_hand_or_says_that_it_does_not_fit(form):
    of_classes(form, THREE)
    form.show_experiment(Experiment("outputs", BASE, (Factor("output", ("softmax", "log_softmax")),)))
    assert form.experiment().names == THREE
    form.show_experiment(Experiment("digits", BASE, (Factor("left_out", (None, 9)),)))
    assert form.experiment() is None
    assert "9" in form.error.text()
