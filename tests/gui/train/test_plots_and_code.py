"""The code stands beside the plots where both have room, and else in their place."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def resize(window, width):
    window.resize(width, 700)
    QApplication.processEvents()


def test_it_takes_the_place_of_the_plots_in_a_small_window_and_stands_beside_them_in_a_wide_one(window):
    page, middle = window.train_page, window.train_page.middle
    window.show_page(page)
    assert not page.coding.isChecked()
    assert middle.code is None, "it is not made before it is asked for"
    resize(window, 1100)
    page.coding.setChecked(True)
    QApplication.processEvents()
    assert middle.code.isVisible()
    assert not page.plots.isVisible()
    assert middle.code.width() == middle.width()
    page.coding.setChecked(False)
    assert page.plots.isVisible(), "given back"
    assert not middle.code.isVisible()
    page.coding.setChecked(True)
    for width, beside in ((1920, True), (1100, False), (1920, True), (1366, False)):
        resize(window, width)
        assert page.plots.isVisible() == beside, width
        assert middle.code.isVisible()
        assert not beside or page.plots.width() > 400, width
        assert not beside or middle.code.view.horizontalScrollBar().maximum() == 0, "each line is whole"
    resize(window, 1920)
    middle.setSizes([700, middle.width() - 700])
    placed = middle.sizes()[1]
    window.resize(1950, 700)
    QTest.qWait(0)
    assert middle.sizes()[1] == pytest.approx(placed, abs=2), "where the handle was put it stays"


def test_where_the_code_and_a_digit_to_watch_have_no_room_together_the_newer_one_stays(window, wait):
    page = window.train_page
    window.show_page(page)
    resize(window, 960)
    page.coding.setChecked(True)
    QApplication.processEvents()
    page.watching.setChecked(True)
    assert not page.coding.isChecked()
    assert page.plots.isVisible()
    wait(lambda: page.minimumSizeHint().width() <= page.visibleRegion().boundingRect().width())
    wait(lambda: page.plots.rate._words.text() == "Rate now")
    page.coding.setChecked(True)
    assert not page.watching.isChecked()
    resize(window, 1920)
    page.watching.setChecked(True)
    assert page.coding.isChecked()
    page.coding.setChecked(False)
    wait(lambda: page.plots.rate._words.text() == "Learning rate now")
