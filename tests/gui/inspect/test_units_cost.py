"""Two lines say what cutting costs, and whether the network still learns."""

from engine.digits.dataset import DIGIT_NAMES
from gui.inspect import units_words
from gui.inspect.units_cost import UnitsCost


def test_the_note_stands_behind_whatever_is_said(qtbot, inspection):
    shown, evaluation = UnitsCost(), inspection.evaluation
    qtbot.addWidget(shown)
    shown.show_nothing_cut({})
    assert (shown.accuracy.text(), shown.classes.text()) == (units_words.NOTHING_CUT, "")
    shown.show_note(units_words.IN_TRAINING)
    shown.show_cost(evaluation, evaluation, DIGIT_NAMES)
    assert shown.accuracy.text() == units_words.cost(evaluation, evaluation)
    assert shown.classes.text() == f"{units_words.ALL_AS_GOOD} {units_words.IN_TRAINING}"
    shown.show_whole()
    assert (shown.accuracy.text(), shown.classes.text()) == (units_words.ELSEWHERE, units_words.IN_TRAINING)


def test_what_takes_long_is_told(qtbot, wait):
    shown = UnitsCost()
    qtbot.addWidget(shown)
    shown.show_nothing_cut({})
    shown.expect()
    assert shown.accuracy.text() == units_words.NOTHING_CUT
    wait(lambda: shown.accuracy.text() == units_words.JUDGING)
