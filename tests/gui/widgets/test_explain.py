"""The "?" beside a field says what its tooltip says."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.widgets.explain import Explain


def test_it_says_the_tooltip_follows_it_and_is_silent_again(show):
    box = QWidget()
    field = QLineEdit(objectName="rateField", toolTip="How far each batch moves the weights.")
    explain = Explain(field, "Learning rate")
    column = QVBoxLayout(box)
    for widget in (field, explain, explain.words):
        column.addWidget(widget)
    show(box, 300, 200)
    assert explain.words.isHidden()
    explain.setFocus()
    QTest.keyClick(explain, Qt.Key.Key_Space)
    assert explain.words.isVisible()
    assert explain.words.text() == "How far each batch moves the weights."
    field.setToolTip("Something else.")
    assert explain.words.text() == "Something else."
    QTest.keyClick(explain, Qt.Key.Key_Space)
    assert explain.words.isHidden()
    assert "Learning rate" in explain.accessibleName()
