"""Before any test: torch ahead of Qt, as everywhere, and a window system that needs no screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
import torch  # noqa: F401

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.locks import ending


def pytest_addoption(parser):
    parser.addoption("--monkey", type=int, default=500, metavar="STEPS", help="steps of the monkey at the window")


@pytest.fixture(scope="session")
def lesson_digits() -> Digits:
    """The 20,000 images."""
    return bundled("mnist-20k")


@pytest.fixture(scope="session")
def some_digits(lesson_digits) -> Digits:
    """2,000 of them."""
    return lesson_digits.take(np.arange(2_000))


@pytest.fixture(scope="session")
def few_digits(lesson_digits) -> Digits:
    """Another 300, for tests that train for a moment or test what was trained on ``some_digits``."""
    return lesson_digits.take(np.arange(2_000, 2_300))


@pytest.fixture(autouse=True)
def no_end():
    """The program of the test before has ended; this one's has not."""
    ending.clear()
