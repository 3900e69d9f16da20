"""Both histograms change between linear and logarithmic counts together, and the sentence with them."""

import numpy as np
import pytest

from engine.digits.summary import Histogram
from gui.data.page import PIXELS
from gui.data.pixels_panel import PixelsPanel
from tests.gui.data.tools import tab

COUNTS = np.array([1_000, 10, 1])


@pytest.fixture
def panel(show):
    made = show(PixelsPanel(), 700, 400)
    made.show_histograms(
        Histogram(COUNTS, np.array([0, 85, 170, 255])), Histogram(COUNTS, np.array([-1, 0, 1, 2.0])), "fed as −1 to 2"
    )
    made.set_words("almost all are 0", "rare values are seen, too")
    return made


def heights(plot):
    return plot._curves[0].getData()[1].tolist()


def test_both_plots_and_the_sentence_follow_the_switch(panel, click):
    assert (heights(panel.before), panel.sentence.text()) == ([1_000, 10, 1], "almost all are 0")
    click(panel.log)
    assert heights(panel.before) == heights(panel.after) == [3, 1, 0]
    assert panel.sentence.text() == "rare values are seen, too"
    assert not panel.linear.isChecked()
    click(panel.linear)
    assert heights(panel.after) == [1_000, 10, 1]


def test_new_words_are_those_of_the_counts_that_are_shown(panel, click):
    click(panel.log)
    panel.set_words("linear", "logarithmic")
    assert panel.sentence.text() == "logarithmic"
    assert panel.after.title() == "fed as −1 to 2"


def test_the_histograms_before_and_after_normalisation_are_numpys(lone_page, click, wait, session):
    panel = tab(lone_page, PIXELS, wait)
    counts, edges = np.histogram(session.data.digits.images, 50)
    assert np.array_equal(panel.before._bars[0].counts, counts)
    session.data.set_input_range(-1, 0)
    assert np.allclose(panel.after._edges[[0, -1]], np.array([edges[0], edges[-1]]) / 255 - 1)
    assert "−1 to 0" in panel.after.reading()
    linear = panel.sentence.text()
    click(panel.log)
    assert panel.sentence.text() != linear
    assert panel.before._curves[0].getData()[1].max() == pytest.approx(np.log10(counts.max()))
