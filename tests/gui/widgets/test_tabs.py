"""Tabs are high enough for their words and for the button beside them."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QStyle, QStyleOptionTab, QTabWidget, QVBoxLayout, QWidget

from gui.look import theme
from gui.widgets.tabs import Tabs


@pytest.mark.parametrize("times", [1.0, 2.0])
def test_the_button_in_the_corner_is_whole(qapp, show, times):
    theme.apply(qapp)
    theme.set_text_size(qapp, times)
    tabs, button = Tabs("theseTabs", high=True), QPushButton("Export")
    tabs.addTab(QWidget(), "One digit")
    tabs.setCornerWidget(button)
    show(tabs, 600, 300)
    assert button.height() >= button.sizeHint().height() - 2  # its border may go under the line of the tabs
    assert tabs.tabBar().height() >= tabs.fontMetrics().height() * 1.5
    theme.set_text_size(qapp, 1.0)


@pytest.mark.parametrize("times", [1.0, 1.5])
def test_the_words_of_a_tab_that_is_not_in_front_are_whole_too(qapp, show, times):
    theme.apply(qapp)
    theme.set_text_size(qapp, times)
    tabs, option = Tabs("theseTabs"), QStyleOptionTab()
    for words in ("Evidence", "My digits"):
        tabs.addTab(QWidget(), words)
    show(tabs, 600, 300)
    bar = tabs.tabBar()
    bar.initStyleOption(option, 1)
    room = bar.style().subElementRect(QStyle.SubElement.SE_TabBarTabText, option, bar)
    assert room.height() >= bar.fontMetrics().height()
    theme.set_text_size(qapp, 1.0)


class Page(QWidget):
    def __init__(self, words):
        super().__init__()
        self.asked = 0
        QVBoxLayout(self).addWidget(QLabel(words, wordWrap=True))

    def heightForWidth(self, width):
        self.asked += 1
        return super().heightForWidth(width)


def test_how_high_they_must_be_is_asked_of_the_page_in_front_alone(show):
    tabs, long, short = Tabs("theseTabs"), Page("Seven is drawn without a bar. " * 20), Page("Seven.")
    for page in (long, short):
        tabs.addTab(page, "Page")
    show(tabs, 300, 300)
    assert tabs.heightForWidth(300) == QTabWidget.heightForWidth(tabs, 300)  # Qt takes the highest of all
    short.asked = 0
    high = tabs.heightForWidth(250)
    assert short.asked == 0
    tabs.setCurrentWidget(short)
    assert tabs.heightForWidth(250) < high
