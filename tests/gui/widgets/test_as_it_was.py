"""After larger letters everything is as it was: letters, splits, what is scrolled, and the focus."""

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QSplitter, QVBoxLayout, QWidget

from gui.look import sizes, theme
from gui.widgets.as_it_was import AsItWas


def test_larger_letters_and_back(show, qapp):
    theme.apply(qapp)
    window, split, area, field = QWidget(), QSplitter(), QScrollArea(), QLineEdit()
    area.setWidget(QLabel("a line\n" * 200))
    split.addWidget(QLabel("as wide as its words are"))
    split.addWidget(area)
    column = QVBoxLayout(window)
    column.addWidget(split)
    column.addWidget(field)
    show(window, 400, 300)
    window.activateWindow()
    split.setSizes([180, 200])
    area.verticalScrollBar().setValue(700)
    field.setFocus()
    QApplication.processEvents()
    before, was = split.sizes(), AsItWas(window)
    was.remember()
    was.set_letters(2.0)
    QApplication.processEvents()
    assert sizes.scale() == 2 * was.scale
    assert split.sizes() != before
    area.verticalScrollBar().setValue(0)
    area.setFocus()
    was.restore([], focus=True)
    QApplication.processEvents()
    assert (sizes.scale(), split.sizes()) == (was.scale, before)
    assert area.verticalScrollBar().value() == 700
    assert field.hasFocus()
