"""A tab that is not seen does no work, and is up to date as soon as it is."""

import pytest
from PySide6.QtWidgets import QTabWidget, QWidget

from gui.inspect.lazy_panel import LazyPanel


class Counting(LazyPanel):
    def __init__(self):
        super().__init__("countingPanel")
        self.news, self.shown = 0, []

    def tell(self):
        self.news += 1
        self._show_anew()

    def _show(self):
        self.shown.append(self.news)


@pytest.fixture
def panel(qtbot):
    """In the second tab; the first is in front."""
    panel, tabs = Counting(), QTabWidget()
    qtbot.addWidget(tabs)
    tabs.addTab(QWidget(), "first")
    tabs.addTab(panel, "second")
    panel.tabs = tabs
    with qtbot.waitExposed(tabs):
        tabs.show()
    return panel


def test_hidden_it_waits_and_then_shows_the_last_news_once(panel):
    panel.tell()
    panel.tell()
    assert panel.shown == []
    panel.tabs.setCurrentIndex(1)
    assert panel.shown == [2]


def test_in_sight_it_shows_each_news_at_once_and_nothing_twice(panel):
    panel.tabs.setCurrentIndex(1)
    panel.tell()
    panel.tell()
    panel.tabs.setCurrentIndex(0)
    panel.tabs.setCurrentIndex(1)
    assert panel.shown == [1, 2]
