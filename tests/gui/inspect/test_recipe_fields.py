"""What can be set on each kind of yardstick is in the fields, and nonsense is told in a sentence."""

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from engine.errors import UserError
from engine.experiments.yardsticks.recipes import KINDS, Machine, Neighbours
from gui.inspect.recipe_fields import RecipeFields


@pytest.mark.parametrize("word", KINDS)
def test_at_first_a_kind_is_as_by_default_and_each_field_teaches(word, qtbot):
    fields = RecipeFields(word)
    qtbot.addWidget(fields)
    assert fields.recipe() == KINDS[word].recipe()
    every = [*fields.findChildren(QLineEdit), *fields.findChildren(QComboBox)]
    assert len(every) == len(KINDS[word].parameters)
    assert all(field.toolTip() and field.accessibleName() and field.objectName() for field in every)


def test_what_is_typed_and_chosen_is_what_is_fitted(qtbot):
    fields = RecipeFields("knn")
    qtbot.addWidget(fields)
    with qtbot.waitSignal(fields.changed):
        fields.findChild(QLineEdit, "knn_neighbours_field").setText("7")
    with qtbot.waitSignal(fields.changed):
        fields.findChild(QComboBox, "knn_votes_field").setCurrentIndex(1)
    assert fields.recipe() == Neighbours(7, "distance")
    machine = RecipeFields("svm")
    qtbot.addWidget(machine)
    machine.findChild(QLineEdit, "svm_strength_field").setText("2.5")
    assert machine.recipe() == Machine(50, 2.5)


@pytest.mark.parametrize("text", ["", "many", "2.5", "0", "1001", "nan"])
def test_nonsense_is_told_with_the_name_of_the_field(text, qtbot):
    fields = RecipeFields("knn")
    qtbot.addWidget(fields)
    fields.findChild(QLineEdit, "knn_neighbours_field").setText(text)
    with pytest.raises(UserError, match="Neighbours: use"):
        fields.recipe()
