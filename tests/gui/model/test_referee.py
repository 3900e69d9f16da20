"""Digits are told apart by the network that ships, where the classes are the ten digits."""

import numpy as np

from engine.digits.dataset import Digits
from engine.networks.network import FeedForward, NetworkSpec
from gui.model.networks import OPENED, SHIPPED, Known, shipped


def test_only_a_calibrated_network_of_digits_is_the_referee(session):
    digits = session.drawing.digits
    assert digits.reader is None
    plain = FeedForward(NetworkSpec((4,)))
    session.networks.add(SHIPPED, Known("Ships", lambda: plain, None))
    assert digits.reader is None
    session.networks.add(SHIPPED, shipped())
    first = digits.reader
    assert first is not None
    session.networks.add(OPENED, Known("another", lambda: plain, None))
    session.networks.choose(OPENED)
    assert digits.reader is first
    names = ("no", "yes")
    others = FeedForward(NetworkSpec((4,), classes=2, names=names))
    session.data.set_digits(Digits(np.zeros((2, 28, 28), np.uint8), np.arange(2), "others", names=names))
    session.networks.add(OPENED, Known("a friend's", lambda: others, None))
    assert digits.reader is None
    session.networks.choose(SHIPPED)
    assert digits.reader is not None
