"""What the seeds say is what statistics says of them."""

import numpy as np
import pytest
from scipy import stats

from engine.experiments.conclusion import compared
from engine.experiments.statistics import paired_interval, t_quantile


@pytest.mark.parametrize("seeds", [3, 5, 20])
def test_the_interval_is_the_paired_t_interval(seeds):
    random = np.random.default_rng(seeds)
    first, second = random.normal(95, 1, seeds), random.normal(94, 1, seeds)
    ours = paired_interval(first, second)
    low, high = stats.ttest_rel(first, second).confidence_interval(0.95)
    assert (ours.low, ours.high) == pytest.approx((low, high), rel=1e-6)
    assert t_quantile(0.95, seeds - 1) == pytest.approx(stats.t.ppf(0.975, seeds - 1), rel=1e-6)


def test_nothing_is_claimed_under_three_seeds():
    assert paired_interval([95, 96], [90, 91]) is None
    assert "luck" in compared({0: {0: 95.0, 1: 96.0}, 1: {0: 90.0, 1: 91.0}}, ["a", "b"])
