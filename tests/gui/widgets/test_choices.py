"""A box of choices says what can be chosen, and disturbs nobody who is choosing."""

from PySide6.QtWidgets import QComboBox

from gui.widgets.choices import fill


def texts(box):
    return [(box.itemData(index), box.itemText(index)) for index in range(box.count())]


def test_other_words_for_the_same_choices_leave_the_list_as_it_is(qtbot):
    box = QComboBox()
    qtbot.addWidget(box)
    fill(box, {}, None)
    assert not box.isEnabled()
    fill(box, {"a": "one", "b": "two"}, "b")
    assert (texts(box), box.currentText(), box.isEnabled()) == ([("a", "one"), ("b", "two")], "two", True)
    removed = []
    box.model().rowsRemoved.connect(lambda *rows: removed.append(rows))
    fill(box, {"a": "one", "b": "two, epoch 12"}, "b")
    assert box.currentText() == "two, epoch 12"
    assert removed == []
    fill(box, {"c": "three"}, "c")
    assert (texts(box), box.currentText()) == ([("c", "three")], "three")
