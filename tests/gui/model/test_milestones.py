"""The list of milestones has the person in it, as soon as there is a score."""

from types import SimpleNamespace

from engine.experiments.yardsticks.milestones import MILESTONES
from engine.experiments.yardsticks.ranking import YOU
from gui.model.milestones import find_milestones
from gui.model.own_score import keep_score


def test_what_is_known_by_now_is_told(folder):
    told, measured = [], SimpleNamespace(records=[])
    tasks = SimpleNamespace(start=lambda key, work, found: found(work()))
    find_milestones("somebody", measured, tasks, told.append)
    keep_score(7)
    find_milestones("somebody", measured, tasks, told.append)
    assert len(told[0]) == len(MILESTONES)
    [you] = [one for one in told[1] if one.kind == YOU]
    assert round(you.wrong) == 30
