"""What the first layer looks for, and every layer's weights."""

import numpy as np
import pytest


def show(page, panel):
    page.tabs.setCurrentWidget(panel)
    return panel


def choose(box, text):
    """As a person does by the keyboard."""
    index = box.findText(text)
    assert index >= 0, text
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_the_first_layers_units_are_shown_and_every_layers_weights_counted(page):
    panel = show(page, page.weights)
    assert panel.grid.count() == 24
    assert [panel.layer.itemText(index) for index in range(2)] == ["layer 1: 784 → 24", "layer 2: 24 → 10"]
    _, before = panel._start.getData()
    _, after = panel._now.getData()
    assert before.sum() == pytest.approx(100)
    assert after.sum() == pytest.approx(100)
    assert not np.array_equal(before, after)
    assert "its seed 3" in panel.words.text()
    choose(panel.view, "over the epochs")
    assert panel._no_course.isVisible()
