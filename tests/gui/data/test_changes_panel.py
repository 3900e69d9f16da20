"""What can be done to the images, and what comes of it."""

import numpy as np
import pytest

from engine.digits.changes import Change
from engine.errors import UserError
from gui.data.changes_panel import ChangesPanel
from gui.data.page import CHANGES, DIGIT, PIXELS


def tab(page, index, wait):
    """Choose a tab; its panel, when it can be seen."""
    page.tabs.setCurrentIndex(index)
    panel = {DIGIT: "digit", PIXELS: "pixels", CHANGES: "changes"}[index]
    wait(lambda: getattr(page, panel).isVisible() and getattr(page, panel).layout().geometry().width() > 300)
    return getattr(page, panel)


def test_the_preview_shows_the_digits_before_and_after(lone_page, click, wait, session):
    panel = tab(lone_page, CHANGES, wait)
    assert np.array_equal(panel.after.image(2), panel.before.image(2))
    click(panel._boxes["inverted"])
    assert np.array_equal(panel.after.image(2), 255 - panel.before.image(2))
    panel._where["inverted"].setCurrentIndex(2)
    panel._where["inverted"].activated.emit(2)
    assert np.array_equal(panel.after.image(2), panel.before.image(2))
    panel.side.setCurrentIndex(1)
    panel.side.activated.emit(1)
    assert np.array_equal(panel.after.image(2), 255 - panel.before.image(2))
    click(panel.remove)
    assert not session.data.changes


def test_choices_that_cannot_be_are_said_and_not_applied(qtbot, click):
    panel = ChangesPanel()
    qtbot.addWidget(panel)
    panel.show()
    changes = []
    panel.changes_chosen.connect(changes.append)
    click(panel._boxes["left_out"])
    assert "1 to 9" in panel.error.text()
    assert not changes
    click(panel.digits.button(4))
    assert changes[-1].chosen == (Change("left_out", (4,), "training"),)
    assert not panel.error.text()
    with pytest.raises(UserError):
        Change("left_out", ())
