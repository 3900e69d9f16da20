"""Two to 62 bars have room in any widget, in rows that can be read."""

import string

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from gui.look.sizes import px
from gui.widgets.bars_layout import least_size, make_layout

LETTERS = tuple(string.digits + string.ascii_letters)
SIZES = [(150, 130), (250, 250), (280, 250), (500, 450), (900, 700), (1, 1)]


def layout(classes, size, kind="probability"):
    return make_layout(QFont(), QSizeF(*size), LETTERS[:classes], kind)


def _meet(one, other):
    return one.adjusted(0, 0.01, 0, -0.01).intersects(other.adjusted(0, 0.01, 0, -0.01))


@pytest.mark.parametrize("classes", [2, 3, 10, 26, 62])
@pytest.mark.parametrize("size", SIZES)
def test_each_class_has_a_row_of_its_own_and_all_are_inside(qapp, classes, size):
    made = layout(classes, size)
    room = QRectF(0, 0, *size).adjusted(-1, -1, 1, 1)
    assert len(made.tracks) == len(made.rows) == classes
    if size != (1, 1):
        assert all(room.contains(track) for track in made.tracks)
        assert not any(_meet(a, b) for k, a in enumerate(made.rows) for b in made.rows[:k])
    for place, row in enumerate(made.rows):
        assert size == (1, 1) or made.class_at(row.center().x(), row.center().y()) == place


@pytest.mark.parametrize("size", SIZES)
def test_up_to_ten_classes_stand_below_each_other(qapp, size):
    assert layout(10, size).columns == layout(2, size).columns == 1


@pytest.mark.parametrize("classes", [26, 62])
@pytest.mark.parametrize("kind", ["probability", "log_probability"])
def test_in_the_least_room_that_is_asked_for_names_can_be_read_and_bars_be_seen(qapp, classes, kind):
    made = layout(classes, (px(least_size(classes)[0]), px(least_size(classes)[1])), kind)
    assert QFontInfo(made.font).pixelSize() >= px(8)
    assert made.row >= QFontMetricsF(made.font).ascent()
    assert made.names == LETTERS[:classes]
    assert made.axis_width >= 15


def test_more_room_has_fewer_columns(qapp):
    assert [layout(62, (300, height)).columns for height in (250, 420, 800)] == [3, 2, 1]


def test_between_the_columns_and_below_the_last_row_there_is_no_class(qapp):
    made = layout(25, (280, 250))
    assert made.columns == 2
    assert made.class_at(270, made.row * 12.5) is None
    assert made.class_at(10, 249) is None


def test_long_names_are_elided_and_leave_the_bars_half_of_the_room(qapp):
    names = ["W" * 40] * 9 + ["Bag"]
    made = make_layout(QFont(), QSizeF(280, 250), names, "probability")
    assert made.names[0].endswith("…")
    assert made.names[9] == "Bag"
    assert made.axis_width > 60
