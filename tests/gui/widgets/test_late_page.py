"""A page that is made late is, from then on, a page like any other."""

from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from gui.shell.pages import Pages
from gui.widgets.actions import add_action
from gui.widgets.late_page import LatePage
from gui.widgets.page import Page
from gui.widgets.parts import Parts


class Large(QLabel):
    made: ClassVar[list] = []

    def __init__(self) -> None:
        super().__init__("ABC")
        self.made.append(self)


class Letters(Page):
    title = "Letters"

    def __init__(self, parent: QWidget, parts: Parts) -> None:
        super().__init__(parent)
        self.setObjectName("lettersPage")
        self.heard: list[object] = []
        self.large = parts.take(Large)
        column = QVBoxLayout(self)
        column.addWidget(QLabel("abc", objectName="letters"))
        column.addWidget(self.large)

    def restore(self, state) -> None:
        self.heard.append(dict(state))


@pytest.fixture
def pages(show):
    made = Pages()
    made.addWidget(QWidget(objectName="firstPage"))
    made.addWidget(LatePage("lettersPage", "Letters", Letters, lambda: (Large,)))
    Large.made.clear()
    return show(made, 300, 200)


def test_it_is_made_when_it_comes_in_sight_and_is_told_what_was_remembered(pages):
    place = pages.findChild(Page, "lettersPage")
    assert place.title == "Letters"
    place.restore({"view/letters": "large"})
    assert (place.made, place.state()) == (None, {})
    heard = []
    pages.currentChanged.connect(lambda index: heard.append(pages.widget(index)))
    pages.setCurrentIndex(1)
    page = place.made
    assert heard == [page] == [pages.currentWidget()]  # there before anybody hears of it
    assert page.heard == [{"view/letters": "large"}]
    assert page.findChild(QLabel, "letters").isVisible()
    assert pages.findChild(Page, "lettersPage") is page  # the name is on one alone
    pages.setCurrentIndex(0)
    pages.setCurrentIndex(1)
    assert pages.currentWidget() is page


def test_it_can_be_asked_for_before_it_is_seen_and_brought_in_sight_by_itself_or_by_its_place(pages):
    place = pages.findChild(LatePage)
    page = place.page()
    assert page is place.page()
    assert not page.isVisible()
    for one in (page, place):
        pages.setCurrentIndex(0)
        pages.setCurrentWidget(one)
        assert pages.currentWidget() is page
        assert page.isVisible()


def test_who_comes_to_it_waits_for_its_parts_and_for_nothing_else(pages, wait):
    place = pages.findChild(LatePage)
    pages.come_to(1)
    assert (pages.currentIndex(), place.made, Large.made) == (0, None, [])
    wait(lambda: pages.currentIndex() == 1)
    assert [place.made.large] == Large.made
    pages.setCurrentIndex(0)
    pages.come_to(1)
    assert pages.currentIndex() == 1  # at once, from now on


def test_who_goes_elsewhere_meanwhile_stays_there(pages, qtbot):
    place = pages.findChild(LatePage)
    pages.addWidget(QWidget(objectName="lastPage"))
    with qtbot.waitSignal(place.prepared):
        pages.come_to(1)
        pages.come_to(2)
    assert (pages.currentIndex(), place.made) == (2, None)
    assert place.page().large in Large.made  # it was made, and is taken
    assert len(Large.made) == 1


def test_a_key_that_is_pressed_meanwhile_is_for_it_and_not_for_the_page_before(pages, wait):
    before, place, heard = pages.widget(0), pages.findChild(LatePage), []
    old = QLineEdit(before)
    add_action(before, "leave", "Leave", lambda: heard.append("before"), "F5")
    old.show()
    old.setFocus()
    pages.activateWindow()
    wait(lambda: old.hasFocus())

    def on_come():
        field = QLineEdit(place.made, objectName="field")
        field.show()
        field.setFocus()
        add_action(place.made, "read", "Read", lambda: heard.append("late"), "F5")

    pages.currentChanged.connect(on_come)
    pages.come_to(1)
    QTest.keyPress(pages.windowHandle(), Qt.Key.Key_Shift)  # which says nothing yet
    assert place.made is None
    QTest.keyClick(pages.windowHandle(), Qt.Key.Key_7)
    QTest.keyClick(pages.windowHandle(), Qt.Key.Key_F5)
    assert pages.currentWidget() is place.made
    assert (old.text(), place.made.findChild(QLineEdit).text()) == ("", "7")
    assert heard == ["late"]
