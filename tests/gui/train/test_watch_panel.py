"""A digit to watch while it learns."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

VERTICAL = [(0.5, y) for y in np.linspace(0.2, 0.8, 12)]


def field(page, name):
    return page.findChild(QLineEdit, name) or page.findChild(QComboBox, name)


def write(page, name, text):
    """Replace what a field says by typing."""
    editor = field(page, name)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClicks(editor, text)


def short(page, epochs=2):
    write(page, "epochsField", str(epochs))


def test_the_watched_digit_moves_while_it_learns(page, click, wait, draw, training):
    click(page.watching)
    assert page.watch.canvas.objectName() == "watchCanvas"
    draw(page.watch.canvas, VERTICAL)
    short(page, 500)
    click(page.start)
    seen = set()

    def moves():
        seen.add(tuple(page.watch.bars._logs or ()))
        return len(seen) > 3

    wait(moves)
    click(page.stop)
    wait(lambda: not training.under_way)
