"""Stated and right, bin by bin, against a plain reckoning and scikit-learn's."""

import math

import numpy as np
import pytest
from sklearn.calibration import calibration_curve

from engine.digits.dataset import Digits
from engine.inspection.evaluation import Evaluation
from engine.inspection.reliability import BINS, binned, calibration_error, reliability


def guesses(count=3000, seed=0):
    """Probabilities of guesses, and which are right: more seldom than they say."""
    generator = np.random.default_rng(seed)
    probability = generator.uniform(0.1, 1, count)
    return probability, generator.random(count) < probability**1.3


def evaluation(probabilities, labels):
    images = np.zeros((len(labels), 28, 28), np.uint8)
    return Evaluation(Digits(images, np.array(labels), "few"), np.log(np.array(probabilities)).astype(np.float32))


def test_each_bin_agrees_with_a_loop_over_the_images():
    probability, right = guesses()
    found = binned(probability, right)
    for place in range(BINS):
        inside = [at for at, p in enumerate(probability) if place / BINS < p <= (place + 1) / BINS]
        assert found.counts[place] == len(inside)
        if inside:
            assert found.stated[place] == pytest.approx(np.mean([probability[at] for at in inside]))
            assert found.right[place] == pytest.approx(np.mean([right[at] for at in inside]))
            assert sorted(found.images(place)) == inside
    filled = found.counts > 0
    gaps = np.abs(found.stated - found.right)[filled]
    assert found.error == pytest.approx(100 * (gaps * found.counts[filled]).sum() / len(probability))


def test_the_curve_is_that_of_scikit_learn():
    probability, right = guesses(seed=1)
    found = binned(probability, right, 10)
    shares, means = calibration_curve(right, probability, n_bins=10)
    filled = found.counts > 0
    assert np.allclose(found.right[filled], shares)
    assert np.allclose(found.stated[filled], means)


def test_an_evaluation_is_binned_by_the_probability_of_its_guesses():
    rows = [[0.68, 0.2, 0.12], [0.2, 0.68, 0.12], [0.06, 0.06, 0.88]]
    labels = [0, 0, 2]
    found = reliability(evaluation(rows, labels), bins=10)
    assert found.counts.tolist() == [0, 0, 0, 0, 0, 0, 2, 0, 1, 0]
    assert found.right[6] == 0.5
    assert found.error == pytest.approx(100 * (2 / 3 * 0.18 + 1 / 3 * 0.12), abs=1e-4)
    assert found.boasting == pytest.approx(100 * (2 * 0.68 + 0.88 - 2) / 3, abs=1e-4)
    assert calibration_error(np.log(rows), np.array(labels), 10) == pytest.approx(found.error, abs=1e-4)


def test_in_a_bin_the_wrong_come_first_and_then_the_surest():
    found = binned(np.array([0.91, 0.92, 0.93, 0.2]), np.array([True, False, True, True]), bins=10)
    assert found.images(9).tolist() == [1, 2, 0]


def test_honest_evidence_lies_within_the_range_of_chance_of_nearly_all_bins():
    generator = np.random.default_rng(2)
    probability = generator.uniform(0, 1, 20_000)
    low, high = binned(probability, generator.random(20_000) < probability, 100).range_of_chance
    stated = binned(probability, probability > 2, 100).stated
    assert 0.9 <= np.mean((low <= stated) & (stated <= high)) <= 0.99


def test_the_range_of_chance_is_wilsons():
    low, high = binned(np.full(10, 0.95), np.arange(10) < 8, bins=1).range_of_chance
    assert (low[0], high[0]) == (pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))


def test_a_set_without_images_has_no_error_and_what_is_no_number_does_no_harm():
    nothing = binned(np.empty(0), np.empty(0, bool))
    assert math.isnan(nothing.error)
    assert math.isnan(nothing.boasting)
    assert nothing.counts.sum() == 0
    lost = binned(np.array([math.nan, 1.0]), np.array([False, True]))
    assert lost.counts[[0, -1]].tolist() == [1, 1]
    assert lost.error == pytest.approx(0)
