"""The Draw page in a room of its own."""

import numpy as np
import pytest

from engine.digits.dataset import Digits
from engine.networks.network import FeedForward, NetworkSpec
from gui.draw.page import DrawPage
from gui.model.networks import OPENED, Known


@pytest.fixture
def room(room_of):
    return room_of(DrawPage)


@pytest.fixture
def page(room):
    return room.page


@pytest.fixture
def of_classes(page, session):
    """``of_classes(names)``: a network of these classes judges, untrained, and the digits in hand have the same."""

    def chosen(names):
        digits = Digits(np.zeros((len(names), 28, 28), np.uint8), np.arange(len(names)), "others", names=tuple(names))
        network = FeedForward(NetworkSpec((8,)).fitting(digits))
        session.networks.add(OPENED, Known("a friend's", lambda: network, None))
        session.networks.choose(OPENED)
        session.data.set_digits(digits)
        return page

    return chosen
