"""The dialog offers each kind with the time that it will take, and asks for what its fields say."""

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton

from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import KINDS, Forest, Neighbours
from gui.inspect.yardstick_dialog import YardstickDialog


@pytest.fixture
def dialog(show, lesson_digits):
    return show(YardstickDialog(Images(lesson_digits)), 560, 440)


def test_each_kind_has_its_time_and_what_it_does(dialog):
    for word, kind in KINDS.items():
        assert dialog.findChild(QLabel, f"{word}Time").text().startswith("about ")
        dialog.findChild(QRadioButton, f"{word}KindButton").click()
        assert any(kind.explains == shown.text() for shown in dialog.findChildren(QLabel) if shown.isVisible())
    words = dialog.findChild(QLabel, "yardstickWords").text()
    assert "18,000 of MNIST 20,000" in words
    assert "2,000 test images" in words


def test_it_asks_for_what_is_set_and_the_time_follows(dialog, click, qtbot):
    time = dialog.findChild(QLabel, "forestTime")
    before = time.text()
    dialog.findChild(QRadioButton, "forestKindButton").click()
    dialog.findChild(QLineEdit, "forest_trees_field").setText("300")
    assert time.text() != before
    with qtbot.waitSignal(dialog.wanted) as asked:
        click(dialog.fit)
    assert asked.args == [Forest(300)]
    assert not dialog.isVisible()


def test_nonsense_cannot_be_fitted_and_says_why(dialog, click, qtbot):
    neighbours = dialog.findChild(QLineEdit, "knn_neighbours_field")
    neighbours.setText("none")
    assert not dialog.fit.isEnabled()
    assert "Neighbours" in dialog.error.text()
    neighbours.setText("5")
    assert not dialog.error.text()
    with qtbot.waitSignal(dialog.wanted) as asked:
        click(dialog.fit)
    assert asked.args == [Neighbours(5)]
