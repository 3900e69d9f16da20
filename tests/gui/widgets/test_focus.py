"""Tab stops where something can be done, as one reads, round and round."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.focus import focus_in, go_on, in_reading_order, next_stop, stops


@pytest.fixture
def fields(show):
    made = [QLineEdit() for _n in range(5)]
    outside, inside = QWidget(), QWidget()
    QVBoxLayout(inside)
    for widget in (*made[1:], QLabel("no stop")):
        inside.layout().addWidget(widget)
    column = QVBoxLayout(outside)
    column.addWidget(made[0])
    column.addWidget(inside)
    made[2].setEnabled(False)
    made[3].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    show(outside, 300, 300)
    outside.activateWindow()
    return made


def test_it_stops_at_what_can_be_used(fields):
    inside = fields[1].parentWidget()
    assert stops(inside) == [fields[1], fields[4]]
    fields[1].setFocus()
    assert next_stop(inside, forward=True) is fields[4]
    fields[4].setFocus()
    assert next_stop(inside, forward=True) is fields[1]
    fields[0].setFocus()
    assert (next_stop(inside, forward=True), next_stop(inside, forward=False)) == (fields[1], fields[4])
    fields[3].setFocus()  # by a click: Tab goes on from there
    assert (next_stop(inside, forward=True), next_stop(inside, forward=False)) == (fields[4], fields[1])
    fields[3].hide()
    order = list(in_reading_order(inside, hidden=fields[3]))  # from there one goes on when it is hidden
    assert order[:4] == fields[1:]
    fields[1].setEnabled(False)
    fields[4].hide()
    assert next_stop(inside, forward=True) is None


def button(name):
    return QPushButton(name)


class Window(QWidget):
    """All kinds of places, each filled in another order than it is read."""

    def __init__(self):
        super().__init__()
        grid, form, corner = QGridLayout(), QFormLayout(), QWidget()
        grid.addWidget(button("4"), 1, 1)
        grid.addWidget(button("2"), 0, 1)
        grid.addWidget(button("3"), 1, 0)
        form.insertRow(0, "row", button("6"))
        form.insertRow(0, "row", button("5"))
        tabs = QTabWidget()
        page = QWidget()
        QHBoxLayout(page).addWidget(button("8"))
        tabs.addTab(page, "one")
        QHBoxLayout(corner).addWidget(button("7"))
        tabs.setCornerWidget(corner)
        field = QWidget()
        QHBoxLayout(field).addWidget(button("9"))
        field.setFocusProxy(field.findChild(QPushButton))
        self.scroll, inside = QScrollArea(widgetResizable=True), QWidget()
        inside.setMinimumHeight(900)
        self.low = button("10")
        column = QVBoxLayout(inside)
        column.addStretch(1)
        column.addWidget(self.low)
        self.scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.addLayout(grid)
        column.addLayout(form)
        self.scroll.setMaximumHeight(90)
        for widget in (tabs, field, QListWidget(), self.scroll):
            column.addWidget(widget)
        over = button("1")
        over.setParent(self)  # in no layout, as what lies over the rest

    def focusNextPrevChild(self, forward):
        return go_on(self, forward)


def test_tab_goes_as_one_reads_also_into_what_scrolls(show):
    window = show(Window(), 400, 700)
    window.activateWindow()
    first = next(one for one in window.findChildren(QPushButton) if one.text() == "1")
    first.setFocus()
    visited = [first]
    while len(visited) < 13:
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        visited.append(window.focusWidget())
        assert not window.focusWidget().visibleRegion().isEmpty()
    names = [widget.text() if isinstance(widget, QPushButton) else type(widget).__name__ for widget in visited]
    assert names == ["1", "2", "3", "4", "5", "6", "QTabBar", "7", "8", "9", "QScrollArea", "10", "1"]
    QTest.keyClick(first, Qt.Key.Key_Backtab)
    assert window.focusWidget() is window.low
    window.low.parentWidget().setMinimumHeight(0)
    QApplication.processEvents()
    assert window.scroll not in stops(window), "there is nothing to scroll any more"


def parent_for_pyside(widget):
    """Together with which PySide would take it for destroyed."""
    (line,) = (line for line in shiboken6.dump(widget).splitlines() if line.startswith("parent."))
    return line.split(" at ")[1].rstrip(">")


def test_what_was_asked_for_its_focus_is_nobody_elses_child(show):
    area, number, outside = QScrollArea(), QSpinBox(), QWidget()
    area.setWidget(QLineEdit())
    area.setWidgetResizable(True)
    column = QVBoxLayout(outside)
    column.addWidget(area)
    column.addWidget(number)
    show(outside, 300, 300)
    number.setFocus()
    assert stops(outside) == [area.widget(), number]
    assert focus_in(outside) is number
    assert next_stop(outside, True) is area.widget()
    assert parent_for_pyside(area) == parent_for_pyside(number) == f"{id(outside):#x}"
