"""Where the columns and units of a diagram are: apart, in order, and found where they are drawn."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont

from gui.train.diagram.layout import lay_out

LESSON, ROOM = (784, 64, 32, 32, 10), QSize(400, 300)


@pytest.fixture(scope="module")
def layout(qapp):
    return lay_out(LESSON, ROOM, QFont())


def test_columns_go_from_left_to_right_at_equal_steps(layout):
    places = [column.x for column in layout.columns]
    assert [after - before for before, after in itertools.pairwise(places)] == pytest.approx([layout.step] * 4)
    assert 0 < places[0] < places[-1] < ROOM.width()


@pytest.mark.parametrize(
    ("size", "drawn", "dots"), [(1, 1, False), (9, 9, False), (10, 10, False), (11, 8, True), (784, 8, True)]
)
def test_ten_units_are_drawn_and_of_more_four_at_either_end_with_dots_between(qapp, size, drawn, dots):
    column = lay_out((784, size, 10), ROOM, QFont()).columns[1]
    assert len(column.places) == drawn
    assert (column.dots is not None) is dots
    steps = [after - before for before, after in zip(column.places, column.places[1:], strict=False)]
    assert all(step > 0 for step in steps)
    if dots:
        assert column.places[3] < column.dots < column.places[4]
        assert column.dots - column.places[3] == pytest.approx(column.places[4] - column.dots)


def test_inputs_are_more_and_smaller_where_there_are_many(qapp):
    many, few = (lay_out((size, 10), ROOM, QFont()).columns[0] for size in (784, 20))
    assert len(many.places) == 18
    assert len(few.places) == 8
    assert many.half < few.half


@given(layer=st.integers(0, 4), unit=st.integers(0, 17))
def test_a_unit_is_found_where_it_is_drawn(layout, layer, unit):
    column = layout.columns[layer]
    unit %= len(column.places)
    assert layout.find(column.unit(unit)) == (layer, unit)


def test_between_the_units_there_is_the_layer_and_beside_the_columns_nothing(layout):
    column = layout.columns[1]
    between = QPointF(column.x, (column.places[0] + column.places[1]) / 2)
    assert layout.find(between + QPointF(column.half + 4, 0)) == (1, None)
    assert layout.find(QPointF(column.x + layout.step / 2, column.places[0])) is None
    assert layout.find(QPointF(column.x, layout.top - layout.line)) is None
    assert layout.find(QPointF(column.x, layout.bottom + 2.5 * layout.line)) is None


@pytest.mark.parametrize("size", [QSize(220, 170), QSize(400, 300), QSize(1_600, 1_000)])
def test_everything_is_inside_and_text_grows_with_the_room(qapp, size):
    made = lay_out(LESSON, size, QFont())
    for column in made.columns:
        assert made.top - 1 <= column.places[0] - column.half
        assert column.places[-1] + column.half <= made.bottom + 1
    assert 0.8 <= made.scale <= 1.5


def test_labels_that_do_not_fit_are_staggered_and_then_shortened(qapp):
    wide = lay_out((784, 100_000, 100_000, 10), QSize(1_200, 300), QFont())
    assert (wide.staggered, wide.columns[1].label) == (False, "100,000")
    narrow = lay_out((784, *[100_000] * 9, 10), QSize(220, 170), QFont())
    assert (narrow.staggered, narrow.columns[1].label, narrow.columns[0].label) == (True, "100k", "784")


def test_names_of_outputs_have_room_beside_them_and_leave_most_to_the_network():
    plain, letters, words = (
        lay_out(LESSON, ROOM, QFont(), names) for names in ((), ("0",) * 10, ("a class with a long name",) * 10)
    )
    assert letters.columns == plain.columns
    assert words.names > 3 * plain.names
    assert words.columns[-1].x > 0.6 * ROOM.width()
    assert words.columns[-1].x + words.columns[-1].half + 3 + words.names <= ROOM.width()
