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
    Score,
    band,
    best,
    epochs_to,
    final,
    leader,
    paired_interval,
    score,
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


IMAGES = 2_000


def scores(*percents, images=IMAGES):
    return [Score(round(percent * images / 100), images) for percent in percents]


def drawn(seeds):
    """Of two candidates, in percent, and as scores."""
    random = np.random.default_rng(seeds)
    right = np.round(random.normal([[1900], [1880]], 20, (2, seeds))).astype(int)
    return 100 * right / IMAGES, [[Score(count, IMAGES) for count in row] for row in right.tolist()]


@pytest.mark.parametrize("seeds", [3, 5, 20])
def test_the_interval_is_the_paired_t_interval(seeds):
    (first, second), both = drawn(seeds)
    found = paired_interval(*both)
    expected = stats.ttest_rel(first, second).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))
    assert (found.mean, found.seeds) == (pytest.approx((first - second).mean()), seeds)
    assert t_quantile(0.99, seeds - 1) == pytest.approx(stats.t.ppf(0.995, seeds - 1))


@pytest.mark.parametrize("comparisons", [2, 5, 49])
def test_several_comparisons_widen_it_so_that_all_hold_together(comparisons):
    (first, second), both = drawn(6)
    found = paired_interval(*both, comparisons)
    expected = stats.ttest_rel(first, second).confidence_interval(1 - 0.05 / comparisons)  # Bonferroni
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high))


def test_nothing_is_claimed_under_three_seeds():
    assert FEWEST == 3
    assert paired_interval(scores(95, 96), scores(94, 94)) is None
    assert paired_interval(scores(95, 96, 97), scores(94, 94, 94)) is not None


@pytest.mark.parametrize("images", [50, 2_000])
def test_seeds_that_agree_to_the_image_are_not_taken_for_certainty(images):
    """The deviation is that of one image at least: the coarser the steps, the less equal numbers mean."""
    right = [images - 10, images - 8, images - 9]
    first, second = ([Score(count + more, images) for count in right] for more in (1, 0))
    found = paired_interval(first, second)
    assert found.high - found.mean == pytest.approx(100 / images * stats.t.ppf(0.975, 2) / math.sqrt(3))
    assert not found.is_clear


def test_between_test_sets_of_two_sizes_the_coarser_step_counts():
    first, second = [Score(40, 50)] * 3, [Score(1_600, 2_000)] * 3
    found = paired_interval(first, second)
    assert found.high == pytest.approx(2.0 * stats.t.ppf(0.975, 2) / math.sqrt(3))


def test_a_score_counts_images_of_the_test_that_the_run_was_given():
    run = run_of(10, 80, 90)
    run.confusion = np.full((10, 10), 2)
    assert score(run) == Score(180, 200)
    assert score(run).percent == 90


# How often the interval holds what it is said to hold: two classifiers by the nearest class mean, each of which sees
# some of the features, on splits of one small set.

POOL, FEATURES, APART, TESTED, SETS = 400, 12, 0.5, 40, 1_000
ONE, OTHER = slice(0, 6), slice(4, 12)
CLASSES = np.arange(POOL) % 2


def split_scores(points, random, seeds):
    """Each classifier's score on each seed's test images."""
    keys = random.random((seeds, POOL)) + CLASSES  # the first of each class in a random order are tested with
    train = np.ones((seeds, POOL), bool)
    order = np.argsort(keys, axis=1)
    for start in (0, POOL // 2):
        np.put_along_axis(train, order[:, start : start + TESTED // 2], False, axis=1)
    return [[Score(int(right), TESTED) for right in _right(points[:, seen], train)] for seen in (ONE, OTHER)]


def _right(points, train):
    """(seeds,) how many of the others are nearest to the mean of their own class."""
    members = [train & (which == CLASSES) for which in (0, 1)]
    low, high = (member @ points / member.sum(1)[:, None] for member in members)
    nearer_high = points @ (high - low).T > ((high**2).sum(1) - (low**2).sum(1)) / 2
    return ((nearer_high.T == CLASSES) & ~train).sum(1)


def expected_difference(random, trainings=4_000):
    """What the interval is about, exactly: how right a classifier is on new points of two normal distributions, on
    average over training sets of that size, in percentage points."""
    per_class = (POOL - TESTED) // 2
    low, high = (random.normal(mean, per_class**-0.5, (trainings, FEATURES)) for mean in (0, APART))
    found = []
    for seen in (ONE, OTHER):
        axis = (high - low)[:, seen]
        length, middle = np.linalg.norm(axis, axis=1), ((high**2 - low**2)[:, seen]).sum(1) / 2
        of_low, of_high = stats.norm.cdf(middle / length), stats.norm.sf((middle - APART * axis.sum(1)) / length)
        found.append(100 * (of_low + of_high).mean() / 2)
    return found[0] - found[1]


def coverage(seeds):
    """The shares of SETS small sets on which the plain and the corrected interval hold the true difference."""
    random = np.random.default_rng(seeds)
    truth, held = expected_difference(random), np.zeros(2)
    for _ in range(SETS):
        both = split_scores(random.standard_normal((POOL, FEATURES)) + APART * CLASSES[:, None], random, seeds)
        found = [paired_interval(*both, overlap=overlap) for overlap in (0.0, TESTED / (POOL - TESTED))]
        held += [interval.low <= truth <= interval.high for interval in found]
    return held / SETS


@pytest.mark.parametrize(("seeds", "plainly"), [(5, 0.91), (20, 0.76)])
def test_where_each_seed_splits_anew_only_the_corrected_interval_holds_in_95_percent(seeds, plainly):
    plain, corrected = coverage(seeds)
    deviation = math.sqrt(0.95 * 0.05 / SETS)  # of a share that is 95 % in truth
    assert corrected == pytest.approx(0.95, abs=3 * deviation)
    assert plain == pytest.approx(plainly, abs=3 * math.sqrt(plainly * (1 - plainly) / SETS))
    assert plain < 0.95 - 3 * deviation


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
