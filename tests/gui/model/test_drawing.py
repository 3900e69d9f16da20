"""A drawing is what was drawn on the canvas, no more and no less, and every step can be taken back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.digits.pictures import Pasted
from engine.handwriting.ink import CANVAS
from gui.model.drawing import Drawing


@pytest.fixture
def drawing(qapp):
    return Drawing()


def stroke(drawing, *points):
    drawing.begin(*points[0])
    drawing.extend(points[1:])
    drawing.end()


def as_lists(drawing):
    return [line.tolist() for line in drawing.strokes()]


def counted(drawing):
    """A list that grows by one with each ``changed``."""
    told = []
    drawing.changed.connect(lambda: told.append(True))
    return told


def test_a_new_drawing_is_empty(drawing):
    assert drawing.empty
    assert drawing.strokes() == []
    assert not drawing.can_undo
    assert not drawing.can_redo


def test_strokes_have_the_points_that_were_drawn(drawing):
    stroke(drawing, (10, 20), (30.5, 40), (50, 60.25))
    stroke(drawing, (1, 2))
    assert as_lists(drawing) == [[[10, 20], [30.5, 40], [50, 60.25]], [[1, 2]]]
    assert all(line.dtype == np.float64 for line in drawing.strokes())


def test_without_a_stroke_the_pen_leaves_nothing(drawing):
    drawing.extend([(1, 1), (2, 2)])
    stroke(drawing, (5, 5))
    drawing.extend([(6, 6)])
    assert as_lists(drawing) == [[[5, 5]]]


def test_each_event_is_told_once(drawing):
    told = counted(drawing)
    drawing.begin(10, 10)
    assert len(told) == 1
    drawing.extend([(11, 11), (12, 12), (13, 13)])
    assert len(told) == 2
    drawing.extend([])
    drawing.end()
    assert len(told) == 2
    for step in (drawing.undo, drawing.redo, drawing.clear, drawing.undo):
        step()
    assert len(told) == 6
    drawing.redo()
    drawing.clear()
    drawing.redo()
    assert len(told) == 7


def test_what_was_read_does_not_change_and_cannot_be_changed(drawing):
    drawing.begin(0, 0)
    early = drawing.strokes()[0]
    drawing.extend(np.full((500, 2), 7.0))
    assert early.tolist() == [[0, 0]]
    with pytest.raises(ValueError, match="read-only"):
        drawing.strokes()[0][0, 0] = 3


def test_ten_thousand_events_are_not_copied_for_each_reader(drawing):
    points = np.random.default_rng(0).uniform(0, CANVAS, (10_000, 2))
    drawing.begin(*points[0])
    for point in points[1:]:
        drawing.extend([point])
    assert np.array_equal(drawing.strokes()[0], points)
    assert np.shares_memory(drawing.strokes()[0], drawing.strokes()[0])


def test_a_stroke_that_leaves_the_canvas_is_cut_off_at_its_edge_and_goes_on(drawing):
    stroke(drawing, (270, 100), (290, 110), (400, 200), (290, 220), (270, 230))
    assert as_lists(drawing) == [[[270, 100], [280, 105]], [[280, 225], [270, 230]]]
    drawing.undo()
    assert drawing.empty


def test_a_stroke_straight_through_the_canvas_is_seen_on_it(drawing):
    stroke(drawing, (-40, 140), (320, 140))
    stroke(drawing, (-10, 5), (5, -10))
    assert as_lists(drawing) == [[[0, 140], [280, 140]]]


def test_a_stroke_beside_the_canvas_is_nothing(drawing):
    told = counted(drawing)
    stroke(drawing, (-5, 10), (-50, 300), (400, 300))
    assert drawing.empty
    assert not drawing.can_undo
    assert told == []


@pytest.mark.parametrize("fault", [np.nan, np.inf, -np.inf, 1e308, -1e308])
def test_points_that_are_no_places_are_left_out(drawing, fault):
    stroke(drawing, (fault, 3), (1, 1), (fault, fault), (2, 2))
    assert as_lists(drawing) == [[[1, 1], [2, 2]]]


def test_clear_can_be_taken_back(drawing):
    stroke(drawing, (1, 1))
    stroke(drawing, (2, 2))
    drawing.clear()
    assert drawing.empty
    drawing.undo()
    assert as_lists(drawing) == [[[1, 1]], [[2, 2]]]
    drawing.redo()
    assert drawing.empty
    drawing.undo()
    drawing.undo()
    assert as_lists(drawing) == [[[1, 1]]]


def test_clearing_nothing_is_no_step(drawing):
    drawing.clear()
    assert not drawing.can_undo


def test_drawing_after_undo_forgets_what_was_undone(drawing):
    stroke(drawing, (1, 1))
    drawing.undo()
    assert drawing.can_redo
    stroke(drawing, (2, 2))
    assert not drawing.can_redo
    drawing.redo()
    assert as_lists(drawing) == [[[2, 2]]]


@pytest.mark.parametrize("step", [Drawing.undo, Drawing.clear])
def test_taking_ink_away_ends_the_stroke_that_is_being_drawn(drawing, step):
    drawing.begin(1, 1)
    step(drawing)
    drawing.extend([(2, 2)])
    assert drawing.empty
    assert drawing.open_stroke is None


def test_another_stroke_ends_the_first_and_has_another_number(drawing):
    first = drawing.begin(1, 1)
    assert drawing.open_stroke == first
    second = drawing.begin(2, 2)
    assert second != first
    assert drawing.open_stroke == second
    drawing.extend([(3, 3)])
    assert as_lists(drawing) == [[[1, 1]], [[2, 2], [3, 3]]]


@given(st.lists(st.sampled_from(["stroke", "undo", "redo", "clear"]), max_size=40))
def test_undo_and_redo_go_through_the_same_pictures(steps):
    drawing = Drawing()
    pictures, now = [[]], 0
    for number, step in enumerate(steps):
        if step == "stroke" or (step == "clear" and not drawing.empty):
            del pictures[now + 1 :]
            pictures.append([*pictures[now], [[number, number]]] if step == "stroke" else [])
            now += 1
        elif step != "clear":
            now = max(0, now - 1) if step == "undo" else min(len(pictures) - 1, now + 1)
        if step == "stroke":
            stroke(drawing, (number, number))
        else:
            getattr(drawing, step)()
        assert as_lists(drawing) == pictures[now]
        assert drawing.can_undo == (now > 0)
        assert drawing.can_redo == (now < len(pictures) - 1)


# --- the eraser, and pasted pictures ---------------------------------------------------------------------------------

PICTURE = Pasted(np.full((28, 28), 9, np.uint8), np.full((40, 20), 200, np.uint8))


def test_the_eraser_takes_whole_strokes_and_undo_brings_them_back_where_they_were(drawing):
    for x in (50, 150, 250):
        stroke(drawing, (x, 20), (x, 200))
    drawing.erase((145, 100), (145, 100), 10)
    assert [line[0][0] for line in as_lists(drawing)] == [50, 250]
    drawing.undo()
    assert [line[0][0] for line in as_lists(drawing)] == [50, 150, 250]
    drawing.redo()
    assert [line[0][0] for line in as_lists(drawing)] == [50, 250]


def test_what_the_eraser_takes_before_it_is_lifted_is_one_step(drawing):
    for x in (50, 150, 250):
        stroke(drawing, (x, 20), (x, 200))
    drawing.erase((30, 100), (60, 100), 10)
    drawing.erase((60, 100), (160, 100), 10, goes_on=True)
    assert len(drawing.strokes()) == 1
    drawing.undo()
    assert len(drawing.strokes()) == 3
    drawing.redo()
    drawing.erase((250, 100), (250, 100), 10)
    drawing.undo()
    assert len(drawing.strokes()) == 1


@pytest.mark.parametrize("place", [(5, 5), (np.nan, 3), (np.inf, 0), (1e300, 0)])
def test_where_there_is_no_ink_the_eraser_does_nothing(drawing, place):
    stroke(drawing, (100, 100), (200, 200))
    told = counted(drawing)
    drawing.erase(place, place, 10)
    assert len(drawing.strokes()) == 1
    assert told == []


def test_a_picture_takes_the_place_of_the_strokes_and_a_stroke_its_place(drawing):
    stroke(drawing, (1, 1))
    drawing.show_picture(PICTURE)
    assert drawing.picture is PICTURE
    assert not drawing.empty
    assert drawing.strokes() == []
    stroke(drawing, (2, 2), (3, 3))
    assert drawing.picture is None
    assert as_lists(drawing) == [[[2, 2], [3, 3]]]
    drawing.undo()
    assert drawing.picture is PICTURE
    drawing.undo()
    assert as_lists(drawing) == [[[1, 1]]]
    drawing.redo()
    drawing.redo()
    assert as_lists(drawing) == [[[2, 2], [3, 3]]]


def test_a_picture_can_be_cleared_and_erased(drawing):
    drawing.show_picture(PICTURE)
    drawing.clear()
    assert drawing.empty
    drawing.undo()
    drawing.erase((100, 100), (100, 100), 10)
    assert drawing.empty
    drawing.undo()
    assert drawing.picture is PICTURE


def test_strokes_can_be_shown_in_one_step(drawing):
    stroke(drawing, (1, 1))
    drawing.show_strokes([np.array([[5, 5], [6, 6]]), np.array([[400.0, 400.0]]), np.array([[7, 7]])])
    assert as_lists(drawing) == [[[5, 5], [6, 6]], [[7, 7]]]
    drawing.undo()
    assert as_lists(drawing) == [[[1, 1]]]


def test_a_picture_that_is_read_again_and_again_is_one_step(drawing):
    first, second, third = (
        Pasted(np.full((28, 28), level, np.uint8), np.full((9, 9), 255, np.uint8)) for level in (1, 2, 3)
    )
    drawing.show_picture(first)
    drawing.adjust_picture(second)
    drawing.adjust_picture(third)
    assert drawing.stack.count() == 2
    drawing.undo()
    assert drawing.picture is first
    drawing.redo()
    assert drawing.picture is third
    drawing.show_picture(first)
    drawing.adjust_picture(second)
    drawing.undo()
    assert drawing.picture is first
    drawing.start_anew()
    drawing.show_picture(first)
    drawing.adjust_picture(second)
    drawing.undo()
    assert drawing.picture is first
