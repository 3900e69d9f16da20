"""A page that is made late is, from then on, a page like any other."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.shell.pages import Pages
from gui.widgets.late_page import LatePage
from gui.widgets.page import Page


class Letters(Page):
    title = "Letters"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("lettersPage")
        self.heard: list[object] = []
        QVBoxLayout(self).addWidget(QLabel("abc", objectName="letters"))

    def restore(self, state) -> None:
        self.heard.append(dict(state))


@pytest.fixture
def pages(show):
    made = Pages()
    made.addWidget(QWidget(objectName="firstPage"))
    made.addWidget(LatePage("lettersPage", "Letters", Letters))
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
