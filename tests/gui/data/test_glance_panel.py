"""The set at a glance: what it is told, and the offer of a test set."""

import string

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from gui.data.glance_panel import GlancePanel

LONG = "/home/somebody/a folder/" + "another folder/" * 20 + "digits.csv"


@pytest.fixture
def panel(show):
    return show(GlancePanel(), 220, 560)


def test_a_long_origin_is_cut_in_its_middle_and_whole_in_the_tooltip(panel):
    width = panel.minimumSizeHint().width()
    panel.set_facts("60 images", LONG, LONG)
    assert "…" in panel.origin.text()
    assert panel.origin.text().endswith("csv")
    assert panel.origin.toolTip() == LONG
    assert panel.minimumSizeHint().width() == width


def test_the_offer_is_there_when_there_is_one_and_only_the_person_answers_it(panel, click):
    told = []
    panel.own_test_toggled.connect(told.append)
    assert not panel.own_test.isVisible()
    panel.set_offer("Test with its own 10 images", taken=True)
    assert (panel.own_test.isVisible(), panel.own_test.isChecked(), told) == (True, True, [])
    click(panel.own_test)
    assert told == [False]
    panel.set_offer("", taken=False)
    assert not panel.own_test.isVisible()


def test_counts_and_the_mean_reach_their_pictures(panel):
    panel.set_counts(np.arange(10))
    panel.set_mean(np.full((28, 28), 9, np.uint8))
    assert "7: 7" in panel.bars.accessibleDescription()
    assert panel.mean.image()[0, 0] == 9


def test_of_many_classes_some_bars_are_in_sight_and_the_keys_scroll_to_the_others(show, qtbot):
    panel = GlancePanel()
    panel.set_counts(np.arange(62), tuple(string.digits + string.ascii_letters))
    panel.set_mean(np.zeros((28, 28), np.uint8))
    show(panel, 190, 420)
    bar = panel._bars_area.verticalScrollBar()
    assert bar.maximum() > 0
    assert panel.rect().contains(panel.mean.geometry())
    for _ in range(61):
        QTest.keyClick(panel.bars, Qt.Key.Key_Down)
    assert bar.value() > 0.8 * bar.maximum()
    panel.set_counts(np.arange(10))
    qtbot.waitUntil(lambda: panel._bars_area.height() == panel.bars.sizeHint().height())
    assert panel._bars_title.text() == "Images of each digit"


def test_a_large_page_has_a_large_mean_and_a_small_one_a_small_one_again(panel):
    small = panel.mean.width()
    panel.fit(QSize(1_800, 950))
    assert panel.mean.width() > 1.4 * small
    assert panel.minimumSizeHint().width() <= panel.width()
    for narrow_or_low in (QSize(1_100, 950), QSize(1_800, 600)):
        panel.fit(narrow_or_low)
        assert panel.mean.width() == small
