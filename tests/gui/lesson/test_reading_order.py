"""Tab goes as one reads, also into a field that hands its focus on."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.lesson.reading_order import in_reading_order, set_tab_order


def test_tab_goes_through_all_that_is_laid_out_in_its_order(show):
    last, field, first = QPushButton("last"), QWidget(), QPushButton("first")
    line = QLineEdit()
    QHBoxLayout(field).addWidget(line)
    field.setFocusProxy(line)
    window = QWidget()
    column, row = QVBoxLayout(window), QHBoxLayout()
    row.addWidget(field)
    row.addWidget(last)
    for widget in (first, QLabel("words")):
        column.addWidget(widget)
    column.addLayout(row)
    order = list(in_reading_order(column))
    assert order == [first, field, line, last]
    set_tab_order(order)
    show(window, 300, 200)
    first.setFocus()
    visited = []
    for _time in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        visited.append(window.focusWidget())
    assert visited == [line, last, first]
