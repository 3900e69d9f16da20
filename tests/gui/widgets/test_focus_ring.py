"""Where the keys work there is a line, whatever is within it, and none elsewhere."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.widgets.digit_grid import DigitGrid
from gui.widgets.focus_ring import around
from gui.widgets.heatmap import Heatmap
from gui.widgets.matrix_table import MatrixTable


@pytest.fixture
def page(show, qtbot):
    made = QWidget()
    made.grid, made.map, made.table, made.other = DigitGrid(), Heatmap(), MatrixTable("aTable"), QLineEdit()
    made.grid.set_images(np.full((3, 28, 28), 255, np.uint8))
    for matrix in (made.map, made.table):
        matrix.set_values(np.eye(4))
    column = QVBoxLayout(made)
    for widget in (made.grid, made.map, made.table, made.other):
        column.addWidget(widget)
    show(made, 300, 700)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_line_goes_with_the_focus(page):
    corners = {
        page.grid: QPoint(0, 0),
        page.map: around(page.map.area()).topLeft().toPoint(),
        page.table: around(page.table.cell_rect(0, 0)).topLeft().toPoint(),
    }
    accent = page.palette().color(QPalette.ColorRole.Accent)
    for focused in (*corners, page.other):
        focused.setFocus()
        ringed = {widget for widget, place in corners.items() if widget.grab().toImage().pixelColor(place) == accent}
        assert ringed == ({focused} & corners.keys())
