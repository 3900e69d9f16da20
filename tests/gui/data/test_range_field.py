"""Two numbers for black and white, from a list or typed in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.networks.network import LARGEST_VALUE
from engine.numbers import Marks, marks, use
from gui.data.range_field import PRESETS, RangeField


@pytest.fixture
def field(show):
    made = show(RangeField(), 400, 100)
    made.told = []
    made.changed.connect(lambda low, high: made.told.append((low, high)))
    return made


def type_into(line, words):
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, words)


def test_the_list_fills_the_fields_and_tells_it_once(field):
    QTest.keyClick(field.presets, Qt.Key.Key_Down)
    assert (field.low.text(), field.high.text(), field.told) == ("0", "255", [(0.0, 255.0)])


def test_what_is_typed_chooses_from_the_list_if_it_is_there(field):
    type_into(field.high, "255")
    assert field.presets.currentIndex() == 1
    type_into(field.high, "200")
    assert field.presets.currentIndex() == len(PRESETS)


def test_two_numbers_of_ones_own_begin_at_black(field, qtbot):
    field.activateWindow()
    field.presets.setCurrentIndex(len(PRESETS))
    field.presets.activated.emit(len(PRESETS))
    qtbot.waitUntil(field.low.hasFocus)
    assert field.low.selectedText() == "0"
    assert field.told == []


def test_what_is_set_is_shown_without_a_signal(field):
    field.set_range(-1.0, 0.5)
    assert (field.range(), field.told) == ((-1.0, 0.5), [])
    assert field.presets.currentIndex() == len(PRESETS)


@pytest.fixture
def written_with():
    before = marks()
    yield use
    use(before)


@pytest.mark.parametrize(("there", "words"), [(Marks(), "1.234"), (Marks(",", "."), "1,2340")])
def test_what_is_set_is_written_with_the_marks_of_the_country_and_read_again(field, written_with, there, words):
    written_with(there)
    field.set_range(-1.0, 1.234)
    assert (field.low.text(), field.high.text()) == ("−1", words)
    assert field.range() == (-1.0, 1.234)
    assert not field.error.isVisible()


def test_what_a_person_is_typing_is_not_written_over_by_the_same_number(field):
    type_into(field.high, "1.0")
    field.set_range(0.0, 1.0)
    assert field.high.text() == "1.0"


@pytest.mark.parametrize("words", ["0", "", "nan", "inf", f"{LARGEST_VALUE * 2:g}", "one"])
def test_what_is_no_range_is_said_and_not_told(field, words):
    type_into(field.high, words)
    assert field.range() is None
    assert field.error.isVisible()
    assert all(low != high for low, high in field.told)
    type_into(field.high, "2")
    assert not field.error.isVisible()


@pytest.mark.parametrize(("words", "value"), [("−0,5", -0.5), (" 2 ", 2.0), ("1e1", 10.0), ("-3", -3.0)])
def test_numbers_are_read_as_people_write_them(field, words, value):
    field.high.setText(words)
    assert field.range() == (0.0, value)


def test_any_two_different_numbers_are_a_value_range(qtbot):
    field = RangeField()
    qtbot.addWidget(field)
    field.show()
    changes = []
    field.changed.connect(lambda low, high: changes.append((low, high)))
    field.high.selectAll()
    QTest.keyClicks(field.high, "-2,5")
    assert changes[-1] == (0.0, -2.5)
    field.high.setText("−2.5")
    assert field.range() == (0.0, -2.5)
    field.low.selectAll()
    QTest.keyClicks(field.low, "-2.5")
    assert field.range() is None
    assert field.error.isVisible()
    for text in ("", "nan", "1e99", "seven"):
        field.low.setText(text)
        assert field.range() is None
    assert changes[-1] == (-2.0, -2.5)
