"""The "?" beside a field says what its tooltip says."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.widgets.explain import Explain, RowExplain, add_explained, add_explained_row


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


def test_one_for_a_row_names_each_field_and_those_of_one_tooltip_together(show, click):
    box = QWidget()
    low, high = (QLineEdit(objectName=name, accessibleName=name.title()) for name in ("low", "high"))
    follow = QCheckBox("&Follow", objectName="follow", toolTip="Again and\nagain.")
    for field in (low, high):
        field.setToolTip("A number <1>.")
    explain = RowExplain(low, high, follow)
    row = QHBoxLayout(box)
    for widget in (low, high, follow, explain):
        row.addWidget(widget)
    show(box, 500, 200)
    click(explain)
    assert explain.words.isVisible()
    assert explain.words.text() == "Low, High: A number <1>.\nFollow: Again and again."
    assert explain.accessibleName() == "Explain: Low, High, Follow"
    follow.hide()
    assert explain.explanation() == "A number <1>."
    assert explain.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_escape_ends_it_and_one_at_a_time_is_open(show, click):
    box = QWidget()
    fields = [QLineEdit(objectName=name, toolTip=name, accessibleName=name) for name in ("first", "second")]
    other = QLineEdit()
    explains = [RowExplain(field) for field in fields]
    column = QVBoxLayout(box)
    for widget in (*fields, *explains, other):
        column.addWidget(widget)
    show(box, 300, 300)
    for explain in explains:
        click(explain)
    assert [explain.words.isVisible() for explain in explains] == [False, True]
    other.setFocus()
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert not explains[1].words.isVisible()
    assert not explains[1].isChecked()
    QTest.keyClick(fields[0], Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert explains[0].words.isVisible()
    fields[0].hide()
    assert explains[0].isHidden()
    assert not explains[0].words.isVisible()
    fields[0].show()
    assert explains[0].isVisible()


def test_of_a_list_the_choice_that_is_made_is_explained_too(show, click):
    box = QWidget()
    field = QComboBox(objectName="list", toolTip="Which images.", accessibleName="List")
    field.addItems(["Errors", "All"])
    field.setItemData(1, "Also those that are right.", Qt.ItemDataRole.ToolTipRole)
    explain = RowExplain(field)
    row = QHBoxLayout(box)
    row.addWidget(field)
    row.addWidget(explain)
    show(box, 300, 200)
    click(explain)
    assert explain.words.text() == "Which images."
    field.setCurrentIndex(1)
    assert explain.words.text() == "Which images.\nAll: Also those that are right."


def test_in_a_column_it_is_said_below_the_field(show, click):
    box = QWidget()
    column, field = QVBoxLayout(box), QCheckBox("Trees", objectName="trees", toolTip="Many trees vote.")
    explain = add_explained(column, field)
    column.addStretch(1)
    show(box, 300, 200)
    click(explain)
    assert explain.words.text() == "Many trees vote."
    assert explain.words.geometry().top() >= field.geometry().bottom()
