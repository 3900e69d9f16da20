"""The fields of one kind of yardstick say its recipe."""

import pytest
from PySide6.QtWidgets import QWidget

from engine.errors import UserError
from engine.experiments.yardsticks.recipes import KINDS, Centroid, Logistic
from gui.compare.yardstick_fields import YardstickFields


@pytest.fixture
def fields(show):
    return lambda word: show(YardstickFields(word), 260, 200)


@pytest.mark.parametrize("word", KINDS)
def test_at_first_they_say_the_usual_recipe_and_each_explains_itself(fields, word):
    made = fields(word)
    assert made.recipe() == KINDS[word].recipe()
    widgets = [made.box, made.fold, *made.fields.values()]
    assert all(widget.toolTip() for widget in widgets)
    names = [widget.objectName() for widget in widgets]
    assert len(set(names)) == len(names)
    assert not any(field.isVisible() for field in made.fields.values())
    made.fold.click()
    assert all(field.isVisible() for field in made.fields.values())


def test_they_say_what_was_set_and_nothing_while_it_is_not_wanted(fields, qtbot):
    made = fields("logistic")
    with qtbot.waitSignals([made.changed, made.changed]):
        made.fields["iterations"].setValue(30)
        made.fields["strength"].setText("0,5")
    assert made.recipe() == Logistic(30, 0.5)
    made.box.setChecked(False)
    assert made.recipe() is None


@pytest.mark.parametrize("text", ["", "many", "nan", "-1", "0", "1e9"])
def test_a_number_that_cannot_be_is_told(fields, text):
    made = fields("logistic")
    made.fields["strength"].setText(text)
    with pytest.raises(UserError, match="Strength C: use"):
        made.recipe()


def test_what_is_remembered_comes_back_and_nonsense_changes_nothing(fields):
    made, other = fields("logistic"), fields("logistic")
    made.fields["iterations"].setValue(30)
    made.box.setChecked(False)
    other.restore(made.state())
    assert other.state() == made.state()
    other.restore({"on": "true", "iterations": "0", "strength": "much"})
    assert other.recipe() == Logistic(30)
    means = fields("centroid")
    means.restore({"distance": "manhattan"})
    assert means.recipe() == Centroid("manhattan")
    means.restore({"distance": "far"})
    assert isinstance(means.fields["distance"], QWidget)
    assert means.recipe() in (Centroid(), Centroid("manhattan"))
