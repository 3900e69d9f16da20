"""The form of an experiment is as it was left, or as at the first start where that makes no sense."""

import pytest

from gui.compare.experiment_form import ExperimentForm
from gui.compare.remembered_form import EPOCHS, PRESET, SEEDS, form_state, restore_form


@pytest.fixture
def forms(show):
    return show(ExperimentForm(), 280, 500), show(ExperimentForm(), 280, 500)


def test_an_experiment_of_ones_own_is_there_again(forms):
    form, again = forms
    form.write([("hidden", "8; 16, 8"), ("optimizer", "SGD, Adam")])
    form.values[0].setText("8; 16, 8; 4")
    form.seeds.setValue(3)
    form.epochs.setValue(7)
    assert form_state(form)[PRESET] == "own"
    restore_form(again, form_state(form))
    assert form_state(again) == form_state(form)
    assert again.preset.currentIndex() == again.preset.count() - 1


def test_a_comparison_of_the_lessons_is_chosen_again_with_its_words(forms):
    form, again = forms
    form.choose(2)
    form.seeds.setValue(2)
    restore_form(again, form_state(form))
    assert form_state(again) == form_state(form)
    assert again.preset.currentText() == form.preset.currentText()


@pytest.mark.parametrize(
    "state",
    [
        {}, {PRESET: "none such"}, {PRESET: ""}, {PRESET: "own"},
        {PRESET: "own", "compare/vary": "hidden", "compare/values": "many"},
        {PRESET: "own", "compare/vary": "magic", "compare/values": "1, 2"},
        {PRESET: "own", "compare/vary": "hidden", "compare/values": "8; 4", "compare/varyToo": "x"},
        {SEEDS: "2", EPOCHS: "3"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_as_at_the_first_start(forms, state):
    form, again = forms
    restore_form(again, state)
    assert form_state(again) == form_state(form)


@pytest.mark.parametrize("number", ["0", "-1", "99999", "x", "٣x", ""])
def test_numbers_out_of_range_are_the_usual_ones(forms, number):
    form, again = forms
    restore_form(again, {**form_state(form), SEEDS: number, EPOCHS: number})
    assert form_state(again) == form_state(form)
