"""The set at a glance: what it is told, and the offer of a test set."""

import numpy as np
import pytest

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
