"""Why the network takes a drawing for what it does."""

import numpy as np

from tests.gui.draw.tools import VERTICAL


def test_why_shows_both_views_what_speaks_and_the_nearest_image(page, wait, draw, session):
    page.tabs.setCurrentWidget(page.why)
    assert page.why.seen.image() is None
    draw(page.canvas, VERTICAL)
    wait(lambda: page.why.nearest.image() is not None and page.why.seen.image() is not None)
    assert np.array_equal(page.why.seen.image(), session.drawing.image)
    assert page.why.raw.image()[3:25, 14].mean() > 60
    assert "1" in page.why.captions[1].text()
    assert "labelled a\u00a01" in page.why.captions[2].text()
    assert "speaks for the 1" in page.why.speaks.text()
    page.clear.click()
    wait(lambda: page.why.seen.image() is None and page.why.nearest.image() is None)
