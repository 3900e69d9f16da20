"""One thing at a time fills the page; it is made when it is opened first, and the focus goes back where it was."""

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gui.train.large_views import LargeViews


class Thing(QWidget):
    closed = Signal()


@pytest.fixture
def views(show):
    usual = QWidget()
    field = QLineEdit(usual)
    QVBoxLayout(usual).addWidget(field)
    made = show(LargeViews(usual), 300, 200)
    made.field, made.makes = field, []
    for name in ("one", "other"):
        made.add(name, lambda name=name: made.makes.append(name) or Thing())
    made.activateWindow()
    field.setFocus()
    return made


def test_it_is_made_once_and_toggled(views):
    assert (views.shown(), views.view("one")) == ("", None)
    views.toggle("one")
    assert views.shown() == "one"
    assert not views.field.isVisible()
    views.toggle("one")
    assert views.shown() == ""
    views.toggle("one")
    assert views.makes == ["one"]


def test_closing_one_of_two_leads_back_to_the_usual_and_its_focus(views, qtbot):
    views.toggle("one")
    views.toggle("other")
    with qtbot.waitSignal(views.changed):
        views.view("other").closed.emit()
    assert views.shown() == ""
    assert views.field.hasFocus()
