"""The Data page in the real window, and by itself over a few digits."""

import numpy as np
import pytest

from engine.digits.dataset import Digits
from gui.data.page import DataPage


def some_digits(name="mine", count=60):
    """Images with a bright corner that tells them apart, of all ten digits."""
    images = np.random.default_rng(0).integers(0, 200, (count, 28, 28), np.uint8)
    return Digits(images, np.arange(count) % 10, name, f"/somewhere/{name}")


@pytest.fixture
def page(window, wait):
    """The Data page in sight, with the lesson's digits at a glance."""
    window.pages.setCurrentWidget(window.data_page)
    wait(lambda: window.data_page.glance.mean.image() is not None)
    return window.data_page


@pytest.fixture
def lone_page(session, page_of, wait):
    """The page by itself over a few digits: nothing else is loaded."""
    made = page_of(DataPage)
    made.resize(1000, 620)
    session.data.set_digits(some_digits())
    wait(lambda: made.glance.mean.image() is not None)
    return made
