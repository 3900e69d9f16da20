"""What is remembered from one start to the next, and what of it makes no sense."""

from unittest.mock import Mock

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTabWidget

from gui.shell.main_window import MainWindow
from gui.shell.window_state import restore
from gui.widgets.arrangement import KEY, arrangement
from gui.widgets.persons_splitter import PersonsSplitter
from gui.work.settings import settings

pytestmark = pytest.mark.usefixtures("few_ship")


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


def remembered_of(window):
    """All that the window says of itself, but its place on the screen."""
    window.show_runs()
    found = {}
    for page in (window.data_page, window.train_page, window.inspect_page, window.compare_page, window.draw_page):
        found |= arrangement(page) | page.state()
    for beside in window.windows_beside():
        found |= arrangement(beside)
    return found


def share(sizes):
    """Of the first of two, written with a comma between."""
    first, second = map(int, sizes.split(","))
    return first / (first + second)


def test_whatever_can_be_arranged_is_as_it_was_and_nonsense_as_at_the_first_start(qtbot, window, wait, qapp):
    at_first = remembered_of(window)
    window.show_page(window.compare_page)
    qapp.processEvents()
    moved, split = window.compare_page.results.findChild(PersonsSplitter), f"{KEY}compareSplit"
    moved.moveSplitter(moved.sizes()[0] - 40, 1)
    window.compare_page.form.write([("hidden", "8; 16, 8"), ("", "")])
    window.compare_page.form.values[0].setText("8; 16, 4")
    runs = window.windows.runs
    runs.table.horizontalHeader().resizeSection(1, 199)
    runs.table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    runs.resize(700, 400)
    for page in (window.data_page, window.train_page, window.inspect_page, window.compare_page, window.draw_page):
        for tabs in page.findChildren(QTabWidget):
            tabs.setCurrentIndex(max(index for index in range(tabs.count()) if tabs.isTabVisible(index)))
    window.menus.contrasts.actions()[1].trigger()
    changed = remembered_of(window)
    unlike = {key for key in at_first if changed[key] != at_first[key]}
    assert {f"{KEY}{name}" for name in ("dataTabs", "inspectTabs", "drawTabs", "evidenceSide", "runsTable")} <= unlike
    window.close()
    assert not runs.isVisible()
    again = reopened(qtbot, wait)
    assert again.menus.contrasts.checkedAction().data() == "on"
    again.show_page(again.compare_page)
    qapp.processEvents()
    found = remembered_of(again)
    assert share(found.pop(split)) == pytest.approx(share(changed.pop(split)), abs=0.03)
    assert found == changed
    again.close()
    stored = settings()
    for key in stored.allKeys():
        stored.setValue(key, "?")
    stored.setValue("lesson/offered", "1")
    stored.sync()
    last = reopened(qtbot, wait)
    found = remembered_of(last)
    unlike = {key for key, value in found.items() if value != at_first[key]}
    assert unlike == {"compare/cluster", "map/layer"}, "any text may be an address, or a layer of another network"
    assert last.menus.contrasts.checkedAction().data() == "system"
    last.close()


def test_the_first_window_lies_within_what_the_screen_has_free(qtbot, qapp, folder, monkeypatch):
    free = QSize(1920, 1040)
    monkeypatch.setattr(MainWindow, "screen", lambda _: Mock(availableSize=lambda: free))
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.size().toTuple() == (1180, 760)
    for free, size in ((QSize(1366, 728), (1180, 680)), (QSize(960, 500), (944, 452))):
        restore(window)
        assert window.size().toTuple() == size, free
    window.close()
