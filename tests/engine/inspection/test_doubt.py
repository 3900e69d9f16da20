"""Doubt where it is due."""

import numpy as np
import pytest

from engine.digits.bundle import bundled
from engine.files import RESOURCES
from engine.inspection.doubt import NOT_A_DIGIT, NOT_SURE, PASTED, SURE, Doubt, doubt_from
from engine.inspection.reliability import calibration_error
from engine.networks.files import pretrained, read_facts


def evidence(*probabilities):
    rest = (1 - sum(probabilities)) / (10 - len(probabilities))
    return np.log(np.array([*probabilities, *[rest] * (10 - len(probabilities))]))


def test_one_likely_digit_is_sure():
    assert Doubt(0.6, 0.8).verdict(evidence(0.02, 0.95)) == (SURE, 1, 0)


def test_two_close_digits_are_not_sure():
    assert Doubt(0.6, 0.8).verdict(evidence(0.45, 0.5)) == (NOT_SURE, 1, 0)


def test_evidence_spread_over_all_digits_is_perhaps_no_digit():
    assert Doubt(0.6, 0.8).verdict(evidence(0.3, 0.2)).kind == NOT_A_DIGIT
    assert Doubt(0.6, 0.8).verdict(np.full(10, -np.log(10))).kind == NOT_A_DIGIT


def test_of_equal_digits_the_smallest_comes_first_as_everywhere():
    assert Doubt(0.6, 0.8).verdict(evidence(0.02, 0.4, 0.02, 0.4))[1:] == (1, 3)


def test_a_digit_impossible_in_float_is_no_trouble():
    certain = np.full(10, -np.inf)
    certain[4] = 0.0
    assert Doubt(0.6, 0.8).verdict(certain)[:2] == (SURE, 4)


def test_thresholds_survive_the_header_of_a_file():
    assert doubt_from(Doubt(0.625, 0.75).facts()) == Doubt(0.625, 0.75)


@pytest.mark.parametrize(
    "facts",
    [{}, {"doubt_one": "0.5"}, {"doubt_one": "high", "doubt_two": "0.5"}, {"doubt_one": "NaN", "doubt_two": "0.5"}],
)
def test_a_network_without_calibration_has_no_doubt_to_give(facts):
    assert doubt_from(facts) is None


def test_the_explanation_names_the_thresholds():
    assert "62 %" in Doubt(0.62, 0.81).explain()
    assert "81 %" in Doubt(0.62, 0.81).explain()


def test_the_network_that_ships_is_right_on_mnist_and_seldom_doubts_what_it_gets_right():
    """MNIST's images are scans of paper: what holds for pictures holds for them."""
    test, network = bundled("mnist-test"), pretrained()
    doubt = doubt_from(read_facts(RESOURCES / "pretrained.safetensors"), PASTED)
    log_probabilities = network.log_probabilities(test.images)
    right = log_probabilities.argmax(axis=1) == test.labels
    assert right.mean() >= 0.992
    assert calibration_error(log_probabilities, test.labels) < 1
    assert np.mean([doubt.verdict(row).kind != SURE for row in log_probabilities[right]]) <= 0.03


def test_a_probability_at_the_threshold_is_enough():
    given = np.log(np.array([0.5, 0.25, 0.25, *[1e-9] * 7]))
    best, both = np.exp(given[0]), np.exp(given[0]) + np.exp(given[1])
    assert Doubt(best, both).verdict(given).kind == SURE
    assert Doubt(np.nextafter(best, 1), both).verdict(given).kind == NOT_SURE
    assert Doubt(best, np.nextafter(both, 1)).verdict(given).kind == NOT_A_DIGIT


def test_pictures_have_thresholds_of_their_own_or_those_of_drawings():
    drawn, pasted = Doubt(0.625, 0.75), Doubt(0.5, 0.6)
    assert doubt_from(drawn.facts() | pasted.facts(PASTED), PASTED) == pasted
    assert doubt_from(drawn.facts() | pasted.facts(PASTED)) == drawn
    assert doubt_from(drawn.facts(), PASTED) == drawn
    assert doubt_from({}, PASTED) is None
