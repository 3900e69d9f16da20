"""Yardsticks beside a network: paired by seed, with an interval that is widened for all pairs."""

import numpy as np
import pytest
from scipy import stats

from engine.experiments.statistics import Score
from engine.experiments.yardsticks.standing import Rated, in_words, standings

IMAGES, SEEDS = 2_000, 5


def rated(label, *rights, first=0):
    return Rated(label, {first + place: Score(right, IMAGES) for place, right in enumerate(rights)})


NETWORK = rated("784-64", 1900, 1901, 1899, 1902, 1900)
AHEAD = rated("svm", 1950, 1952, 1948, 1951, 1950)
LEVEL = rated("neighbours", 1880, 1915, 1903, 1890, 1921)
BEHIND = rated("means", 1600, 1610, 1605, 1599, 1602)


def test_the_interval_is_the_paired_t_interval_of_nadeau_and_bengio():
    overlap = 1 / 9
    [found] = [one for one in standings(NETWORK, [AHEAD, LEVEL], 2, overlap) if one.yardstick is LEVEL]
    points = np.array([LEVEL.scores[seed].percent - NETWORK.scores[seed].percent for seed in range(SEEDS)])
    reach = stats.t.ppf(1 - 0.05 / 4 / 2, SEEDS - 1) * points.std(ddof=1) * np.sqrt(1 / SEEDS + overlap)
    assert found.points == pytest.approx(points.mean())
    assert (found.interval.low, found.interval.high) == pytest.approx((points.mean() - reach, points.mean() + reach))


def test_what_is_more_than_luck_is_told_from_what_may_be():
    ahead, level, behind = in_words(NETWORK, standings(NETWORK, [BEHIND, LEVEL, AHEAD], overlap=1 / 9))
    assert ahead.startswith("More than luck ahead of 784-64 (95.0 %): svm 97.5 % (+")
    assert "no more than seeds alone may bring: neighbours 95.1 % (−" in level
    assert behind.startswith("More than luck behind 784-64 (95.0 %): means 80.2 % (−")
    assert "paired t interval over 5 seeds, corrected" in behind
    assert "3 comparisons" in behind


def test_few_seeds_claim_nothing_and_only_those_that_both_have_count():
    one = rated("svm", 1950, first=4)
    [words] = in_words(NETWORK, standings(NETWORK, [one]))
    assert words.startswith("Beside 784-64 (95.0 %): svm 97.5 % (+2.5 points). That is from 1 seed")
    assert standings(NETWORK, [rated("svm", 1950, first=9)]) == []
    assert in_words(NETWORK, []) == []
