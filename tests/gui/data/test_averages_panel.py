"""One average, or two and what the one has more of than the other."""

import numpy as np
import pytest
from PySide6.QtTest import QTest

from gui.data.averages_panel import AveragesPanel

MEANS = np.stack([np.full((28, 28), 100.0), np.full((28, 28), 140.4)])


@pytest.fixture
def panel(show):
    return show(AveragesPanel(), 260, 420)


def test_one_average_stands_alone(panel):
    panel.show_one(MEANS[1], "7")
    assert panel.title.text() == "Average 7"
    assert panel.first.image()[0, 0] == 140, "rounded, and not cut"
    assert not panel.second.isVisible()
    assert not panel.difference.isVisible()


def test_of_two_the_first_less_the_second_is_shown_with_zero_in_the_middle(panel):
    panel.show_two(MEANS, "4", "9")
    assert panel.title.text() == "Averages; 4 minus 9"
    assert panel.difference.values()[0, 0] == pytest.approx(-40.4)
    scale = panel.difference._scale
    assert (scale.low, scale.high, scale.kind) == (pytest.approx(-40.4), pytest.approx(40.4), "diverging")
    assert panel.second.image()[0, 0] == 140


def test_two_that_are_alike_still_have_a_scale(panel):
    panel.show_two(np.stack([MEANS[0], MEANS[0]]), "1", "2")
    assert (panel.difference._scale.low, panel.difference._scale.high) == (-1, 1)


def test_the_pointer_reads_the_difference_in_the_titles_place(panel, qtbot):
    means = MEANS.copy()
    means[0, 3, 20] = 200
    panel.show_two(means, "4", "9")
    qtbot.waitUntil(lambda: panel.difference.area().height() > 60)
    QTest.mouseMove(panel.difference, panel.difference.cell_rect(3, 20).center().toPoint())
    assert panel.title.text() == "Row 3, column 20: 60 of 255"
    panel.difference.point_at(-1, -1)
    assert panel.title.text().startswith("Averages; 4 minus 9")


def test_cleared_it_says_nothing(panel):
    panel.show_two(MEANS, "4", "9")
    panel.clear()
    assert (panel.title.text(), panel.first.image(), panel.difference.isVisible()) == ("", None, False)


def test_names_of_classes_are_no_html(panel):
    panel.show_two(MEANS, "<b>bag</b>", "a & b")
    assert panel.title.text() == "Averages; <b>bag</b> minus a & b"
    for tip in (panel.title.toolTip(), panel.difference.toolTip()):
        assert "&lt;b&gt;bag" in tip
