"""What was published stands with its source."""

from engine.experiments.yardsticks.milestones import BEST, MILESTONES, PAIRWISE, WHICH_LINEAR


def test_they_are_in_order_each_with_its_source():
    years = [one.year or 9999 for one in MILESTONES]
    assert years == sorted(years)
    assert len({one.method for one in MILESTONES}) == len(MILESTONES)
    assert all(one.source and 0 < one.error < 15 for one in MILESTONES)


def test_those_that_the_lesson_quotes_are_among_them():
    assert (PAIRWISE.accuracy, BEST.accuracy) == (92.4, 99.83)
    assert PAIRWISE in MILESTONES
    assert BEST in MILESTONES
    assert "pair" in WHICH_LINEAR
