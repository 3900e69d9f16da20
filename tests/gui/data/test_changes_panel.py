"""The choices of changes say what they stand for, and can be filled in without saying it again."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.digits.changes import Change, Changes
from engine.digits.dataset import DIGIT_NAMES
from engine.errors import UserError
from gui.data.changes_panel import ChangesPanel
from gui.data.page import CHANGES
from tests.gui.data.tools import tab

ALL = Changes(
    (
        Change("binarised", 0, "both"),
        Change("inverted", 0, "testing"),
        Change("shifted", 3, "training"),
        Change("scrambled_each", 0, "both"),
        Change("left_out", (2, 7), "testing"),
        Change("few", 500, "both"),
    )
)


@pytest.fixture
def panel(show):
    made = show(ChangesPanel(), 1000, 500)
    made.told = []
    made.changes_chosen.connect(made.told.append)
    return made


def test_what_is_filled_in_is_what_the_choices_say(panel):
    panel.set_changes(ALL)
    assert panel.changes() == ALL
    assert panel.told == []
    panel.set_changes(Changes())
    assert panel.changes() == Changes()


def test_each_edit_is_told_at_once(panel, click):
    click(panel._boxes["shifted"])
    panel.pixels.setFocus()
    QTest.keyClick(panel.pixels, Qt.Key.Key_Up)
    panel._where["shifted"].setFocus()
    QTest.keyClick(panel._where["shifted"], Qt.Key.Key_Down)
    assert [changes.chosen for changes in panel.told] == [
        (Change("shifted", 2, "both"),),
        (Change("shifted", 3, "both"),),
        (Change("shifted", 3, "training"),),
    ]


def test_choosing_a_digit_leaves_it_out_and_the_last_one_taken_back_ends_that(panel, click):
    for digit in (3, 5):
        click(panel.digits.button(digit))
    assert panel.told[-1].chosen == (Change("left_out", (3, 5), "training"),)
    for digit in (3, 5):
        click(panel.digits.button(digit))
    assert panel.told[-1] == Changes()
    assert not panel._boxes["left_out"].isChecked()
    assert not panel.error.isVisible()


def test_removing_all_removes_the_range_too(panel, click):
    panel.set_changes(ALL)
    panel.range.set_range(-1.0, 1.0)
    ranges = []
    panel.range_changed.connect(lambda low, high: ranges.append((low, high)))
    click(panel.remove)
    assert (panel.told, ranges) == ([Changes()], [(0.0, 1.0)])
    assert panel.changes() == Changes()
    assert panel.range.range() == (0.0, 1.0)


def test_the_preview_shows_the_digits_before_and_after(lone_page, click, wait, session):
    panel = tab(lone_page, CHANGES, wait)
    assert np.array_equal(panel.preview.after.image(2), panel.preview.before.image(2))
    click(panel._boxes["inverted"])
    assert np.array_equal(panel.preview.after.image(2), 255 - panel.preview.before.image(2))
    panel._where["inverted"].setCurrentIndex(2)
    panel._where["inverted"].activated.emit(2)
    assert np.array_equal(panel.preview.after.image(2), panel.preview.before.image(2))
    panel.preview.side.setCurrentIndex(1)
    panel.preview.side.activated.emit(1)
    assert np.array_equal(panel.preview.after.image(2), 255 - panel.preview.before.image(2))
    click(panel.remove)
    assert not session.data.changes


def test_choices_that_cannot_be_are_said_and_not_applied(qtbot, click):
    panel = ChangesPanel()
    qtbot.addWidget(panel)
    panel.show()
    changes = []
    panel.changes_chosen.connect(changes.append)
    click(panel._boxes["left_out"])
    assert "1 to 9" in panel.error.text()
    assert not changes
    click(panel.digits.button(4))
    assert changes[-1].chosen == (Change("left_out", (4,), "training"),)
    assert not panel.error.text()
    with pytest.raises(UserError):
        Change("left_out", ())


def test_classes_are_left_out_by_their_names(panel, click):
    panel.set_classes(("cat", "dog", "a long-haired rabbit"))
    assert "digit" not in panel.remove.toolTip()
    click(panel.digits.button(2))
    assert panel.told[-1].chosen == (Change("left_out", (2,), "training"),)
    assert panel.digits.button(2).toolTip() == "Leave out “a long-haired rabbit”"
    assert "classes" in panel._boxes["left_out"].toolTip()
    for label in (0, 1):
        click(panel.digits.button(label))
    assert panel.error.text() == "Leave out 1 to 2 of the 3 classes."
    panel.set_classes(DIGIT_NAMES)
    assert "digits" in panel._boxes["left_out"].toolTip()


def test_other_classes_are_offered_with_another_set(lone_page, wait, session, classed):
    panel = tab(lone_page, CHANGES, wait)
    session.data.set_changes(Changes((Change("left_out", (1,), "training"),)))
    session.data.set_digits(classed)
    assert panel.classes.names() == classed.names
    assert panel.result.text() in (
        "Applied to the next training; the images themselves stay as they are.",
        "Nothing is applied: the network gets the images as they are.",
    )
    session.data.set_digits(classed)
