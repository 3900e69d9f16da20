"""A matrix that is a table looks as one that is a picture: colours, names, bar, and words where there is nothing."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from gui.widgets.color_scale import ColorScale
from gui.widgets.heatmap import Heatmap
from gui.widgets.matrix_table import MatrixTable

COUNTS = np.random.default_rng(0).integers(0, 100, (10, 10)).astype(float)
TEXTS = [[str(int(count)) for count in row] for row in COUNTS]


def filled(matrix):
    matrix.set_labels("0123456789", "0123456789")
    matrix.set_titles("true digit", "taken for", "images")
    matrix.set_values(COUNTS, ColorScale(0, 100), TEXTS)
    if (focused := matrix.focusWidget()) is not None:
        focused.clearFocus()  # else there is the line of it
    return matrix.grab().toImage()


@pytest.fixture
def matrix(show):
    return show(MatrixTable("matrix"), 500, 420)


def test_it_looks_as_the_picture_of_the_same_numbers_in_every_direction(matrix, show, qapp):
    picture = filled(show(Heatmap(), 500, 420))
    table = filled(matrix)
    inside = matrix.cell_rect(0, 0).united(matrix.cell_rect(9, 9)).toRect().adjusted(2, 2, -2, -2)
    for row, column in ((0, 0), (3, 7), (9, 9)):
        place = matrix.cell_rect(row, column).topLeft().toPoint() + QPoint(4, 4)
        assert table.pixelColor(place) == QColor.fromRgb(int(ColorScale(0, 100).argb(COUNTS)[row, column]))
    outside = [(x, y) for x in range(500) for y in range(420) if not inside.contains(x, y)]
    assert all(table.pixel(*at) == picture.pixel(*at) for at in outside[::7])
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        assert matrix.grab().toImage() == table
        assert matrix.cells.columnViewportPosition(0) == 0
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_without_a_matrix_it_says_why_and_takes_no_focus(matrix):
    filled(matrix)
    assert matrix.cells.isVisible()
    matrix.set_empty_text("This set has no images.")
    matrix.set_values(None)
    assert matrix.values() is None
    assert not matrix.cells.isVisible()
    blank, said = MatrixTable("other"), matrix.grab().toImage()
    blank.resize(matrix.size())
    assert said != blank.grab().toImage()
    blank.deleteLater()


def test_it_fits_again_when_it_is_resized_or_the_letters_are_larger(matrix):
    filled(matrix)
    before = matrix.cells.width()
    matrix.resize(700, 600)
    assert matrix.cells.width() > before
    assert sum(matrix.cells.columnWidth(column) for column in range(10)) == matrix.cells.width()
    before = matrix.cells.width()
    font = matrix.font()
    font.setPointSizeF(2 * font.pointSizeF())
    matrix.setFont(font)
    assert matrix.cells.width() < before
