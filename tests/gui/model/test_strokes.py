"""A stroke is what of the pen's way lies on the canvas, in lines."""

import numpy as np
import pytest

from engine.handwriting.ink import CANVAS
from gui.model.strokes import Stroke


def lines(*points):
    stroke = Stroke()
    inked = stroke.add(np.array(points, np.float64))
    return inked, [line.points.tolist() for line in stroke.lines]


def test_points_on_the_canvas_are_one_line():
    assert lines((10, 10), (20, 10), (20, 30)) == (True, [[[10, 10], [20, 10], [20, 30]]])


def test_what_leaves_the_canvas_is_cut_off_at_its_edge_and_comes_back_as_another_line():
    inked, found = lines((10, 10), (-10, 10), (-10, 50), (10, 50))
    assert inked
    assert found == [[[10, 10], [0, 10]], [[0, 50], [10, 50]]]


def test_a_way_across_the_canvas_from_outside_to_outside_is_seen():
    assert lines((-50, 140), (CANVAS + 50, 140))[1] == [[[0, 140], [CANVAS, 140]]]


@pytest.mark.parametrize("points", [[(-5, -5)], [(-5, 10), (-5, 200)], [(300, 300), (400, 100)]])
def test_a_way_beside_the_canvas_leaves_no_ink(points):
    assert lines(*points) == (False, [])


def test_the_corners_and_edges_belong_to_the_canvas():
    assert lines((0, 0), (CANVAS, CANVAS)) == (True, [[[0, 0], [CANVAS, CANVAS]]])


def test_a_thousand_points_are_all_there_and_can_not_be_changed():
    way = np.random.default_rng(0).uniform(1, CANVAS - 1, (1_000, 2))
    stroke = Stroke()
    for part in np.array_split(way, 77):
        stroke.add(part)
    (line,) = stroke.lines
    assert np.array_equal(line.points, way)
    with pytest.raises(ValueError, match="read-only"):
        line.points[0] = 0


def test_points_that_were_taken_before_stay_as_they_were():
    stroke = Stroke()
    stroke.add(np.array([[1.0, 1.0], [2.0, 2.0]]))
    before = stroke.lines[0].points
    stroke.add(np.full((500, 2), 7.0))
    assert before.tolist() == [[1, 1], [2, 2]]


@pytest.mark.parametrize(("way", "touched"), [(((0, 5), (20, 5)), True), (((0, 40), (20, 40)), False)])
def test_an_eraser_touches_what_it_comes_near(way, touched):
    stroke = Stroke()
    stroke.add(np.array([[10.0, 10.0], [10.0, 12.0]]))
    assert stroke.touched(np.array(way, np.float64), reach=6.0) is touched
