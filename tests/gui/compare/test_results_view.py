"""The results of the Compare page: rows for what is compared, yardsticks below it, and words for what is in front."""

from engine.experiments.yardsticks.recipes import Centroid
from gui.compare.result_words import NOT_MEASURED, NOTHING_YET
from gui.compare.sides import NETWORKS, YARDSTICKS


def test_it_shows_what_may_be_raced_and_says_what_to_do(alone, known):
    results = alone.results
    assert len(results.lines) == results.table.rowCount() == 2
    assert results.conclusion.text() == NOTHING_YET
    alone.tabs.setCurrentIndex(YARDSTICKS)
    assert results.conclusion.text() == NOT_MEASURED
    assert results.result.isHidden(), "there is no reason for it"
    alone.tabs.setCurrentIndex(NETWORKS)
    known(Centroid(), 160)
    results.table.choose(1)
    assert results.chosen_runs() == results.lines[1][1]
    results.table.choose(2)
    assert results.chosen_runs() == [], "it is the yardstick's row"
    assert results.chosen_pin() is None
