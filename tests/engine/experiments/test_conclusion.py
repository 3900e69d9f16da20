"""A conclusion claims what the seeds bear out, and no more."""

import numpy as np
import pytest
from scipy import stats

from engine.experiments.conclusion import OPTIMISTIC, compared, conclusion
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.run import FINISHED, RUNNING, Run
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport

BASE = Plan(config=TrainingConfig(epochs=1))
OUTPUTS = Factor("output", ("log_softmax", "softmax"))
AHEAD = {0: 95.0, 1: 95.5, 2: 95.2}
BEHIND = {0: 93.0, 1: 93.4, 2: 93.3}


def finished(experiment, accuracies, confusions=None):
    """Runs with these final accuracies, by candidate and seed."""
    runs = []
    for candidate, by_seed in accuracies.items():
        for seed, accuracy in by_seed.items():
            run = Run(candidate, seed, experiment.plan(candidate, seed))
            run.history.append(EpochReport(0, 1.0, np.empty(0, np.float32), accuracy, accuracy, 0.5))
            run.confusion = None if confusions is None else confusions[candidate]
            run.state = FINISHED
            runs.append(run)
    return runs


def reach(first, second, comparisons):
    """scipy's paired interval, at a level that Bonferroni's correction gives."""
    found = stats.ttest_rel(list(first.values()), list(second.values())).confidence_interval(1 - 0.05 / comparisons)
    return f"{found.low:+.2f} to {found.high:+.2f}".replace("-", "−")


def test_a_clear_difference_is_called_one_and_an_unclear_one_is_not():
    assert "more than the spread" in compared({0: {0: 95.0, 1: 95.1, 2: 95.2}, 1: {0: 90.0, 1: 90.3, 2: 90.2}}, "ab")
    assert "no more than seeds alone" in compared(
        {0: {0: 95.0, 1: 90.0, 2: 93.0}, 1: {0: 92.0, 1: 94.0, 2: 91.0}}, "ab"
    )


def test_who_is_ahead_is_told_by_the_seeds_that_both_have_finished():
    words = compared({0: {0: 90.0, 1: 99.0}, 1: {0: 95.0}}, "ab")
    assert words.startswith("b (95.0 %) is ahead of a (90.0 %) by 5.0 points. That is from 1 seed")


@pytest.mark.parametrize("others", [1, 2, 6])
def test_the_interval_of_the_one_that_is_ahead_is_widened_for_as_many_as_there_are_others(others):
    """It was picked among all: with six others, 95 % of each comparison would hold all together in 74 % only."""
    finals = {0: AHEAD, **{1 + which: {s: v - which for s, v in BEHIND.items()} for which in range(others)}}
    words = compared(finals, "abcdefg")
    assert f"{reach(AHEAD, BEHIND, others)} points" in words
    assert (f"widened for {others} comparisons" in words) == (others > 1)


def test_what_one_comparison_makes_clear_may_be_luck_among_many():
    ahead, behind = {0: 95.0, 1: 95.4, 2: 95.8}, {0: 93.9, 1: 93.6, 2: 94.4}
    assert "more than the spread" in compared({0: ahead, 1: behind}, "ab")
    low = {which: dict.fromkeys(behind, 80.0 + which) for which in range(2, 7)}
    assert "no more than seeds alone" in compared({0: ahead, 1: behind, **low}, "abcdefg")


def test_candidates_that_are_level_are_called_so():
    assert compared({0: AHEAD, 1: dict(AHEAD)}, "ab") == "a (95.2 %) and b (95.2 %) are level."


def test_without_a_seed_in_common_nobody_is_ahead():
    assert compared({0: {0: 95.0}, 1: {1: 90.0}}, "ab").startswith("No seed has finished in both")


def test_two_by_some_are_compared_line_by_line_each_widened_for_all_lines():
    made = Experiment(
        "mine", BASE, (Factor("output", ("log_softmax", "softmax")), Factor("kept", (2, 3, 5))), (0, 1, 2)
    )
    runs = finished(made, dict(enumerate([AHEAD, AHEAD, AHEAD, BEHIND, BEHIND, BEHIND])))
    sentences = conclusion(made, runs)
    assert sentences[0] == (
        "2 digits: log-softmax (95.2 %) is ahead of softmax (93.2 %) by 2.0 points "
        f"(more than luck: {reach(AHEAD, BEHIND, 3)})."
    )
    assert len(sentences) == 5
    assert sentences[3:] == [
        "In brackets: 95 % paired t interval over 3 seeds, widened for 3 comparisons, in points.", OPTIMISTIC,
    ]  # fmt: skip


def test_two_by_more_than_five_are_compared_all_at_once():
    values = tuple(range(2, 8))
    made = Experiment("mine", BASE, (OUTPUTS, Factor("kept", values)), (0, 1, 2))
    assert len(conclusion(made, finished(made, dict.fromkeys(range(12), AHEAD)))) == 2
    made = Experiment("mine", BASE, (OUTPUTS, Factor("kept", values[:5])), (0, 1, 2))
    assert len(conclusion(made, finished(made, dict.fromkeys(range(10), AHEAD)))) == 7


def test_nothing_is_said_before_two_candidates_have_a_run():
    made = Experiment("mine", BASE, (Factor("dropout", (0.0, 0.1)),), (0,))
    runs = finished(made, {0: {0: 95.0}, 1: {0: 90.0}})
    runs[1].state = RUNNING
    assert conclusion(made, runs) == []


def test_what_a_digit_that_was_left_out_is_called_is_counted_over_all_seeds():
    made = Experiment("mine", BASE, (Factor("left_out", (None, 4)),), (0, 1))
    confusion = np.zeros((10, 10), np.int64)
    confusion[4, [9, 7, 1]] = 60, 30, 10
    runs = finished(made, {0: {0: 95.0, 1: 95.0}, 1: {0: 86.0, 1: 86.0}}, [confusion, confusion])
    runs[3].confusion = confusion * 0
    runs[3].confusion[4, 7] = 100
    assert "Never trained on, it is taken for another: 4 is called 7 (65 %) or 9 (30 %)." in conclusion(made, runs)


def test_a_digit_that_is_left_out_of_the_test_too_is_called_nothing():
    made = Experiment("mine", BASE, (Factor("kept", (2, 3)),), (0,))
    runs = finished(made, {0: {0: 95.0}, 1: {0: 90.0}}, [np.zeros((10, 10), np.int64)] * 2)
    assert not any("Never trained on" in sentence for sentence in conclusion(made, runs))
