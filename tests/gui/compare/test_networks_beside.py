"""Yardsticks are compared with networks of the very same images, and with no others."""

import math
from dataclasses import replace

import pytest

from engine.digits.changes import Changes
from engine.experiments.yardsticks.record import Conditions
from gui.compare.line_style import line_styles
from gui.compare.networks_beside import Line, comparison, network_point, rated, yardstick_point
from gui.compare.yardstick_rows import rows_of
from tests.gui.compare.tools import raced, record

STYLE = line_styles(1)[0]
MINE = Conditions("mark", "", 0.1, Changes())
SEEDS = range(3)


class Measured:
    """Of which sets ``digits`` are: they are called by their marks here."""

    def conditions(self, digits, test_digits, test_fraction, changes):
        return Conditions(digits, "", test_fraction, changes)


@pytest.fixture
def rows():
    return rows_of([record(right=190 + seed, seed=seed) for seed in SEEDS], [])


def line(label, accuracy, mark="mark"):
    return Line(label, STYLE, [raced(accuracy + seed / 2, seed) for seed in SEEDS], mark, None)


def words(rows, *lines):
    return " ".join(comparison(rows, lines, MINE, Measured()))


def test_beside_the_best_network_of_the_same_images(rows):
    told = words(rows, line("worse", 80), line("better", 90), line("of another set", 99, "other"))
    assert told.startswith("Of all, nearest mean image, Euclidean is right most often: 95.5 %. More than luck ahead of")
    assert "More than luck ahead of better (90.5 %): nearest mean image, Euclidean 95.5 %" in told
    assert words(rows, line("best", 98)).startswith("Of all, best is right most often: 98.5 %.")
    assert "2 comparisons" in told


def test_networks_of_other_images_are_not_compared_and_without_any_the_best_yardstick_is_told(rows):
    assert "other images" in words(rows, line("of another set", 99, "other"))
    untried = Line("untried", STYLE, [replace_state(raced(90), "waiting")], "mark", None)
    assert "nearest mean image, Euclidean is right most often: 95.5 %" in words(rows, untried)
    assert words([]) == ""
    assert comparison(rows, [], None, Measured()) == []


def replace_state(run, state):
    run.state = state
    return run


def test_a_run_that_was_pinned_knows_its_share_only():
    run = raced(90.0, 7)
    run.confusion = None
    found = rated(replace(line("pinned", 0), runs=[run]), 2_000)
    assert (found.scores[7].right, found.scores[7].images) == (1_800, 2_000)


def test_points_have_the_means_the_ends_and_the_prices(rows):
    point = network_point(line("network", 90), 2e-6, True)
    assert (point.percent, point.low, point.high, point.is_network) == (90.5, 90, 91, True)
    assert point.prices == (2.0, 2e-6, 4 * point_parameters())
    untried = network_point(Line("untried", STYLE, [replace_state(raced(90), "running")], "mark", None), 1.0, True)
    assert math.isnan(untried.percent)
    point = yardstick_point(rows[0], STYLE, False)
    assert (point.percent, point.prices, point.shown) == (95.5, (0.5, 1e-4, 62_720), False)


def point_parameters():
    return raced(90).plan.spec.parameters
