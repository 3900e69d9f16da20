"""The Train page in a room of its own, and by itself."""

import pytest

from engine.digits.bundle import bundled
from gui.train.page import TrainPage


@pytest.fixture
def room(room_of):
    return room_of(TrainPage)


@pytest.fixture
def page(room):
    return room.page


@pytest.fixture
def alone(session, page_of):
    """The page without any window, for what needs neither a training nor to be told."""
    made = page_of(TrainPage)
    session.data.set_digits(bundled())
    return made


@pytest.fixture
def training(session):
    """The run under way."""
    return session.training
