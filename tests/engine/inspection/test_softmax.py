"""Softmax by hand is torch's, also where float32 has no numbers any more."""

import math

import numpy as np
import pytest
import torch
from torch.nn import functional
from torch.testing import assert_close

from engine.inspection.softmax import penalties, product, softmax_by_hand, tiny


@pytest.mark.parametrize("constant", [0.0, 7.5, -30.0, 200.0, -200.0])
@pytest.mark.parametrize("classes", [2, 10, 62])
def test_all_rows_are_torchs(constant, classes):
    sums = np.random.default_rng(classes).normal(0, 5, classes).astype(np.float32)
    made, z = softmax_by_hand(sums, constant), torch.from_numpy(sums) + constant
    assert_close(torch.from_numpy(made.exponentials), z.exp())
    assert_close(torch.from_numpy(made.probabilities), functional.softmax(z, 0))
    assert_close(torch.from_numpy(made.logs), functional.log_softmax(z, 0))


def test_a_constant_changes_nothing_after_the_quotient():
    sums = np.linspace(-4, 4, 10)
    plain = softmax_by_hand(sums)
    for constant in (3.0, -20.0, 150.0, -150.0):
        moved = softmax_by_hand(sums, constant)
        assert np.allclose(moved.probabilities, plain.probabilities, rtol=1e-4)
        assert np.allclose(moved.logs, plain.logs, atol=1e-4)
        assert not np.allclose(moved.exponentials, plain.exponentials)


def test_the_naive_way_fails_where_float32_ends_and_torchs_does_not():
    assert not softmax_by_hand(np.linspace(-4, 4, 10)).naive_fails
    for constant in (100.0, -200.0):
        made = softmax_by_hand(np.linspace(-4, 4, 10), constant)
        assert made.naive_fails
        assert made.probabilities.sum() == pytest.approx(1)


def test_104_below_is_nothing_in_float32_and_minus_104_as_a_logarithm():
    found = tiny(104.0)
    assert found.probability == 0
    assert found.log == -math.inf
    assert found.log_softmax == pytest.approx(-104)
    assert tiny(10.0).log == pytest.approx(-10, abs=1e-3)


def test_three_tiny_numbers_multiplied_are_nothing_and_their_logarithms_are_added():
    found = product(1e-19, 3)
    assert found.product == 0
    assert found.sum_of_logs == pytest.approx(3 * math.log(1e-19), rel=1e-6)
    assert product(1e-19, 2).product > 0


def test_the_penalties_are_those_of_the_two_losses():
    sums = np.array([1.0, 3.0, -2.0], np.float32)
    found = penalties(softmax_by_hand(sums), 0)
    z, true = torch.from_numpy(sums)[None], torch.tensor([0])
    assert found.log == pytest.approx(float(functional.nll_loss(functional.log_softmax(z, 1), true)), rel=1e-6)
    assert found.plain == pytest.approx(float(functional.nll_loss(functional.softmax(z, 1), true)), rel=1e-6)
