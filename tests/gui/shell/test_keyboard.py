"""The Tab key goes round each page, and is caught nowhere."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableWidget

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.first_batch import first_batch
from gui.train.first_batch_dialog import FirstBatchDialog
from gui.widgets.still_plot import StillPlot

PAGES = {"data": 6, "train": 1, "inspect": 8, "compare": 2, "draw": 4}  # and their tabs
MOST = 60  # more than any page has


def round_by_tab(start):
    """What has the focus one after another until it is ``start`` again."""
    start.setFocus()
    visited = [start]
    while len(visited) < MOST:
        QTest.keyClick(visited[-1], Qt.Key.Key_Tab)
        if QApplication.focusWidget() is start:
            return visited
        visited.append(QApplication.focusWidget())
    raise AssertionError(f"not round after {MOST}: {[widget.objectName() for widget in visited[-3:]]}")


def test_tab_comes_round_on_every_page_and_stops_nowhere_in_vain(window, wait):
    window.activateWindow()
    for name, tabs in PAGES.items():
        page = getattr(window, f"{name}_page")
        window.pages.setCurrentWidget(page)
        wait(lambda: not window.session.tasks.busy)
        for tab in range(tabs):
            if tabs > 1:
                page.tabs.setCurrentIndex(tab)
            wait(lambda: not window.session.tasks.busy)
            visited = round_by_tab(window.rail_buttons.button(0))
            assert len(visited) == len(set(visited)) > 4, (name, tab)
            assert not [widget for widget in visited if isinstance(widget, StillPlot)], (name, tab)


def test_tab_leaves_the_table_of_the_first_batch(qtbot, window):
    dialog = FirstBatchDialog(first_batch(NetworkSpec(), TrainingConfig(), window.session.data.digits), NetworkSpec())
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    assert any(isinstance(widget, QTableWidget) for widget in round_by_tab(dialog.findChild(QAbstractItemView)))


def test_the_space_bar_starts_a_training_and_then_holds_it(window, wait):
    page = window.train_page
    window.pages.setCurrentWidget(page)
    window.activateWindow()
    page.form.set_values({"epochs": "1000"})
    page.start.setFocus()
    QTest.keyClick(page.start, Qt.Key.Key_Space)
    assert window.session.training.under_way
    assert QApplication.focusWidget() is page.pause
    QTest.keyClick(page.pause, Qt.Key.Key_Space)
    assert window.session.training.paused
