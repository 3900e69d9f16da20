"""A small button, or a double click on a plot, puts its panel on the stage; all in sight can be leafed through."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from gui.widgets.present_button import PresentButton, buttons_in_sight
from gui.widgets.stage import stage_of
from gui.widgets.still_plot import StillPlot


@pytest.fixture
def page(show):
    made = QWidget()
    made.title, made.plot, made.other = QLabel("a title"), StillPlot("x", "y"), QLabel("another")
    made.plot.setObjectName("plotOfTest")
    made.other.setObjectName("otherOfTest")
    made.on_plot = PresentButton("The plot", [made.plot], made.title)
    made.on_other = PresentButton("The other", [made.other])
    column = QVBoxLayout(made)
    for widget in (made.title, made.plot, made.other, made.on_other):
        column.addWidget(widget)
    show(made, 500, 400)
    yield made
    stage_of(made).clear()


def test_the_button_fills_the_page_and_is_of_no_use_there(page, click):
    assert page.on_plot.objectName() == "plotOfTestPresentButton"
    assert "Shift+F11" in page.on_plot.toolTip()
    assert "The plot" in page.on_plot.accessibleName()
    assert page.on_plot.geometry().right() == page.title.rect().right()  # in the corner
    assert page.title.contentsMargins().right() >= page.on_plot.width()
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert page.on_plot.x() == 0
    assert page.title.contentsMargins().left() >= page.on_plot.width()
    assert page.title.contentsMargins().right() == 0
    page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert buttons_in_sight(page) == [page.on_plot, page.on_other]
    click(page.on_plot)
    stage = stage_of(page)
    assert stage.isAncestorOf(page.plot)
    assert not page.on_plot.isVisible()
    stage.findChild(object, "stageNextButton").click()
    assert stage.isAncestorOf(page.other)
    stage.clear()
    assert page.on_plot.isVisible()


def test_a_double_click_on_the_plot_does_the_same(page):
    QTest.mouseDClick(page.plot.viewport(), Qt.MouseButton.LeftButton)
    assert stage_of(page).isAncestorOf(page.plot)
    QTest.mouseDClick(page.plot.viewport(), Qt.MouseButton.LeftButton)
    assert stage_of(page).piece is None


def test_it_knows_what_it_holds_and_how_large_that_is(page):
    assert page.on_plot.holds(page.plot.viewport())
    assert not page.on_plot.holds(page.other)
    assert not page.on_plot.holds(None)
    assert page.on_plot.size_of_parts() > page.on_other.size_of_parts()


def test_it_says_what_the_tooltips_of_its_tab_and_its_parts_say(show, click):
    tabs, inside, table = QTabWidget(), QWidget(), QLabel("a table")
    table.setObjectName("tableOfTest")
    table.setToolTip("A row for each.")
    button = PresentButton("The table", [table])
    column = QVBoxLayout(inside)
    column.addWidget(table)
    column.addWidget(button)
    tabs.addTab(inside, "first")
    tabs.setTabToolTip(0, "What the tab\nis for")
    show(tabs, 500, 400)
    told = []
    for name in ("wanted", "there", "back"):
        getattr(button, name).connect(lambda name=name: told.append(name))
    click(button)
    stage = stage_of(tabs)
    assert told == ["wanted", "there"]
    assert not stage.explain.isHidden()
    stage.explain.click()
    assert stage.words.text() == "What the tab is for\nA row for each."
    stage.clear()
    assert told[2:] == ["back"]
