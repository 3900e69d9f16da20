"""The bars are as long as their numbers, follow the mouse and the keys, and tell which sum is wanted."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.inspection.softmax import softmax_by_hand
from gui.softmax.rows import SoftmaxRows

NAMES = tuple("0123456789")
SUMS = (1.0, -2.0, 4.0, 0.0, 0.5, -4.0, 2.0, 3.0, -1.0, 0.2)


@pytest.fixture
def rows(show):
    made = show(SoftmaxRows(), 700, 400)
    made.show_softmax(SUMS, softmax_by_hand(np.array(SUMS)), NAMES, False)
    made.grab()
    return made


def at(rect_or_point):
    return rect_or_point.toPoint() if hasattr(rect_or_point, "toPoint") else rect_or_point


def test_bars_are_as_long_as_their_numbers(rows):
    made = softmax_by_hand(np.array(SUMS))
    area = rows._laid_out().areas
    assert rows.bar_rect(0, 2).height() == pytest.approx(area[0].height() / 2 * 4 / 5)
    assert rows.bar_rect(0, 5).top() == pytest.approx(area[0].center().y())
    assert rows.bar_rect(1, 2).height() == pytest.approx(area[1].height())
    assert rows.bar_rect(2, 7).height() == pytest.approx(area[2].height() * float(made.probabilities[7]))
    assert rows.bar_rect(3, 7).height() == pytest.approx(area[3].height() * -float(made.logs[7]) / 10)


def test_a_drag_tells_one_sum_after_the_other_and_that_it_is_one_drag(rows):
    told = []
    rows.sum_wanted.connect(lambda *args: told.append(args))
    left, width = rows._laid_out().columns[3]
    middle = rows._laid_out().areas[0].center().y()
    QTest.mousePress(rows, Qt.MouseButton.LeftButton, pos=QPoint(round(left + width / 2), round(middle) - 10))
    for lift in (14, 20):
        QTest.mouseMove(rows, QPoint(round(left + width / 2), round(middle) - lift))
    QTest.mouseRelease(rows, Qt.MouseButton.LeftButton)
    assert [place for place, _value, _same in told] == [3, 3, 3]
    assert [same for _place, _value, same in told] == [False, True, True]
    assert 0 < told[0][1] < told[1][1] < told[2][1]
    assert rows.current() == 3


def test_pointing_chooses_a_class_and_the_keys_do_too(rows):
    told = []
    rows.sum_wanted.connect(lambda *args: told.append(args[:2]))
    QTest.mouseMove(rows, rows.bar_rect(3, 6).center().toPoint())
    assert rows.current() == 6
    QTest.keyClick(rows, Qt.Key.Key_Right)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        QTest.keyClick(rows, key)
    assert told == [(7, 3.1), (7, 2.9), (7, 4.0), (7, 2.0)]
    for _ in range(12):
        QTest.keyClick(rows, Qt.Key.Key_Left)
    assert rows.current() == 0


@pytest.mark.parametrize("constant", [100.0, -120.0])
def test_what_float32_cannot_hold_is_painted(rows, constant):
    rows.show_softmax(SUMS, softmax_by_hand(np.array(SUMS), constant), NAMES, True)
    rows.grab()
    strange = (float("nan"), float("inf"), *SUMS[2:])
    rows.show_softmax(strange, softmax_by_hand(np.array(strange)), NAMES, False)
    rows.grab()


def test_before_it_has_sums_nothing_happens(show):
    rows = show(SoftmaxRows(), 300, 200)
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton)
    QTest.keyClick(rows, Qt.Key.Key_Up)
    rows.grab()
