"""What the tests of the Train page's parts do by hand."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit


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
