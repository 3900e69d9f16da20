"""The digit that is shown is the one pointed at, or drawn last; everybody takes it for the drawing."""

import numpy as np
import pytest

from engine.digits.pictures import Pasted
from engine.handwriting.ink import rasterize
from engine.handwriting.numbers.number import Digit, Number
from engine.handwriting.numbers.strokes import NumberReader
from engine.inspection.doubt import doubt_from
from engine.networks.files import PRETRAINED, pretrained, read_facts
from gui.model.drawing import Drawing
from tests.engine.handwriting.numbers.hand import FOUR, ONE, TWO, ZERO, beside, tied


@pytest.fixture(scope="module")
def reader():
    return NumberReader(pretrained())


@pytest.fixture
def drawing(qapp, reader):
    made = Drawing()
    made.set_reader(reader)
    return made


def draw(drawing, strokes, wait):
    """The strokes, and what comes of them."""
    for line in strokes:
        drawing.begin(*line[0])
        drawing.extend(line[1:])
        drawing.end()
    before = drawing.image
    wait(lambda: drawing.image is not before)


def test_the_last_digit_is_shown_until_another_is_pointed_at(drawing, wait):
    strokes = beside([FOUR, TWO, ZERO], 20)
    draw(drawing, strokes[:2], wait)
    assert not drawing.digits.number
    draw(drawing, strokes[2:], wait)
    assert drawing.digits.place == 2
    np.testing.assert_array_equal(drawing.image, rasterize(strokes[3:]))
    told = []
    drawing.image_changed.connect(lambda: told.append(drawing.image))
    drawing.digits.step(1)
    assert drawing.digits.place == 0
    np.testing.assert_array_equal(told[0], rasterize(strokes[:2]))
    drawing.digits.point(7)
    drawing.digits.step(0)
    assert len(told) == 1
    draw(drawing, beside([FOUR, TWO, ZERO, ONE], 20)[-1:], wait)
    assert drawing.digits.place == 3


def test_the_shown_digit_can_be_taken_away_and_comes_back_with_undo(drawing, wait):
    strokes = beside([FOUR, TWO], 20)
    draw(drawing, strokes, wait)
    drawing.digits.point(0)
    assert [line.tolist() for line in drawing.shown_strokes()] == [line.tolist() for line in strokes[:2]]
    left = drawing.look_without_shown()
    assert [line.points.tolist() for stroke in left.strokes for line in stroke.lines] == [strokes[2].tolist()]
    drawing.undo()
    assert drawing.shown_strokes() == drawing.strokes()  # not yet looked at by the timer
    assert not drawing.digits.number


def test_a_stroke_that_left_the_canvas_between_two_digits_is_parted_by_its_lines(drawing, wait):
    drawing.begin(60, 20)
    drawing.extend([(60, 180), (60, 300), (160, 300), (160, 180), (160, 20)])
    drawing.end()
    wait(lambda: drawing.digits.number)
    (left,) = drawing.look_without_shown().strokes
    assert [line.points[0].tolist() for line in left.lines] == [[60.0, 20.0]]


def test_of_two_digits_in_one_stroke_each_has_its_part_of_it(drawing, wait):
    drawing.set_reader(NumberReader(pretrained(), doubt_from(read_facts(PRETRAINED))))
    (line,) = tied([ZERO, TWO], 25)
    drawing.begin(*line[0])
    drawing.extend(line[1:])
    drawing.look_now()
    assert not drawing.digits.number, "the pen is still down"
    np.testing.assert_array_equal(drawing.image, rasterize([line]))
    drawing.end()
    wait(lambda: drawing.digits.number)
    assert drawing.digits.place == 1
    (two,) = drawing.shown_strokes()
    np.testing.assert_array_equal(drawing.image, rasterize([two]))
    drawing.show_look(drawing.look_without_shown())
    drawing.look_now()
    (zero,) = drawing.strokes()
    assert zero[:, 0].max() < two[:, 0].min()
    assert not drawing.digits.number
    assert pretrained().log_probabilities(drawing.image[None]).argmax() == 0


def test_without_a_reader_a_drawing_is_one_digit(drawing, wait):
    told = []
    draw(drawing, beside([FOUR, TWO], 20), wait)
    drawing.digits.changed.connect(lambda: told.append(drawing.digits.number))
    drawing.set_reader(None)
    wait(lambda: told)
    assert drawing.digits.shown is None
    np.testing.assert_array_equal(drawing.image, rasterize(drawing.strokes()))


def test_of_a_picture_s_digits_the_last_is_shown(drawing, wait):
    image = np.full((28, 28), 9, np.uint8)
    picture, parts = Pasted(image, image), (Digit(image + 1, (0, 0, 0.4, 1)), Digit(image + 2, (0.6, 0, 1, 1)))
    drawing.digits.keep_in_mind(picture, Number(parts))
    drawing.show_picture(picture)
    wait(lambda: drawing.image is parts[1].image)
    drawing.digits.step(-1)
    assert drawing.image is parts[0].image
    drawing.show_picture(Pasted(image, image))
    wait(lambda: drawing.image is image)
