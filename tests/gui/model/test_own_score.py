"""The person's own score is kept, and nothing else is taken for one."""

import pytest

from engine.experiments.yardsticks.ranking import OwnScore
from gui.model.own_score import COUNT, KEY, keep_score, own_score
from gui.work.settings import remember


def test_it_is_kept(folder):
    assert own_score() is None
    keep_score(7)
    assert own_score() == OwnScore(7, COUNT)


@pytest.mark.parametrize("text", ["", "11", "-1", "seven", "3.5"])
def test_what_is_no_score_is_none(folder, text):
    remember({KEY: text})
    assert own_score() is None
