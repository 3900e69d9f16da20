"""A conclusion claims what the seeds bear out, and no more."""

import math

import numpy as np
import pytest
from scipy import stats

from engine.experiments.conclusion import ONE_SPLIT, compared, conclusion, headline
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.run import FINISHED, RUNNING, Run
from engine.experiments.statistics import Score
from engine.training.config import TrainingConfig
from engine.training.history import OPTIMISTIC, EpochReport

BASE = Plan(config=TrainingConfig(epochs=1))
OUTPUTS = Factor("output", ("log_softmax", "softmax"))
AHEAD = {0: 95.0, 1: 95.5, 2: 95.2}
BEHIND = {0: 93.0, 1: 93.4, 2: 93.3}


IMAGES = 2_000
SPLIT = 1 / 9  # test images by training images, where a tenth is kept for the test


def scores(*by_seed, images=IMAGES):
    """By candidate and seed, from accuracies in percent."""
    return {
        which: {seed: Score(round(accuracy * images / 100), images) for seed, accuracy in one.items()}
        for which, one in enumerate(by_seed)
    }


def finished(experiment, accuracies, confusions=None):
    """Runs with these final accuracies, by candidate and seed."""
    runs = []
    for candidate, by_seed in accuracies.items():
        for seed, accuracy in by_seed.items():
            run = Run(candidate, seed, experiment.plan(candidate, seed))
            run.history.append(EpochReport(0, 1.0, np.empty(0, np.float32), accuracy, accuracy, 0.5))
            run.confusion = np.full((10, 10), IMAGES // 100) if confusions is None else confusions[candidate]
            run.state = FINISHED
            runs.append(run)
    return runs


def reach(first, second, comparisons=1, overlap=0.0):
    """scipy's paired interval, at a level that Bonferroni's correction gives, widened as Nadeau and Bengio say."""
    found = stats.ttest_rel(list(first.values()), list(second.values())).confidence_interval(1 - 0.05 / comparisons)
    middle, half = (found.low + found.high) / 2, (found.high - found.low) / 2 * math.sqrt(1 + overlap * len(first))
    return f"{middle - half:+.2f} to {middle + half:+.2f}".replace("-", "−")


def test_a_clear_difference_is_called_one_and_an_unclear_one_is_not():
    clear = scores({0: 95.0, 1: 95.1, 2: 95.2}, {0: 90.0, 1: 90.3, 2: 90.2})
    assert "more than the spread" in compared(clear, "ab")
    unclear = scores({0: 95.0, 1: 90.0, 2: 93.0}, {0: 92.0, 1: 94.0, 2: 91.0})
    assert "no more than seeds alone" in compared(unclear, "ab")


def test_as_many_seeds_claim_less_where_they_split_the_set_anew_because_they_share_images():
    ahead, behind = {0: 95.0, 1: 95.4, 2: 96.0}, {0: 94.4, 1: 94.5, 2: 94.7}
    finals = scores(ahead, behind)
    alike, anew = compared(finals, "ab"), compared(finals, "ab", SPLIT)
    assert "more than the spread" in alike
    assert "Nadeau" not in alike
    assert "no more than seeds alone" in anew
    assert "95 % paired t interval over 3 seeds, corrected for the images that they share (Nadeau and Bengio)" in anew
    assert reach(ahead, behind, 1, SPLIT) in anew


@pytest.mark.parametrize("overlap", [0.0, SPLIT])
def test_one_image_more_in_each_of_three_seeds_is_not_called_more_than_luck(overlap):
    """Three equal differences have no spread at all: it had been "more than the spread explains (+0.05 to +0.05)"."""
    first, second = {0: 95.05, 1: 94.05, 2: 96.05}, {0: 95.0, 1: 94.0, 2: 96.0}
    words = compared(scores(first, second), "ab", overlap)
    assert words.startswith("a (95.0 %) is ahead of b (95.0 %) by 0.05 points. That is no more than seeds alone")
    assert "+0.05 to +0.05" not in words


def test_who_is_ahead_is_told_by_the_seeds_that_both_have_finished():
    words = compared(scores({0: 90.0, 1: 99.0}, {0: 95.0}), "ab")
    assert words.startswith("b (95.0 %) is ahead of a (90.0 %) by 5.0 points. That is from 1 seed")


@pytest.mark.parametrize("others", [1, 2, 6])
def test_the_interval_of_the_one_that_is_ahead_is_widened_for_as_many_as_there_are_others(others):
    """It was picked among all: with six others, 95 % of each comparison would hold all together in 74 % only."""
    finals = scores(AHEAD, *({s: v - which for s, v in BEHIND.items()} for which in range(others)))
    words = compared(finals, "abcdefg")
    assert f"{reach(AHEAD, BEHIND, others)} points" in words
    assert (f"widened for {others} comparisons" in words) == (others > 1)


def test_what_one_comparison_makes_clear_may_be_luck_among_many():
    ahead, behind = {0: 95.0, 1: 95.4, 2: 95.8}, {0: 93.9, 1: 93.6, 2: 94.4}
    assert "more than the spread" in compared(scores(ahead, behind), "ab")
    low = [dict.fromkeys(behind, 80.0 + which) for which in range(5)]
    assert "no more than seeds alone" in compared(scores(ahead, behind, *low), "abcdefg")


def test_candidates_that_are_level_are_called_so():
    assert compared(scores(AHEAD, AHEAD), "ab") == "a (95.2 %) and b (95.2 %) are level."


@pytest.mark.parametrize("images", [7, 60, 999, 2_000, 10_000])
def test_as_many_images_right_are_level_whatever_their_order_rounds_to(images):
    """Means of the same numbers in another order differ in their last bit: it had been "ahead by 0.00 points"."""
    random = np.random.default_rng(images)
    for _ in range(200):
        right = random.integers(images + 1, size=5).tolist()
        finals = {
            0: {seed: Score(count, images) for seed, count in enumerate(right)},
            1: {seed: Score(count, images) for seed, count in enumerate(random.permutation(right).tolist())},
        }
        assert compared(finals, "ab").endswith("are level.")


def test_a_lead_too_small_for_two_decimals_is_not_called_none():
    finals = {0: {0: Score(19_001, 20_000)}, 1: {0: Score(19_000, 20_000)}}
    assert "ahead of b (95.0 %) by 0.01 points" in compared(finals, "ab")
    finals = {0: {0: Score(95_001, 100_000)}, 1: {0: Score(95_000, 100_000)}}
    assert "ahead of b (95.0 %) by less than 0.01 points" in compared(finals, "ab")


def test_without_a_seed_in_common_nobody_is_ahead():
    assert compared(scores({0: 95.0}, {1: 90.0}), "ab").startswith("No seed has finished in both")


def test_two_by_some_are_compared_line_by_line_each_widened_for_all_lines():
    made = Experiment(
        "mine", BASE, (Factor("output", ("log_softmax", "softmax")), Factor("kept", (2, 3, 5))), (0, 1, 2)
    )
    runs = finished(made, dict(enumerate([AHEAD, AHEAD, AHEAD, BEHIND, BEHIND, BEHIND])))
    sentences = conclusion(made, runs)
    assert sentences[0] == (
        "2 digits: log-softmax (95.2 %) is ahead of softmax (93.2 %) by 2.0 points "
        f"(more than luck: {reach(AHEAD, BEHIND, 3, SPLIT)})."
    )
    assert len(sentences) == 5
    assert sentences[3:] == [
        "In brackets: 95 % paired t interval over 3 seeds, corrected for the images that they share (Nadeau and "
        "Bengio), widened for 3 comparisons, in points.",
        OPTIMISTIC,
    ]


def test_with_test_images_of_its_own_a_set_tells_of_other_seeds_only_and_says_so():
    made = Experiment("mine", BASE, (OUTPUTS,), (0, 1, 2))
    runs = finished(made, {0: AHEAD, 1: BEHIND})
    split, own = conclusion(made, runs), conclusion(made, runs, own_test=True)
    assert reach(AHEAD, BEHIND, 1, SPLIT) in split[0]
    assert reach(AHEAD, BEHIND) in own[0]
    assert "Nadeau" not in own[0]
    assert split[1:] == [OPTIMISTIC]
    assert own[1:] == [ONE_SPLIT, OPTIMISTIC]


def test_the_larger_the_test_share_the_more_the_seeds_have_in_common():
    half = Experiment("mine", Plan(config=TrainingConfig(epochs=1), test_fraction=0.5), (OUTPUTS,), (0, 1, 2))
    assert reach(AHEAD, BEHIND, 1, 1.0) in conclusion(half, finished(half, {0: AHEAD, 1: BEHIND}))[0]


def test_a_headline_says_who_is_ahead_and_whether_that_may_be_luck_and_its_reasons_do_not_say_it_again():
    made = Experiment("mine", BASE, (OUTPUTS,), (0, 1, 2))
    clear = finished(made, {0: AHEAD, 1: BEHIND})
    head, rest = headline(made, clear)
    assert head == "log-softmax (95.2 %) is ahead of softmax (93.2 %) by 2.0 points: that is more than luck."
    assert [head.split(":")[0] + ". " + rest[0], *rest[1:]] == conclusion(made, clear)
    unclear = finished(made, {0: {0: 95.0, 1: 90.0, 2: 93.0}, 1: {0: 92.0, 1: 94.0, 2: 91.0}})
    assert headline(made, unclear)[0].endswith(": that may be luck.")
    few = finished(made, {0: {0: 95.0}, 1: {0: 92.0}})
    assert headline(made, few)[0].endswith(": of so few seeds, that may be luck.")
    level = finished(made, {0: AHEAD, 1: AHEAD})
    assert headline(made, level) == ("log-softmax (95.2 %) and softmax (95.2 %) are level.", [OPTIMISTIC])
    assert headline(made, clear[:1]) == ("", [])
    lines = Experiment("mine", BASE, (OUTPUTS, Factor("kept", (2, 3, 5))), (0, 1, 2))
    runs = finished(lines, dict(enumerate([AHEAD, AHEAD, AHEAD, BEHIND, BEHIND, AHEAD])))
    head, rest = headline(lines, runs)
    assert head == "Of 3 comparisons, 2 show a difference that is more than luck."
    assert rest == conclusion(lines, runs)


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
    runs = finished(
        made, {0: {0: 95.0}, 1: {0: 90.0}}, [np.eye(10, dtype=np.int64)[:, ::-1] * (np.arange(10) < 2)[:, None]] * 2
    )
    assert not any("Never trained on" in sentence for sentence in conclusion(made, runs))
