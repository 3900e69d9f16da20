"""One digit or two: what is asked for, and how what was found is told."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.digits.summary import Comparison, Correlations, Histogram
from gui.data.one_digit_panel import HOVER, SIDES, DigitPanel
from gui.data.page import DIGIT
from tests.gui.data.tools import some_digits

EDGES = np.array([-0.2, 0.4, 1.0])


MATRIX = np.array([[1, 0.25, -0.125], [0.25, 1, 0.5], [-0.125, 0.5, 1]], np.float32)


KEPT = np.array([3, 8, 1_042])


MEAN = np.full((28, 28), 50.0)


def image(place):
    return np.full((28, 28), place % 256, np.uint8)


def correlations(constant=0, beyond=0):
    return Correlations(MATRIX, KEPT, constant, beyond, Histogram(np.array([1, 2]), EDGES), MEAN)


@pytest.fixture
def panel(show):
    made = show(DigitPanel(), 900, 560)
    made.told = []
    made.chosen.connect(lambda digit, other: made.told.append((digit, other)))
    return made


def point_at_pair(panel, row, column):
    panel.matrix.grab()
    QTest.mouseMove(panel.matrix, panel.matrix.cell_rect(row, column).center().toPoint())


def test_a_click_asks_for_a_digit_and_the_list_for_another_to_compare(panel, click):
    click(panel._buttons.button(7))
    panel.other.setFocus()
    QTest.keyClick(panel.other, Qt.Key.Key_Down)
    assert panel.told == [(7, -1), (7, 0)]


def test_a_digit_is_not_compared_with_itself(panel):
    panel.choose(4, 9)
    panel.choose(9, 9)
    assert (panel.told[-1], panel.digits()) == ((9, -1), (9, -1))


def test_the_pair_under_the_pointer_is_shown_with_its_places_in_the_set(panel):
    panel.show_correlations(correlations(), image, 7)
    point_at_pair(panel, 0, 2)
    assert [view.image()[0, 0] for view in panel.pair] == [3, 1_042 % 256]
    assert panel.reading.text() == "Images 3 and 1,042:\ncorrelation −0.125"
    point_at_pair(panel, 1, 0)
    assert [view.image()[0, 0] for view in panel.pair] == [8, 3]
    panel.matrix.point_at(-1, -1)
    assert [view.image() for view in panel.pair] == [None, None]
    assert panel.reading.text() == HOVER
    panel.wait("There are not two images.")
    assert panel.reading.text() == "", "there is no matrix to point at"


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ((0, 0), "from 0 to 1."),
        ((1, 0), "1 image was left out: all of its pixels are equal"),
        ((1_200, 0), "1,200 images were left out: all of their pixels are equal"),
        ((0, 5), "5 further images are not in the matrix."),
    ],
)
def test_what_is_left_out_is_told(panel, left_out, words):
    panel.show_correlations(correlations(*left_out), image, 7)
    assert words in panel.sentence.text()
    assert "from −0.20 to 1.00" in panel.sentence.text()
    assert panel.histogram.title() == "3 different pairs"


def test_of_two_digits_the_pairs_within_and_between_are_shares_of_their_own(panel):
    within = Histogram(np.array([0, 4]), EDGES), Histogram(np.array([10, 10]), EDGES)
    found = Comparison(MATRIX, KEPT, 2, 0, 0, within, Histogram(np.array([3, 1]), EDGES), np.stack([MEAN, MEAN]))
    panel.show_comparison(found, image, 4, 9)
    assert [bar.name for bar in panel.histogram._bars] == ["between", "within 4", "within 9"]
    heights = [curve.getData()[1].tolist() for curve in panel.histogram._curves]
    assert heights == [[75, 25], [0, 100], [50, 50]]
    assert panel.matrix_title.text() == "All 4s, then all 9s: every pair"
    assert panel.averages.second.isVisible()


def test_while_it_computes_nothing_of_the_digit_before_is_left(panel):
    panel.show_correlations(correlations(), image, 7)
    point_at_pair(panel, 0, 2)
    panel.wait("Correlating…")
    assert panel.matrix.values() is None
    assert (panel.sentence.text(), panel.histogram.title(), panel.averages.title.text()) == ("", "", "")
    assert [view.image() for view in panel.pair] == [None, None]


def test_the_pictures_grow_with_the_window_and_shrink_again(panel):
    assert panel.pair[0].width() == SIDES[1]
    panel.resize(1300, 700)
    assert panel.pair[0].width() == SIDES[2]
    panel.resize(900, 560)
    assert panel.pair[0].width() == SIDES[1]


def test_the_buttons_are_reached_by_keys(panel):
    panel.choose(3)
    button = panel._buttons.button(3)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Right)
    QTest.keyClick(panel._buttons.button(4), Qt.Key.Key_Space)
    assert panel.told[-1] == (4, -1)


def test_all_images_of_a_digit_are_shown_with_the_correlation_of_every_pair(lone_page, session, lesson_digits, wait):
    page, digits = lone_page, lesson_digits
    session.data.set_digits(digits)
    wait(lambda: f"7: {(digits.labels == 7).sum():,}" in page.glance.bars.accessibleDescription())
    bars = page.glance.bars
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.row_rect(7).center().toPoint())
    assert page.tabs.currentIndex() == DIGIT
    wait(lambda: page.digit.matrix.values() is not None)
    sevens = digits.images[digits.labels == 7]
    assert page.digit.grid.count() == len(sevens)
    assert np.array_equal(page.digit.grid.image(5), sevens[5])
    matrix = page.digit.matrix.values()
    np.testing.assert_allclose(matrix[:50, :50], np.corrcoef(sevens[:50].reshape(50, -1)), atol=1e-5)
    page.digit.matrix.point_at(10, 30)
    assert np.array_equal(page.digit.pair[0].image(), sevens[10])
    assert np.array_equal(page.digit.pair[1].image(), sevens[30])
    assert f"{matrix[10, 30]:.3f}".replace("-", "−") in page.digit.reading.text()
    assert "different pairs" in page.digit.histogram.reading()
    assert "−0.0" in page.digit.sentence.text()


def test_two_digits_are_compared(lone_page, wait, session):
    lone_page.show_digit(4, 9)
    panel = lone_page.digit
    wait(lambda: panel.matrix.values() is not None)
    assert panel.matrix.values().shape == (12, 12)
    assert panel.averages.difference.isVisible()
    digits = session.data.digits
    expected = digits.images[digits.labels == 4].mean(0) - digits.images[digits.labels == 9].mean(0)
    np.testing.assert_allclose(panel.averages.difference.values(), expected)
    panel.matrix.point_at(0, 11)
    assert np.array_equal(panel.pair[1].image(), digits.images[digits.labels == 9][-1])
    panel.choose(4)
    wait(lambda: panel.matrix.values() is not None and len(panel.matrix.values()) == 6)
    assert not panel.averages.difference.isVisible()


def test_a_digit_without_two_images_says_so(lone_page, wait, session):
    few = some_digits(count=9)
    session.data.set_digits(few)
    lone_page.show_digit(9)
    wait(lambda: not session.tasks.busy)
    assert lone_page.digit.matrix.values() is None
    assert "not two images" in lone_page.digit.matrix._empty_words


def test_constant_images_are_left_out_with_a_sentence(lone_page, wait, session):
    digits = some_digits()
    digits.images[3] = 0
    session.data.set_digits(digits)
    lone_page.show_digit(3)
    wait(lambda: lone_page.digit.matrix.values() is not None)
    assert "1 image was left out" in lone_page.digit.sentence.text()


def test_classes_are_called_by_their_names_which_are_no_html(panel):
    panel.set_classes(("cat", "<b>dog</b>", "a & b"))
    assert panel.digits() == (-1, -1)
    panel.choose(1, 2)
    within = Histogram(np.array([0, 4]), EDGES), Histogram(np.array([10, 10]), EDGES)
    found = Comparison(MATRIX, KEPT, 2, 0, 0, within, Histogram(np.array([3, 1]), EDGES), np.stack([MEAN, MEAN]))
    panel.show_comparison(found, image, 1, 2)
    assert panel.matrix_title.text() == "All of “<b>dog</b>”, then all of “a & b”: every pair"
    assert "within &lt;b&gt;dog&lt;/b&gt; <span" in panel.histogram.title().replace("Pairs ", "")
    panel.histogram._read(0.0)
    assert "&lt;b&gt;dog" in panel.histogram.reading()
    assert "one of “<b>dog</b>” with one of “a & b”" in panel.sentence.text()
    assert [panel.other.itemText(k) for k in range(4)] == ["no other class", "cat", "<b>dog</b>", "a & b"]


@pytest.mark.parametrize("count", [2, 26, 62])
def test_all_classes_can_be_chosen_and_compared(panel, count, click):
    panel.set_classes(tuple(f"c{k}" for k in range(count)))
    click(panel._buttons.button(count - 1))
    panel.choose(count - 1, 0)
    assert panel.told == [(count - 1, -1), (count - 1, 0)]
    assert panel._kind.text() == "Class"


def test_the_pages_panels_follow_the_classes_of_the_set(lone_page, wait, session, classed):
    lone_page.show_digit(0)
    session.data.set_digits(classed)
    panel = lone_page.digit
    wait(lambda: panel.matrix.values() is not None)
    assert panel.digits() == (0, -1)
    assert panel.count.text() == f"{(classed.labels == 0).sum():,} images of {classed.names[0]}"
    assert lone_page.tabs.tabText(DIGIT) == "One class"
    wait(lambda: "classes" in lone_page.glance.facts.text())
    session.data.set_digits(some_digits())
    wait(lambda: panel.matrix.values() is not None and panel.digits() == (7, -1))
    assert lone_page.tabs.tabText(DIGIT) == "One digit"


def test_two_digits_leave_the_histogram_its_share_of_the_height(panel):
    panel.resize(1_300, 760)
    panel.averages.show_one(np.zeros((28, 28)), "7")
    QApplication.processEvents()
    before = panel.histogram.height()
    panel.averages.show_two(np.zeros((2, 28, 28)), "7", "9")
    QApplication.processEvents()
    assert panel.histogram.height() >= 0.9 * before
