"""Where the bars stand, and which sum a place of the first row means."""

import pytest
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QFont

from gui.softmax.rows_layout import lay_out, reach_of

HEADS = ("sums z", "e to the z + c", "softmax p", "log p")


@pytest.mark.parametrize("classes", [2, 10, 62])
@pytest.mark.parametrize("size", [QSizeF(420, 240), QSizeF(1_200, 700)])
def test_each_class_and_row_is_found_where_it_is(qapp, classes, size):
    made = lay_out(size, QFont(), HEADS, classes, 5.0)
    for place, (left, width) in enumerate(made.columns):
        assert made.class_at(QPointF(left + width / 2, 5)) == place
    for row, area in enumerate(made.areas):
        assert made.row_at(area.center()) == row
        assert 0 <= area.top() < area.bottom() <= made.names_top + 1
        bar = made.bar(row, 0, 1.0)
        assert area.top() - 1 <= bar.top() <= bar.bottom() <= area.bottom() + 1
    assert made.class_at(QPointF(1, 5)) is None


def test_the_ends_of_the_first_row_are_the_ends_of_its_axis(qapp):
    made = lay_out(QSizeF(600, 400), QFont(), HEADS, 10, 15.0)
    area = made.areas[0]
    assert made.sum_at(area.top()) == 15
    assert made.sum_at(area.bottom()) == -15
    assert made.sum_at(area.center().y()) == 0
    assert made.sum_at(-1000) == 15
    for value in (3.0, -7.5):
        bar = made.bar(0, 0, value / 15)
        assert made.sum_at(bar.top() if value > 0 else bar.bottom()) == value


def test_the_axis_goes_in_steps():
    assert [reach_of(sums) for sums in ([0.1], [-5.2, 3], [float("nan"), 12])] == [5, 10, 15]
