"""Where the parts of a flow stand: inside, apart, in order, and found where they are drawn."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont

from gui.train.diagram.flow_layout import lay_out

LESSON, NAMES = (784, 64, 32, 32, 10), tuple("0123456789")
SIZES = [(QSizeF(290, 170), False), (QSizeF(620, 400), True), (QSizeF(1_700, 900), True)]


@pytest.mark.parametrize(("room", "large"), SIZES)
@pytest.mark.parametrize("classes", [2, 10, 62])
def test_everything_is_inside_and_from_left_to_right(qapp, room, large, classes):
    names = tuple(f"class {number}" for number in range(classes))
    for sizes in ((784, classes), (*LESSON[:-1], classes), (784, *[10_000] * 10, classes)):
        made = lay_out(sizes, room, QFont(), names, large)
        whole = QRectF(QPointF(0, 0), room)
        assert whole.contains(made.picture)
        xs = [made.picture.right(), *(column.x for column in made.columns)]
        assert all(after > before for before, after in pairwise(xs))
        for column in made.columns:
            assert all(after - before >= 2 * column.half for before, after in pairwise(column.places))
            assert 0 < column.places[0] - column.half < column.places[-1] + column.half < room.height()
        for row in (*made.names, *made.bars, *made.sums, *made.shares):
            assert -1 <= row.left() <= row.right() <= room.width() + 1


def test_letters_and_units_are_large_where_there_is_room(qapp):
    small, middle, large = (lay_out(LESSON, room, QFont(), NAMES, is_large) for room, is_large in SIZES)
    assert small.scale < middle.scale < large.scale
    assert small.columns[0].half < middle.columns[0].half < large.columns[0].half
    assert small.sums == ()
    assert len(large.sums) == 10


@pytest.mark.parametrize(("room", "large"), SIZES)
def test_parts_are_found_where_they_are_drawn(qapp, room, large):
    made = lay_out(LESSON, room, QFont(), NAMES, large)
    for layer, column in enumerate(made.columns, 1):
        for slot in (0, len(column.places) - 1):
            assert made.unit_at(column.place(slot)) == (layer, slot)
        assert made.layer_at(QPointF(column.x, 2)) == layer
    for pixel in (0, 300, 783):
        assert made.pixel_at(made.pixel_place(pixel)) == pixel
    for slot, bar in enumerate(made.bars):
        assert made.bar_at(bar.center()) == slot
    assert made.layer_at(QPointF(made.picture.x(), 1)) == 0
    assert made.pixel_at(QPointF(-5, -5)) is made.unit_at(QPointF(-5, -5)) is made.bar_at(QPointF(-5, -5)) is None


def test_any_size_will_do(qapp):
    for room in (QSizeF(1, 1), QSizeF(30, 400), QSizeF(400, 30)):
        for large in (False, True):
            lay_out((784, *[100] * 10, 62), room, QFont(), ("name",) * 62, large)
