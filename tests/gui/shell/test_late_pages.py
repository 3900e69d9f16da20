"""A page that is made late shows what is there by then, and the window hears of it."""

import sys
import threading
from importlib.util import find_spec

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.compare.pace import KEY
from gui.shell import ahead
from gui.shell.main_window import MainWindow
from gui.work.settings import text


@pytest.mark.usefixtures("few_ship")
def test_a_start_makes_neither_of_them_and_forgets_nothing_that_they_had_remembered(qtbot, window, wait, click):
    window.compare_page.tabs.setCurrentIndex(1)
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    again.show()
    assert [page.objectName() for page in again.all_pages()] == [
        "dataPage", "trainPage", "inspectPage", "comparePage", "drawPage",
    ]  # fmt: skip
    places = again.all_pages()[2:4]
    assert [place.made for place in places] == [None, None]
    wait(lambda: again.session.data.digits is not None)
    again.train_page.form.set_values({"hidden": "8", "epochs": "2"})
    click(again.train_page.start)
    wait(lambda: not again.session.training.under_way)
    assert [place.made for place in places] == [None, None]
    again.close()
    last = MainWindow()
    qtbot.addWidget(last)
    last.show()
    wait(lambda: last.session.data.digits is not None)
    assert last.compare_page.tabs.currentIndex() == 1
    last.close()


def test_what_they_are_made_of_is_imported_by_the_gui_thread_but_not_while_somebody_draws(
    window, wait, monkeypatch, tmp_path
):
    names = ("imported_ahead_1", "imported_ahead_2")
    for name in names:
        (tmp_path / f"{name}.py").write_text("import threading\nTHREAD = threading.current_thread()\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(ahead, "MODULES", names)
    monkeypatch.setattr(ahead, "LATER", 0x7FFFFFFF)
    window.session.at_start.ended.emit()
    wait(lambda: names[1] in sys.modules)
    assert {sys.modules.pop(name).THREAD for name in names} == {threading.main_thread()}
    window.session.at_start.ended.emit()
    window.session.drawing.changed.emit()
    for _turn in range(5):
        QApplication.processEvents()
    assert set(names).isdisjoint(sys.modules)
    monkeypatch.setattr(ahead, "LATER", 0)
    window.session.drawing.changed.emit()
    wait(lambda: names[0] in sys.modules)
    window.close()  # and no more after that
    sys.modules.pop(names[0])
    for _turn in range(5):
        QApplication.processEvents()
    assert names[0] not in sys.modules


def test_what_is_imported_ahead_can_be_imported():
    assert all(find_spec(name) is not None for name in ahead.MODULES)


def test_made_after_a_training_they_are_about_it(window, wait, click):
    before = text(KEY)
    window.train_page.form.set_values({"hidden": "9, 8", "epochs": "4"})
    click(window.train_page.start)
    wait(lambda: not window.session.training.under_way)
    window.session.training.run.history.seconds[:5] = 1.0  # long enough to tell how quick the machine is
    window.session.training.changed.emit()
    assert text(KEY) != before
    train = window.pages.currentWidget()
    click(window.rail_buttons.button(3))
    assert window.pages.currentWidget() is train  # until the other is made, a bit at a time
    wait(lambda: window.pages.currentWidget() is not train)
    compare = window.pages.currentWidget()
    assert compare.form.base().spec.hidden == (9, 8)
    assert compare.pin.isEnabled()
    window.activateWindow()
    wait(lambda: QApplication.activeWindow() is window)
    click(window.rail_buttons.button(2))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_N)  # to the first error
    inspect = window.pages.currentWidget()
    assert inspect is not compare  # it had no more time
    assert inspect.network.currentText().endswith("784-9-8-10")
    wait(lambda: inspect.inspector.found is not None)
    assert inspect.evidence.current() == next(error for error in inspect.inspector.found.evaluation.errors if error)
    assert window.statusBar().findChild(type(window.statusBar().replay), "networkStatus").text().startswith("  784-9-8")
    assert window.replaying.strip.isVisible()
    inspect.cutting.toggle((0, 0))
    wait(lambda: inspect.undo_stack().canUndo())
    assert window.menus.steps.activeStack() is inspect.undo_stack()
