"""The penalties as curves, with the image's place on them."""

import numpy as np
import pytest


def show(page, panel):
    page.tabs.setCurrentWidget(panel)
    return panel


def found(page):
    return page.inspector.found.evaluation


def test_the_penalties_are_marked_where_the_image_stands(page):
    panel, evaluation = show(page, page.evidence), found(page)
    index = int(evaluation.true_evidence.argmin())
    panel.set_current(index)
    p = np.exp(evaluation.true_evidence[index])
    assert panel.penalties._linear_mark.getData()[1][0] == pytest.approx(-p)
    assert panel.penalties._log_mark.getData()[0][0] == pytest.approx(p)
    assert "times as steep" in panel.penalties._words.text()
