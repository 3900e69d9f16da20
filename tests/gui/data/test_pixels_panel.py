"""The pixels' values before and after normalisation."""

import numpy as np
import pytest

from gui.data.page import CHANGES, DIGIT, PIXELS


def tab(page, index, wait):
    """Choose a tab; its panel, when it can be seen."""
    page.tabs.setCurrentIndex(index)
    panel = {DIGIT: "digit", PIXELS: "pixels", CHANGES: "changes"}[index]
    wait(lambda: getattr(page, panel).isVisible() and getattr(page, panel).layout().geometry().width() > 300)
    return getattr(page, panel)


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
