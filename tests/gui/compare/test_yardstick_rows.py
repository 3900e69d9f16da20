"""A row for each recipe: means over seeds, what waits, and what failed."""

import math

import pytest

from engine.experiments.states import CANCELLED, FAILED
from engine.experiments.yardsticks.recipes import Centroid, Logistic, Machine, Neighbours
from gui.compare.yardstick_rows import NOT_SETTLED, rows_of
from tests.gui.compare.tools import measurement, record


def test_rows_stand_in_the_order_of_the_form_with_the_means_of_their_seeds():
    known = [record(Machine(), 196), record(Centroid(), 160, 1), record(Centroid(), 164), record(Neighbours(), 190)]
    rows = rows_of(known, [measurement(Logistic())])
    assert [type(row.recipe) for row in rows] == [Logistic, Centroid, Neighbours, Machine]
    linear, means = rows[:2]
    assert (means.accuracy, means.ends, means.rated.percent) == (81, (80, 82), 81)
    assert means.spread == pytest.approx(math.sqrt(2))
    assert (means.fit_seconds, means.image_seconds, means.size) == (0.5, 1e-4, 62_720)
    assert math.isnan(linear.accuracy)
    assert (linear.runs_words, means.runs_words) == ("0 of 1", "2 of 2")


def test_what_failed_is_told_what_was_cancelled_is_left_out_and_measured_anew_counts_once():
    rest = [
        measurement(seed=0), measurement(seed=1, state=FAILED, reason="too few"),
        measurement(seed=2, state=CANCELLED), measurement(Neighbours(), state=CANCELLED),
    ]  # fmt: skip
    [row] = rows_of([record()], rest)
    assert (row.runs_words, row.reasons) == ("1 of 2, 1 failed", "Seed 1: too few")


def test_the_tip_says_what_it_is_and_that_the_measured_linear_classifier_is_not_the_published_one():
    [linear] = rows_of([record(Logistic(), settled=False)], [])
    [means] = rows_of([record()], [])
    assert "pair of digits" in linear.tip
    assert NOT_SETTLED in linear.tip
    assert "Seed 0: 95.00 %" in linear.tip
    assert "pair of digits" not in means.tip
    [letters] = rows_of([record(Logistic(), are_digits=False)], [])
    assert "pair of digits" not in letters.tip
