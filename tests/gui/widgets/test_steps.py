"""Undo and Redo are possible as long as there is something to take back, or to do again."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtTest import QTest

from gui.widgets.steps import connect_steps, step_buttons


def test_the_buttons_follow_the_stack(qtbot):
    stack = QUndoStack()
    stack.push(QUndoCommand("before"))
    undo, redo = step_buttons("Thing", "change")
    connect_steps(stack, undo, redo)
    for button in (undo, redo):
        qtbot.addWidget(button)
        button.show()
    assert (undo.objectName(), redo.objectName()) == ("undoThingButton", "redoThingButton")
    assert (undo.isEnabled(), redo.isEnabled()) == (True, False)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert (undo.isEnabled(), redo.isEnabled(), stack.index()) == (False, True, 0)
    QTest.mouseClick(redo, Qt.MouseButton.LeftButton)
    assert (undo.isEnabled(), redo.isEnabled(), stack.index()) == (True, False, 1)
