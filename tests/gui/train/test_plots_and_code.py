"""The code stands beside the plots where both have room, and else in their place."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


@pytest.fixture
def middle(page):
    return page.middle


def open_code(window, page, width):
    window.resize(width, 700)
    page.coding.setChecked(True)
    QApplication.processEvents()


def test_it_is_folded_and_not_made_before_it_is_asked_for(page, middle):
    assert not page.coding.isChecked()
    assert middle.code is None


def test_in_a_small_window_it_takes_the_place_of_the_plots_and_gives_it_back(window, page, middle):
    open_code(window, page, 1100)
    assert middle.code.isVisible()
    assert not page.plots.isVisible()
    assert middle.code.width() == middle.width()
    page.coding.setChecked(False)
    assert page.plots.isVisible()
    assert not middle.code.isVisible()


def test_in_a_wide_window_both_are_seen_and_each_line_is_whole(window, page, middle):
    open_code(window, page, 1920)
    assert page.plots.isVisible()
    assert page.plots.width() > 400
    assert middle.code.view.horizontalScrollBar().maximum() == 0


def test_it_follows_the_window(window, page, middle):
    open_code(window, page, 1920)
    for width, beside in ((1100, False), (1920, True), (1366, False)):
        window.resize(width, 700)
        QApplication.processEvents()
        assert page.plots.isVisible() == beside
        assert middle.code.isVisible()


def test_where_the_handle_was_put_it_stays(window, page, middle):
    open_code(window, page, 1920)
    middle.setSizes([700, middle.width() - 700])
    placed = middle.sizes()[1]
    window.resize(1950, 700)
    QTest.qWait(0)
    assert middle.sizes()[1] == pytest.approx(placed, abs=2)


def test_where_the_code_and_a_digit_to_watch_have_no_room_together_the_newer_one_stays(window, page, wait):
    open_code(window, page, 960)
    page.watching.setChecked(True)
    assert not page.coding.isChecked()
    assert page.plots.isVisible()
    wait(lambda: page.minimumSizeHint().width() <= page.visibleRegion().boundingRect().width())
    wait(lambda: page.plots.rate._words.text() == "Rate now")
    page.coding.setChecked(True)
    assert not page.watching.isChecked()
    window.resize(1920, 700)
    QApplication.processEvents()
    page.watching.setChecked(True)
    assert page.coding.isChecked()
    page.coding.setChecked(False)
    wait(lambda: page.plots.rate._words.text() == "Learning rate now")
