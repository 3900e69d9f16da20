"""The part of a matrix that is looked at never leaves it, and what is under the pointer stays there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.matrix_view import FEWEST, MatrixView, whole

SHAPE = (100, 200)


def test_all_of_a_matrix_is_seen_to_begin_with():
    view = whole(SHAPE)
    assert (view.row, view.column, view.rows, view.columns) == (0, 0, 100, 200)
    assert view.at(0, 0) == (0, 0)
    assert view.at(0.5, 0.25) == (50, 50)


def test_the_last_pixel_belongs_to_the_last_cell():
    assert whole(SHAPE).at(1.0, 1.0) == (99, 199)


def test_looking_closer_halves_both_and_keeps_the_cell_in_its_place():
    view = whole(SHAPE).zoomed(0.5, 20, 150)
    assert (view.rows, view.columns) == (50, 100)
    assert (20.5 - view.row) / view.rows == pytest.approx(0.205)
    assert (150.5 - view.column) / view.columns == pytest.approx(0.7525)


def test_there_is_a_closest_look_and_a_farthest():
    assert whole(SHAPE).zoomed(0.001, 50, 50).rows == FEWEST
    assert whole(SHAPE).zoomed(0.5, 50, 50).zoomed(1_000, 3, 3) == whole(SHAPE)


def test_a_look_beyond_the_edge_stops_at_it():
    close = MatrixView(SHAPE, 10, 10, 20, 40)
    assert (close.from_(-5, -5).row, close.from_(-5, -5).column) == (0, 0)
    assert (close.from_(500, 500).row, close.from_(500, 500).column) == (80, 160)


@pytest.mark.parametrize(
    ("cell", "corner"),
    [
        ((15, 15), (10, 10)),
        ((10, 10), (10, 10)),
        ((29, 49), (10, 10)),
        ((30, 50), (11, 11)),
        ((9, 9), (9, 9)),
        ((99, 199), (80, 160)),
    ],
)
def test_a_cell_out_of_sight_is_brought_in_by_the_shortest_way(cell, corner):
    view = MatrixView(SHAPE, 10, 10, 20, 40).showing(*cell)
    assert (view.row, view.column) == corner


def test_each_pixel_shows_the_cell_in_its_middle():
    values = np.arange(12).reshape(3, 4)
    assert whole(values.shape).sampled(values, 3, 4).tolist() == values.tolist()
    assert whole(values.shape).sampled(values, 1, 2).tolist() == [[5, 7]]
    assert whole(values.shape).sampled(values, 6, 4).tolist() == values.repeat(2, 0).tolist()
    assert MatrixView(values.shape, 1, 2, 2, 2).sampled(values, 2, 2).tolist() == [[6, 7], [10, 11]]


@given(st.floats(0.01, 10), st.integers(0, 99), st.integers(0, 199), st.floats(-300, 300), st.floats(-300, 300))
def test_no_look_ever_leaves_the_matrix(factor, row, column, down, along):
    view = whole(SHAPE).zoomed(factor, row, column)
    for look in (view, view.from_(down, along), view.zoomed(factor, row, column).showing(row, column)):
        assert 0 <= look.row <= SHAPE[0] - look.rows + 1e-9
        assert 0 <= look.column <= SHAPE[1] - look.columns + 1e-9
        assert look.sampled(np.zeros(SHAPE), 7, 9).shape == (7, 9)
