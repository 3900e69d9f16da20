"""The window: pages, menus, what is remembered, and closing at any moment."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engine.digits import bundled
from engine.networks.files import load_network
from gui.model import at_start, networks
from gui.shell.main_window import MainWindow
from gui.work.settings import settings

NAMES = (
    *("pages", "dataPage", "trainPage", "inspectPage", "comparePage", "drawPage"),
    *("startButton", "pauseButton", "stopButton", "stepButton", "epochsField", "hiddenField", "optimizerField"),
    *("learningRateField", "outputField", "progressBar", "lossPlot", "accuracyPlot", "watchCanvas", "watchBars"),
    *("canvas", "clearButton", "undoButton", "networkView", "evidenceBars", "verdict"),
)


def reopened(qtbot, wait):
    window = MainWindow()
    window.show()
    wait(lambda: window.session.data.digits is not None)
    return window


def test_the_names_that_others_rely_on_are_there_once(window):
    assert {name: len(window.findChildren(QWidget, name)) for name in NAMES} == dict.fromkeys(NAMES, 1)


def test_names_are_unique_in_the_window(window):
    named = [
        w.objectName() for w in window.findChildren(QWidget) if w.objectName() and not w.objectName().startswith("qt_")
    ]
    assert sorted(named) == sorted(set(named))


def test_control_and_a_number_show_the_pages(window):
    for number, name in enumerate(("dataPage", "trainPage", "inspectPage", "comparePage", "drawPage"), 1):
        QTest.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        assert window.pages.currentWidget().objectName() == name


def test_f5_starts_and_f8_stops(window, wait):
    window.pages.setCurrentWidget(window.train_page)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert window.session.training.under_way
    wait(lambda: window.session.training.run.history.count > 0)
    QTest.keyClick(window, Qt.Key.Key_F8)
    wait(lambda: not window.session.training.under_way)


def test_progress_says_epoch_speed_and_time(window, click, wait):
    window.train_page.form.set_values({"epochs": "300"})
    click(window.train_page.start)
    wait(lambda: "left" in window.progress.words())
    for part in ("epoch ", "/300", "s each", "gone"):
        assert part in window.progress.words()
    assert window.findChild(QWidget, "progressBar").value() > 0


def test_the_form_the_page_and_the_look_are_remembered(qtbot, window, wait):
    window.train_page.form.set_values({"hidden": "20, 10", "optimizer": "adam", "epochs": "7"})
    window.train_page.yardsticks.setChecked(True)
    window.draw_page.set_kind("log_probability")
    window.pages.setCurrentWidget(window.draw_page)
    window.menus.schemes.actions()[2].trigger()
    window.close()
    again = reopened(qtbot, wait)
    assert again.train_page.form.values()["hidden"] == "20, 10"
    assert again.train_page.form.setup().config.optimizer == "adam"
    assert again.train_page.yardsticks.isChecked()
    assert again.draw_page.bars.kind() == "log_probability"
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


def test_closing_while_training_is_clean(window, click, wait):
    window.train_page.form.set_values({"epochs": "500"})
    click(window.train_page.start)
    wait(lambda: window.session.training.run.history.count > 1)
    before = threading.active_count()
    window.close()
    assert window.session.training.run.outcome == "stopped"
    assert threading.active_count() <= before


def test_a_run_whose_end_is_told_only_after_closing_begins_nothing_any_more(window, qapp, click, wait):
    click(window.train_page.start)
    wait(lambda: window.session.training.run.history.count > 1)
    window.close()
    qapp.processEvents()  # were its end told, there would be old runs to remove
    assert window.session.training.run.outcome == "stopped"
    assert not window.session.tasks.busy


@pytest.mark.parametrize("content", [None, b"not a zip at all"])
def test_missing_or_damaged_digits_are_told_in_a_sentence(qtbot, folder, wait, monkeypatch, tmp_path, content):
    path = tmp_path / "mnist.npz"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(at_start, "bundled", lambda: bundled("mnist-20k", path))
    window = MainWindow()
    window.show()
    wait(lambda: window.notice.text() != "")
    assert "digits" in window.notice.text()
    assert "Install Inkling again" in window.notice.text()
    assert not window.train_page.start.isEnabled()
    window.close()


def test_without_the_network_that_ships_one_can_still_train(qtbot, folder, wait, monkeypatch):
    monkeypatch.setattr(networks, "PRETRAINED", folder / "nothing.safetensors")
    window = reopened(qtbot, wait)
    window.pages.setCurrentWidget(window.draw_page)
    assert "no network yet" in window.draw_page.verdict.text()
    assert window.train_page.start.isEnabled()
    window.close()


def test_starting_again_replaces_the_run_and_stale_messages_change_nothing(window, click, wait):
    window.train_page.form.set_values({"epochs": "1"})
    click(window.train_page.start)
    first = window.session.training.run
    wait(window.train_page.start.isEnabled)
    click(window.train_page.start)
    second = window.session.training.run
    assert second is not first
    wait(window.train_page.start.isEnabled)
    assert window.session.networks.network("trained") is second.control.latest()
    np.testing.assert_array_equal(first.history.loss, second.history.loss)


def test_saving_says_where_or_why_not(window, folder, wait):
    window.network_files.save(folder / "mine.safetensors")
    wait(lambda: "Saved mine.safetensors" in window.statusBar().currentMessage())
    assert load_network(folder / "mine.safetensors").spec == window.session.networks.network().spec
    window.network_files.save(folder / "no" / "such" / "folder.safetensors")
    wait(lambda: "could not be saved" in window.notice.text())
