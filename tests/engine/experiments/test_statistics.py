"""What the seeds say is what statistics says of them."""

import math

import numpy as np
import pytest
from scipy import stats

from engine.experiments.factors import Plan
from engine.experiments.run import CANCELLED, FAILED, FINISHED, RUNNING, Run
from engine.experiments.statistics import (
    FEWEST,
    Interval,
    band,
    best,
    epochs_to,
    final,
    leader,
    paired_interval,
    summary,
    t_quantile,
)
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport

PLAN = Plan(NetworkSpec((4,)), TrainingConfig(epochs=3))


def run_of(*accuracies, state=FINISHED, loss=1.0):
    """A run with these test accuracies by epoch, half a second each."""
    run = Run(0, 0, PLAN)
    for epoch, accuracy in enumerate(accuracies):
        run.history.append(EpochReport(epoch, loss, np.empty(0, np.float32), accuracy, accuracy, 0.5))
    run.state = state
    return run


@pytest.mark.parametrize("seeds", [3, 5, 20])
def test_the_interval_is_the_paired_t_interval(seeds):
    first, second = np.random.default_rng(seeds).normal([[95], [94]], 1, (2, seeds))
    found = paired_interval(first, second)
    expected = stats.ttest_rel(first, second).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert (found.mean, found.seeds) == (pytest.approx((first - second).mean()), seeds)
    assert t_quantile(0.99, seeds - 1) == pytest.approx(stats.t.ppf(0.995, seeds - 1))


@pytest.mark.parametrize("comparisons", [2, 5, 49])
def test_several_comparisons_widen_it_so_that_all_hold_together(comparisons):
    first, second = np.random.default_rng(0).normal([[95], [94]], 1, (2, 6))
    found = paired_interval(first, second, comparisons)
    expected = stats.ttest_rel(first, second).confidence_interval(1 - 0.05 / comparisons)  # Bonferroni
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_nothing_is_claimed_under_three_seeds():
    assert FEWEST == 3
    assert paired_interval([95.0, 96.0], [94.0, 94.0]) is None
    assert paired_interval([95.0, 96.0, 97.0], [94.0, 94.0, 94.0]) is not None


@pytest.mark.parametrize(
    ("low", "high", "clear"), [(0.1, 2, True), (-2, -0.1, True), (0, 2, False), (-2, 0, False), (-1, 1, False)]
)
def test_a_difference_is_clear_if_the_interval_leaves_out_zero(low, high, clear):
    assert Interval(1, low, high, 3).is_clear == clear


def test_a_summary_tells_means_and_the_deviation_over_seeds():
    runs = [run_of(10, 80, 91, 90), run_of(10, 90, 93, 94), run_of(10, 50, 60, 70), run_of(10, state=FAILED)]
    found = summary([*runs, run_of(10, 99, state=RUNNING), run_of(10, 99, state=CANCELLED)])
    assert (found.finished, found.failed) == (3, 1)
    assert found.final == pytest.approx(np.mean([90, 94, 70]))
    assert found.final_spread == pytest.approx(stats.tstd([90, 94, 70]))
    assert found.best == pytest.approx(np.mean([91, 94, 70]))
    assert found.best_spread == pytest.approx(stats.tstd([91, 94, 70]))
    assert (found.to_goal, found.reached) == (1.5, 2)
    assert found.seconds == pytest.approx(2.0)
    assert found.parameters == NetworkSpec((4,)).parameters


def test_one_run_has_no_spread_and_none_has_nothing():
    one, none = summary([run_of(10, 95)]), summary([run_of(10, state=RUNNING)])
    assert one.final == 95
    assert math.isnan(one.final_spread)
    assert math.isnan(none.final)
    assert math.isnan(none.to_goal)
    assert none.reached == 0


def test_two_runs_have_a_spread():
    assert summary([run_of(10, 94), run_of(10, 96)]).final_spread == pytest.approx(math.sqrt(2))


def test_the_leader_is_the_first_of_the_highest_that_have_finished():
    runs = [[run_of(10, state=FAILED)], [run_of(10, 90)], [run_of(10, 95)], [run_of(10, 95)]]
    assert leader([summary(each) for each in runs]) == 2
    assert leader([summary(runs[0])]) is None


def test_the_goal_is_reached_at_the_first_epoch_with_at_least_90_percent():
    assert epochs_to(run_of(10, 89.99, 90.0, 95)) == 2
    assert epochs_to(run_of(10, 89.99)) is None


def test_the_best_epoch_may_be_before_the_last():
    run = run_of(10, 95, 93)
    assert (best(run), final(run)) == (95, 93)


def test_a_band_is_mean_and_range_over_the_runs_that_have_come_so_far():
    found = band([run_of(10, 80, 90), run_of(20, 60), run_of()], "test_accuracy")
    assert found.epochs.tolist() == [0, 1, 2]
    assert found.mean.tolist() == [15, 70, 90]
    assert found.low.tolist() == [10, 60, 90]
    assert found.high.tolist() == [20, 80, 90]


def test_what_is_no_number_is_in_no_band():
    found = band([run_of(math.nan, 80), run_of(math.nan, 60, math.inf)], "test_accuracy")
    assert found.epochs.tolist() == [1]
    assert found.mean.tolist() == [70]
    assert len(band([run_of()], "loss").epochs) == 0
    assert len(band([], "loss").epochs) == 0
