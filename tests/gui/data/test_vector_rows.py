"""Images as rows of 784 greys: each pixel in its place, and a row chosen by mouse and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.data.vector_rows import NAME, WIDEST, VectorRows
from gui.look.sizes import px

IMAGES = np.zeros((4, 28, 28), np.uint8)
IMAGES[1] = 255
IMAGES[2, 14:] = 255  # the second half of its row
ROOM = 784 + NAME + 3  # a pixel for each number


@pytest.fixture
def rows(show):
    made = show(VectorRows(), ROOM, 200)
    made.set_images(IMAGES, ["0", "1", "2", "3"])
    made.told = []
    made.clicked.connect(made.told.append)
    return made


def grey(rows, row, place):
    rect = rows.row_rect(row)
    return rows.grab().toImage().pixelColor(int(rect.x()) + place, int(rect.center().y())).red()


def test_every_number_is_where_it_is_in_the_vector(rows):
    assert [grey(rows, 1, place) for place in (1, 400, 782)] == [255] * 3
    assert [grey(rows, 2, place) for place in (1, 380, 404, 782)] == [0, 0, 255, 255]
    assert grey(rows, 0, 400) == grey(rows, 3, 400) == 0


@pytest.mark.parametrize("row", range(4))
def test_a_click_chooses_the_row_under_it(rows, row):
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=rows.row_rect(row).center().toPoint())
    QTest.mouseClick(rows, Qt.MouseButton.RightButton, pos=rows.row_rect(row).center().toPoint())
    assert rows.told == [row]


def test_the_lowest_pixel_belongs_to_the_last_row(rows):
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(100, rows.height() - 1))
    assert rows.told == [3]


def test_the_arrow_keys_stop_at_the_ends(rows):
    rows.clicked.connect(rows.set_current)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(rows, key)
    assert rows.told == [0, 1, 2, 3, 3, 2]


def test_without_images_neither_clicks_nor_keys_do_anything(rows):
    rows.set_images(IMAGES[:0], [])
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.keyClick(rows, Qt.Key.Key_Down)
    rows.grab()
    assert rows.told == []


def test_a_label_that_is_a_word_has_more_room_but_not_all_of_it(rows):
    rows.set_images(IMAGES[:2], ["Ankle boot", "a class with a very long name indeed"])
    assert NAME < rows.row_rect(0).x() <= px(WIDEST)
    assert grey(rows, 1, 300) == 255
