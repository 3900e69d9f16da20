"""The "?" beside a field says what its tooltip says."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from gui.widgets.explain import Explain, add_explained_row


def test_it_says_the_tooltip_follows_it_and_is_silent_again(show, click):
    box = QWidget()
    field = QLineEdit(objectName="rateField", toolTip="How far each batch moves the weights.")
    form = QFormLayout(box)
    add_explained_row(form, "Learning rate", field)
    explain = box.findChild(Explain, "rateFieldExplain")
    show(box, 300, 200)
    assert explain.words.isHidden()
    click(explain)
    assert explain.words.isVisible()
    assert explain.words.text() == "How far each batch moves the weights."
    field.setToolTip("Something else.")
    assert explain.words.text() == "Something else."
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert explain.words.isHidden()
    QTest.keyClick(field, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert explain.words.isVisible()
    assert "Learning rate" in explain.accessibleName()
