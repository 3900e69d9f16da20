"""An image on its way through a network, to be drawn."""

import pytest

from engine.inspection.flow import flow
from engine.networks.network import FeedForward, NetworkSpec


@pytest.fixture(scope="session")
def network():
    return FeedForward(NetworkSpec(), 1)


@pytest.fixture(scope="session")
def found(network, lesson_digits):
    return flow(network, lesson_digits.images[7])
