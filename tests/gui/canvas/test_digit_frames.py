"""Frames stand around the digits of a number, and the pointer that rests in one shows it."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from engine.digits.pictures import Pasted
from engine.handwriting.numbers.number import Digit, Number
from engine.handwriting.numbers.strokes import NumberReader
from engine.networks.files import pretrained
from gui.canvas.canvas import Canvas
from gui.canvas.digit_frames import OTHERS, alone
from gui.look import theme
from gui.model.drawing import Drawing
from tests.engine.handwriting.numbers.hand import FOUR, TWO, beside

STROKES = beside([FOUR, TWO], 24, 0.75)


@pytest.fixture
def canvas(qtbot, wait):
    made = Canvas(Drawing())
    qtbot.addWidget(made)
    made.drawing.set_reader(NumberReader(pretrained()))
    made.resize(286, 286)
    with qtbot.waitExposed(made):
        made.show()
    made.drawing.show_strokes(STROKES)
    wait(lambda: made.drawing.digits.number)
    made.grab()
    return made


def colors_along(canvas, rect):
    """Of the left side of a frame."""
    image = canvas.grab().toImage()
    return {
        image.pixelColor(QPointF(rect.left(), rect.center().y()).toPoint() + QPoint(dx, 0)).name() for dx in (-1, 0, 1)
    }


def test_each_digit_has_a_frame_around_its_ink_and_the_shown_one_another_colour(canvas):
    four, two = canvas.frames.rects()
    for rect, lines in ((four, STROKES[:2]), (two, STROKES[2:])):
        assert all(rect.contains(canvas.from_canvas(*point)) for line in lines for point in line)
    assert not four.contains(two)
    assert QColor(theme.WINNER).name() in colors_along(canvas, two)
    assert QColor(theme.WINNER).name() not in colors_along(canvas, four)
    assert QColor(OTHERS).lightness() > 100
    canvas.drawing.digits.point(0)
    assert QColor(theme.WINNER).name() in colors_along(canvas, four)
    before = canvas.grab().toImage()
    canvas.frames.set_readings("42")
    assert canvas.grab().toImage() != before
    canvas.drawing.start_anew()
    canvas.drawing.show_strokes(STROKES[:2])


def test_the_pointer_that_rests_in_a_frame_shows_its_digit_and_leaves_it_so(canvas, wait):
    digits = canvas.drawing.digits
    four, two = (rect.center().toPoint() for rect in canvas.frames.rects())
    QTest.mouseMove(canvas, four)
    wait(lambda: digits.place == 0)
    QTest.mouseMove(canvas, QPoint(280, 280))
    QTest.mouseMove(canvas, two)
    canvas.frames.leave()  # it only crossed the frame on its way out
    assert not canvas.frames._rest.isActive()
    assert digits.place == 0


def test_a_single_digit_has_no_frame(canvas, wait):
    canvas.drawing.show_strokes(STROKES[:2])
    wait(lambda: not canvas.drawing.digits.number)
    assert canvas.frames.rects() == []


def test_frames_lie_on_the_digits_of_a_picture(canvas, wait):
    ink = np.zeros((50, 100), np.uint8)
    ink[:, :30] = ink[:, 70:] = 255
    image = np.zeros((28, 28), np.uint8)
    picture = Pasted(image, ink)
    parts = Digit(image, (0, 0, 0.3, 0.5)), Digit(image.copy(), (0.7, 0, 1, 0.5))
    canvas.drawing.digits.keep_in_mind(picture, Number(parts))
    canvas.drawing.show_picture(picture)
    wait(lambda: canvas.frames.rects() and canvas.drawing.picture)
    left, right = canvas.frames.rects()
    shown = canvas.levels()
    columns = np.flatnonzero(shown.max(axis=0) > 128)
    ends = [canvas.from_canvas(column, 140).x() for column in (columns[0], columns[-1])]
    assert 0 < ends[0] - left.left() < 10
    assert 0 < right.right() - ends[1] < 10
    assert alone(shown, canvas.drawing) is shown


def test_a_digit_alone_has_nothing_of_what_is_beside_it(canvas):
    levels = alone(canvas.levels(), canvas.drawing)
    left = canvas.drawing.digits.shown.box[0]
    assert levels.max() == 255
    assert not levels[:, : int(left) - 10].any()
