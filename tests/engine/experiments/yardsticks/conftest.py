"""What the tests of yardsticks share: few images, and recipes that take a moment."""

import numpy as np
import pytest

from engine.digits.splitting import split
from engine.experiments.yardsticks.recipes import Centroid, Forest, Logistic, Machine, Neighbours

QUICK = (
    Logistic(30), Logistic(5, 0.1), Centroid(), Centroid("manhattan"), Neighbours(), Neighbours(5, "distance"),
    Forest(10), Forest(5, 4), Machine(20), Machine(10, 1.0),
)  # fmt: skip


@pytest.fixture(scope="session")
def sets(lesson_digits):
    """540 training images and 60 of the test."""
    return split(lesson_digits.take(np.arange(600)))


@pytest.fixture(params=QUICK, ids=str)
def recipe(request):
    return request.param
