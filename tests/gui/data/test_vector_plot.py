"""The vector is the image row by row, and a place of it is pointed at and marked."""

import numpy as np
import pytest

from gui.data.vector_plot import VectorPlot

IMAGE = (np.arange(784) % 256).astype(np.uint8).reshape(28, 28)


@pytest.fixture
def vector(show):
    made = show(VectorPlot(), 600, 200)
    made.set_image(IMAGE)
    made.told = []
    made.pointed.connect(made.told.append)
    return made


def test_the_rows_stand_behind_each_other(vector):
    edges, values = vector._curve.getData()
    assert values.tolist() == IMAGE.ravel().tolist()
    assert edges.tolist() == list(range(785))


@pytest.mark.parametrize("place", [0, 400, 783])
def test_the_place_under_the_pointer_is_told(vector, point, place):
    point(vector.plot, place + 0.5, 100)
    assert vector.told[-1] == pytest.approx(place, abs=1), "a pixel of the screen is more than one place wide"


@pytest.mark.parametrize(("at", "told"), [(-2, -1), (786, -1)])
def test_beside_the_vector_there_is_no_place(vector, point, at, told):
    point(vector.plot, at, 100)
    assert vector.told[-1] == told


def test_the_mark_stands_in_the_middle_of_its_place_and_follows_the_image(vector):
    vector.mark(30)
    assert (vector._line.value(), [float(part[0]) for part in vector._dot.getData()]) == (30.5, [30.5, 30])
    vector.set_image(255 - IMAGE)
    assert vector._dot.getData()[1][0] == 225
    vector.mark(-1)
    assert (vector.place(), vector._line.isVisible(), vector._dot.isVisible()) == (-1, False, False)


def test_without_an_image_it_is_flat(vector):
    vector.set_image(None)
    assert not vector._curve.getData()[1].any()
