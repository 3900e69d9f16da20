"""One thing at a time is on the stage; it is made when it is opened first, and the focus goes back where it was."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from gui.train.large_views import LargeViews
from gui.widgets.stage import stage_of


@pytest.fixture
def views(show):
    usual = QWidget()
    field = QLineEdit(usual)
    QVBoxLayout(usual).addWidget(field)
    pages = QStackedWidget()
    made = LargeViews(usual)
    pages.addWidget(made)
    pages.addWidget(QWidget())
    show(pages, 300, 200)
    made.pages, made.field, made.makes = pages, field, []
    for name in ("one", "other"):
        made.add(name, name.title(), lambda name=name: made.makes.append(name) or QWidget())
    made.activateWindow()
    field.setFocus()
    yield made
    made.close_large()


def test_it_is_made_once_and_toggled(views):
    assert (views.shown(), views.view("one")) == ("", None)
    views.toggle("one")
    assert views.shown() == "one"
    assert stage_of(views).isAncestorOf(views.view("one"))
    views.toggle("one")
    assert views.shown() == ""
    assert not views.view("one").isVisible()
    views.toggle("one")
    assert views.makes == ["one"]


def test_closing_one_of_two_leads_back_to_the_usual_and_its_focus(views, qtbot):
    views.toggle("one")
    views.toggle("other")
    assert not views.view("one").isVisible()
    with qtbot.waitSignal(views.changed):
        stage_of(views).back.click()
    assert views.shown() == ""
    assert views.field.hasFocus()


def test_another_page_leaves_it(views, qtbot):
    views.toggle("one")
    views.pages.setCurrentIndex(1)
    qtbot.waitUntil(lambda: views.shown() == "")
    QTest.qWait(0)
    assert not views.view("one").isVisible()
