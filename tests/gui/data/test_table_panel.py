"""The set as a table of numbers, and the pixel that each of them is."""

import numpy as np
from PySide6.QtCore import Qt

from engine.digits.dataset import Digits
from gui.data.table_panel import TablePanel

DICE = np.random.default_rng(2)
DIGITS = Digits(DICE.integers(0, 256, (30, 28, 28), np.uint8), np.arange(30) % 10, "some")


def test_each_cell_is_the_label_or_a_pixel_of_its_row(show):
    panel = show(TablePanel(), 800, 500)
    panel.show_digits(DIGITS)
    model = panel.model
    assert (model.rowCount(), model.columnCount()) == (30, 785)
    shown = [model.data(model.index(7, column)) for column in range(785)]
    assert shown == [str(DIGITS.labels[7]), *map(str, DIGITS.images[7].reshape(-1))]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "label"
    assert model.headerData(784, Qt.Orientation.Horizontal) == "784"
    assert panel.shape.text() == "30 rows × 785 columns"


def test_a_cell_that_is_chosen_marks_its_pixel_and_says_where_it_is(show):
    panel = show(TablePanel(), 800, 500)
    panel.show_digits(DIGITS)
    assert "the label" in panel.reading.text()
    panel.table.setCurrentIndex(panel.model.index(4, 90))
    assert panel.reading.text() == "Row 4, column 90 = 1 + 28 × 3 + 5: the pixel of row 3, column 5."
    assert np.array_equal(panel.view.image(), DIGITS.images[4])
