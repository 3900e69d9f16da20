"""What “show me” draws is read as what it is meant to be."""

import numpy as np
import pytest

from engine.handwriting.ink import rasterize
from engine.networks.files import pretrained
from gui.lesson.handwriting import strokes_of


@pytest.fixture(scope="module")
def network():
    return pretrained()


@pytest.mark.parametrize("digit", "0123456789")
def test_the_network_that_ships_reads_each_digit(network, digit):
    strokes = strokes_of(digit)
    assert all(np.ptp(points) < 280 and points.min() > 0 for points in strokes)
    evidence = network.log_probabilities(rasterize(strokes)[None])[0]
    assert int(np.argmax(evidence)) == int(digit)


def test_what_is_no_digit_has_no_strokes():
    assert strokes_of("x") == []
