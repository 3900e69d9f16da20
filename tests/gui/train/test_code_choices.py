"""How the program is written can be chosen, as far as its output has the choice."""

import pytest

from engine.code.recipe import BESIDE, COLAB, CROSS_ENTROPY, FILE, NLL, Style
from gui.train.code_choices import CodeChoices


@pytest.fixture
def choices(show):
    return show(CodeChoices(), 600, 40)


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


def test_it_begins_with_the_usual_style(choices):
    assert choices.style_for("log_softmax") == Style()
    assert choices.source.currentData() == BESIDE


def test_every_choice_is_told_and_counts(choices):
    told = []
    choices.changed.connect(lambda: told.append(choices.style_for("log_softmax")))
    choose(choices.loss, CROSS_ENTROPY)
    choose(choices.comments, False)
    choose(choices.repeats, False)
    choose(choices.source, COLAB)
    assert told[-1] == Style(CROSS_ENTROPY, comments=False, repeats=False)
    assert len(told) == 4


def test_for_softmax_there_is_one_loss_and_it_is_said_why(choices):
    choose(choices.loss, CROSS_ENTROPY)
    why_equal = choices.loss.toolTip()
    choices.show_output("softmax")
    assert not choices.loss.isEnabled()
    assert choices.loss.toolTip() != why_equal
    assert choices.style_for("softmax").loss == NLL
    choices.show_output("log_softmax")
    assert choices.loss.isEnabled()
    assert choices.loss.toolTip() == why_equal
    assert choices.style_for("log_softmax").loss == CROSS_ENTROPY


def test_ones_own_file_is_offered_only_where_there_is_one(choices):
    assert choices.source.findData(FILE) < 0
    choices.offer_file(True)
    choices.offer_file(True)
    assert choices.source.count() == 3
    choose(choices.source, FILE)
    choices.offer_file(False)
    assert choices.source.currentData() == BESIDE


def test_each_says_what_it_is(choices):
    for box in (choices.loss, choices.comments, choices.repeats, choices.source):
        assert box.toolTip()
        assert box.accessibleName()


def test_what_was_chosen_is_remembered_and_nonsense_is_not(choices, show):
    choose(choices.loss, CROSS_ENTROPY)
    choose(choices.comments, False)
    again = show(CodeChoices(), 600, 40)
    again.restore(choices.state())
    assert again.style_for("log_softmax") == Style(CROSS_ENTROPY, comments=False)
    again.restore({"code/codeLossBox": "7", "code/codeCommentsBox": "x", "code/codeRandomBox": ""})
    assert again.style_for("log_softmax") == Style(CROSS_ENTROPY, comments=False)
