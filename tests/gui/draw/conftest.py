"""The Draw page in the real window."""

import numpy as np
import pytest

from engine.digits.dataset import Digits
from engine.networks.network import FeedForward, NetworkSpec
from gui.model.networks import OPENED, Known


@pytest.fixture
def page(window):
    window.pages.setCurrentWidget(window.draw_page)
    return window.draw_page


@pytest.fixture
def of_classes(page, window):
    """``of_classes(names)``: a network of these classes judges, untrained, and the digits in hand have the same."""

    def chosen(names):
        digits = Digits(np.zeros((len(names), 28, 28), np.uint8), np.arange(len(names)), "others", names=tuple(names))
        network = FeedForward(NetworkSpec((8,)).fitting(digits))
        window.session.networks.add(OPENED, Known("a friend's", lambda: network, None))
        window.session.networks.choose(OPENED)
        window.session.data.set_digits(digits)
        return page

    return chosen
