"""The cells of a matrix are a table: keys go from one to the next, Shift chooses, Ctrl+C copies, readers read it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.widgets.matrix_table import MatrixTable

LETTERS = "ABCDEFGHIJ"
COUNTS = np.arange(100.0).reshape(10, 10)
KEY, SHIFT, NONE = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def filled(matrix, values=COUNTS, names=LETTERS):
    matrix.set_labels(names, names)
    matrix.set_titles("true class", "taken for", "images")
    matrix.set_values(values)
    matrix.grab()
    return matrix.cells


@pytest.fixture
def matrix(show):
    made = show(MatrixTable("matrix"), 500, 420)
    made.activateWindow()
    return made


@pytest.fixture
def cells(matrix):
    return filled(matrix)


def middle(cells, row, column):
    return cells.visualRect(cells.model().index(row, column)).center()


def pressed(cells, *keys, modifier=NONE):
    for key in keys:
        QTest.keyClick(cells, key, modifier)


def copied(cells):
    QTest.keyClick(cells, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QGuiApplication.clipboard().text()


def test_keys_go_from_cell_to_cell_choose_a_block_and_copy_it_with_its_heads(matrix, cells, qtbot):
    cells.setFocus()
    cells.show_cell(3, 5)
    assert copied(cells).splitlines()[:2] == ["\t" + "\t".join(LETTERS), "A\t0\t1\t2\t3\t4\t5\t6\t7\t8\t9"]
    with qtbot.waitSignal(matrix.pointed) as told:
        pressed(cells, KEY.Key_Down)
    assert told.args == [4, 5]
    for key in (KEY.Key_Return, KEY.Key_Space):
        with qtbot.waitSignal(matrix.clicked) as told:
            pressed(cells, key)
        assert told.args == [4, 5]
    pressed(cells, KEY.Key_Right, KEY.Key_Down, modifier=SHIFT)
    assert cells.chosen_cells() == 4
    assert matrix.values()[cells.block()].tolist() == [[45, 46], [55, 56]]
    assert copied(cells) == "\tF\tG\nE\t45\t46\nF\t55\t56"
    pressed(cells, KEY.Key_7)
    assert cells.current() == (5, 6), "a number types nothing"
    filled(matrix, COUNTS + 1)
    assert cells.current() == (5, 6), "the same classes judged anew"


def test_a_click_wants_the_images_and_a_block_drawn_with_the_mouse_does_not(matrix, cells, qtbot):
    left, view = Qt.MouseButton.LeftButton, cells.viewport()
    with qtbot.waitSignal(matrix.clicked) as told:
        QTest.mouseClick(view, left, pos=middle(cells, 2, 7))
    assert told.args == [2, 7]
    with qtbot.assertNotEmitted(matrix.clicked):
        QTest.mouseClick(view, left, SHIFT, middle(cells, 4, 8))
    assert cells.chosen_cells() == 6
    with qtbot.waitSignal(matrix.pointed) as told:
        QTest.mouseMove(view, middle(cells, 9, 0))
    assert told.args == [9, 0]


def test_a_reader_finds_a_table_with_heads_and_hears_each_cell(cells, matrix):
    matrix.name_for_hearing("Confusions")
    matrix.set_tips(lambda row, column: f"{LETTERS[row]} as {LETTERS[column]}")
    cells.setFocus()
    table = QAccessible.queryAccessibleInterface(cells)
    assert (table.role(), table.text(QAccessible.Text.Name)) == (QAccessible.Role.Table, "Confusions")
    said = [table.child(place).text(QAccessible.Text.Name) for place in (1, 2, 11, 12, 13)]
    assert said == ["taken for A", "taken for B", "true class A", "A as A", "A as B"]
    pressed(cells, KEY.Key_Right, KEY.Key_Right)
    nodes = [table.child(place) for place in range(table.childCount())]
    focused = [node.text(QAccessible.Text.Name) for node in nodes if node.state().focused]
    assert focused == ["A as C"]


def turn(cells, steps):
    at = QPointF(middle(cells, 30, 30))
    event = QWheelEvent(
        at, QPointF(cells.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(cells.viewport(), event)
    return event.isAccepted()


def test_of_many_classes_one_looks_closer_and_the_keys_go_on_to_what_is_out_of_sight(matrix, cells):
    assert not turn(cells, 1), "of ten the wheel scrolls the page"
    names = [str(number) for number in range(62)]
    filled(matrix, np.ones((62, 62)), names)
    assert cells.columnWidth(0) < 9
    assert sum(cells.columnWidth(column) for column in range(62)) == cells.viewport().width()
    assert turn(cells, 5)
    assert 16 < cells.columnWidth(30) < 22
    assert cells.columnAt(cells.viewport().width() // 2) in range(27, 35), "what was pointed at is still there"
    cells.setFocus()
    cells.show_cell(30, 30)
    pressed(cells, KEY.Key_End)
    last = cells.visualRect(cells.currentIndex())
    assert cells.viewport().rect().contains(last)
    assert matrix.cell_rect(*cells.current()).center().x() == pytest.approx(cells.x() + last.center().x(), abs=2)
    pressed(cells, KEY.Key_Minus, KEY.Key_Minus)
    assert cells.columnWidth(0) < 9
    pressed(cells, KEY.Key_Plus)
    assert cells.columnWidth(0) > 11
    for act in (QTest.mouseClick, QTest.mouseDClick):
        act(cells.viewport(), Qt.MouseButton.LeftButton, pos=middle(cells, 30, 40))
    assert cells.columnWidth(0) < 9
