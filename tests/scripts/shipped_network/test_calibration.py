"""Probabilities that mean what they say."""

import numpy as np
import pytest
import torch

from engine.inspection.doubt import SURE
from engine.inspection.reliability import calibration_error
from engine.networks.network import FeedForward, NetworkSpec
from scripts.shipped_network.calibration import calibrate, cooled, temperature


def evidence(*probabilities):
    rest = (1 - sum(probabilities)) / (10 - len(probabilities))
    return np.log(np.array([*probabilities, *[rest] * (10 - len(probabilities))]))


def drawn(count, sharpness, seed=0):
    """Evidence that means what it says after division by ``sharpness``, and labels drawn from it."""
    random = np.random.default_rng(seed)
    logits = random.normal(0, 2.5, (count, 10))
    logits -= np.logaddexp.reduce(logits, axis=1, keepdims=True)
    labels = np.array([random.choice(10, p=row / row.sum()) for row in np.exp(logits)])
    sharp = logits * sharpness
    return sharp - np.logaddexp.reduce(sharp, axis=1, keepdims=True), labels


def test_calibrated_thresholds_doubt_few_right_digits():
    log_probabilities, labels = drawn(4000, 3.0)
    doubt = calibrate(log_probabilities, labels, (0.015, 0.015))
    right = log_probabilities.argmax(axis=1) == labels
    doubted = [doubt.verdict(row).kind != SURE for row in log_probabilities[right]]
    assert 0.01 < np.mean(doubted) <= 0.0301


def test_the_temperature_undoes_what_sharpened_the_evidence():
    for sharpness in (0.5, 1.0, 2.0):
        assert temperature(*drawn(3000, sharpness)) == pytest.approx(sharpness, rel=0.08)


def test_a_cooled_network_gives_the_same_digits_with_divided_logits():
    network = FeedForward(NetworkSpec(hidden=(20,)), seed=1)
    x = torch.rand(50, 784, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        before = network.logits(x)
        assert torch.allclose(cooled(network, 2.5).logits(x), before / 2.5, atol=1e-6)
        assert torch.equal(network.logits(x), before)


def test_the_calibration_error_of_honest_evidence_is_small_and_of_boasting_large():
    assert calibration_error(*drawn(3000, 1.0)) < 3
    assert calibration_error(*drawn(4000, 4.0)) > 10


def test_the_calibration_error_agrees_with_a_reckoning_by_hand():
    log_probabilities = np.stack([evidence(0.9), evidence(0.9), evidence(0.6), evidence(0.6)])
    labels = np.array([0, 1, 0, 1])
    assert calibration_error(log_probabilities, labels) == pytest.approx(100 * (0.5 * 0.4 + 0.5 * 0.1))
