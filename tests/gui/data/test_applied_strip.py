"""What is applied is seen on every page, and reaches the training."""

from PySide6.QtWidgets import QToolButton

from engine.digits.changes import Change, Changes
from gui.data.page import CHANGES
from tests.gui.data.tools import tab


def chips(window):
    return {
        button.property("change"): button for button in window.applied.findChildren(QToolButton) if button.isVisible()
    }


def test_what_is_applied_is_on_top_of_every_page_one_click_removes_it_and_a_training_gets_it(page, window, click, wait):
    click(tab(page, CHANGES, wait)._boxes["inverted"])
    click(page.changes.digits.button(3))
    page.changes.range.presets.setCurrentIndex(2)
    page.changes.range.presets.activated.emit(2)
    assert window.session.data.input_range == (-1.0, 0.0)
    for shown in (page, window.train_page, window.draw_page):
        window.pages.setCurrentWidget(shown)
        wait(lambda: set(chips(window)) == {"inverted", "left_out", "range"})
    window.pages.setCurrentWidget(page)
    click(chips(window)["inverted"])
    assert [change.kind for change in window.session.data.changes.chosen] == ["left_out"]
    assert not page.changes._boxes["inverted"].isChecked()
    wait(lambda: "range" in chips(window))
    click(chips(window)["range"])
    assert window.session.data.input_range == (0.0, 1.0)
    assert page.changes.range.range() == (0.0, 1.0)
    wait(lambda: "left_out" in chips(window))
    click(chips(window)["left_out"])
    assert not window.applied.isVisible()

    session = window.session
    session.data.set_changes(Changes((Change("few", 300, "training"), Change("left_out", (3,), "training"))))
    session.data.set_input_range(-1.0, 0.0)
    window.train_page.form.set_values({"epochs": "1"})
    window.train_page.start.click()
    wait(lambda: not session.training.under_way)
    assert session.training.run.outcome == "completed"
    assert session.training.run.control.progress().batches == 300 // 32
    assert session.networks.network().spec.input_range == (-1.0, 0.0)
    assert "without 3" in str(session.training.run.trained_on.changes)
