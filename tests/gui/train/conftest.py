"""The Train page in the real window, and by itself."""

import pytest

from engine.digits.bundle import bundled
from gui.train.page import TrainPage


@pytest.fixture
def page(window):
    window.pages.setCurrentWidget(window.train_page)
    return window.train_page


@pytest.fixture
def alone(session, page_of):
    """The page without its window, for what needs no training."""
    made = page_of(TrainPage)
    session.data.set_digits(bundled())
    return made


@pytest.fixture
def training(window):
    """The run under way."""
    return window.session.training
