"""Points go to their next places, and are there in the end."""

import numpy as np
import pytest
from PySide6.QtCore import QObject

from gui.inspect.glide import Glide


@pytest.fixture
def glide(qapp):
    owner = QObject()
    made = Glide(owner)
    yield made
    owner.deleteLater()


def test_they_pass_what_lies_between_and_arrive(glide, wait):
    start, end = np.zeros((2, 2)), np.array([[4.0, 0.0], [0.0, 8.0]])
    glide.jump(start)
    seen = []
    glide.moved.connect(lambda share: seen.append((share, glide.places)))
    glide.go(end)
    assert glide.target is end
    wait(lambda: not glide.under_way)
    assert glide.places is end
    shares = [share for share, _places in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    for share, places in seen:
        np.testing.assert_allclose(places, end * share)


def test_a_jump_ends_a_glide(glide):
    glide.jump(np.zeros((1, 2)))
    glide.go(np.ones((1, 2)))
    glide.jump(np.full((3, 2), 5.0))
    assert not glide.under_way
    assert len(glide.places) == 3
