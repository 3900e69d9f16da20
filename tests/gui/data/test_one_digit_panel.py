"""All images of a digit: how alike they are."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.digits.dataset import Digits
from gui.data.page import DIGIT


def some_digits(name="mine", count=60):
    """Images with a bright corner that tells them apart, of all ten digits."""
    images = np.random.default_rng(0).integers(0, 200, (count, 28, 28), np.uint8)
    return Digits(images, np.arange(count) % 10, name, f"/somewhere/{name}")


def test_all_images_of_a_digit_are_shown_with_the_correlation_of_every_pair(page, window, wait):
    digits = window.session.data.digits
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
