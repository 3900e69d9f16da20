"""The form of the yardsticks: which, with which seeds, on which images, and how long."""

import numpy as np
import pytest

from engine.digits.changes import Change, Changes
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import KINDS, Centroid
from gui.compare.experiment_form import TRAIN_FORM
from gui.compare.yardstick_form import NO_DIGITS, YardstickForm


@pytest.fixture
def form(show, few_digits):
    made = show(YardstickForm(), 280, 500)
    made.set_images(Images(few_digits, None, 0.2, Changes((Change("inverted"),))), (3, 7))
    return made


def test_it_says_what_is_measured_and_on_which_images(form):
    assert form.recipes() == [kind.recipe() for kind in KINDS.values()]
    assert form.size.text().startswith("5 yardsticks × 1 seed, roughly")
    assert "20 % of it for the test" in form.rest.text()
    assert "inverted" in form.rest.text()


def test_seeds_are_those_of_the_networks_and_then_others(form):
    assert form.wanted_seeds() == (3,)
    form.seeds.setValue(4)
    assert form.wanted_seeds() == (3, 7, 8, 9)
    form.set_images(None, (2**32 - 1,))
    assert form.wanted_seeds() == (2**32 - 1, 0, 1, 2)


def test_what_cannot_be_measured_is_said_and_nothing_is(form, few_digits, some_digits):
    for fields in form.kinds.values():
        fields.box.setChecked(False)
    assert form.recipes() == []
    assert form.error.text() == "Choose at least one yardstick."
    form.kinds["centroid"].box.setChecked(True)
    assert (form.recipes(), form.error.text()) == ([Centroid()], "")
    form.set_images(None, (), is_wrong=True)
    assert (form.recipes(), form.error.text()) == ([], TRAIN_FORM)
    form.set_images(None, ())
    assert form.rest.text() == NO_DIGITS
    form.set_images(Images(few_digits, some_digits.take(np.arange(50))), (0,))
    assert "its own test set" in form.rest.text()


def test_what_is_remembered_comes_back_and_nonsense_is_as_at_the_first_start(form, show):
    form.kinds["knn"].fields["neighbours"].setValue(5)
    form.kinds["svm"].box.setChecked(False)
    form.seeds.setValue(3)
    other = show(YardstickForm(), 280, 500)
    other.restore(form.state())
    assert other.recipes() == form.recipes()
    assert other.seeds.value() == 3
    other.restore({**form.state(), "yardsticks/seeds": "many", "yardsticks/knn/neighbours": "x"})
    assert other.state() == form.state()
