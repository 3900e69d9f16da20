"""What can be done with the drawings is told in the words of their classes."""

from engine.digits.dataset import DIGIT_NAMES
from gui.draw.my_digits_panel import MyDigitsPanel


def told(panel):
    actions = panel.use.menu().actions()
    return " ".join([panel.delete.toolTip(), *(f"{action.text()} {action.toolTip()}" for action in actions)])


def test_it_speaks_of_digits_only_where_there_are_digits(qtbot):
    panel = MyDigitsPanel()
    qtbot.addWidget(panel)
    digits = told(panel)
    assert "digits in hand" in digits
    panel.set_names(("cat", "dog"))
    assert "digit" not in told(panel)
    panel.set_names(DIGIT_NAMES)
    assert told(panel) == digits
