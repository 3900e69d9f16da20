"""What is remembered from one start to the next, and what of it makes no sense."""

from unittest.mock import Mock

import pytest
from PySide6.QtCore import QSize

from gui.shell.main_window import MainWindow
from gui.work.settings import settings


def reopened(qtbot, wait):
    window = MainWindow()
    window.show()
    wait(lambda: window.session.data.digits is not None)
    return window


def test_the_form_the_page_and_the_look_are_remembered(qtbot, window, wait):
    window.train_page.form.set_values({"hidden": "20, 10", "optimizer": "adam", "epochs": "7"})
    window.train_page.yardsticks.setChecked(True)
    window.draw_page.evidence.set_kind("log_probability")
    window.draw_page.evidence.said.fold.click()
    choices = window.inspect_page.map.choices
    choices.points.setCurrentIndex(choices.points.findData("images"))
    window.pages.setCurrentWidget(window.draw_page)
    window.menus.schemes.actions()[2].trigger()
    window.close()
    again = reopened(qtbot, wait)
    assert again.train_page.form.values()["hidden"] == "20, 10"
    assert again.train_page.form.setup().config.optimizer == "adam"
    assert again.train_page.yardsticks.isChecked()
    assert again.draw_page.bars.kind() == "log_probability"
    assert again.draw_page.evidence.said.open
    assert again.inspect_page.map.choices.points.currentData() == "images"
    assert again.pages.currentWidget() is again.draw_page
    assert again.menus.schemes.checkedAction().data() == "dark"
    again.close()


def test_settings_that_make_no_sense_give_way_to_the_lesson(qtbot, folder, wait):
    stored = settings()
    for key, value in {
        "form/hidden": "many", "form/epochs": "-3", "form/optimizer": 7, "view/evidence": "x", "view/scheme": 3,
        "window/page": "y", "window/geometry": "z",
    }.items():  # fmt: skip
        stored.setValue(key, value)
    stored.sync()
    window = reopened(qtbot, wait)
    assert window.train_page.form.setup().spec.hidden == (64, 32, 32)
    window.close()


@pytest.mark.parametrize(
    ("free", "size"), [((1920, 1040), (1180, 760)), ((1366, 728), (1180, 680)), ((960, 500), (944, 452))]
)
def test_the_first_window_lies_within_what_the_screen_has_free(qtbot, qapp, folder, monkeypatch, free, size):
    monkeypatch.setattr(MainWindow, "screen", lambda _: Mock(availableSize=lambda: QSize(*free)))
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.size().toTuple() == size
    window.close()
