"""Every name is written that fits: as it is, smaller, in two lines, upright, or as much of it as there is room for."""

import string

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QImage, QPainter

from gui.look.sizes import px
from gui.widgets.class_names import LONGEST, SMALLEST, elided, longest, names_below, names_beside

LETTERS = tuple(string.digits + string.ascii_letters)
CLOTHES = ("T-shirt/top", "Trouser", "Pullover", "Ankle boot")
LONG = tuple(f"a very long name of a class, {number}" for number in range(40))


def test_names_with_room_are_written_in_the_font_as_they_are(qapp):
    font = QFont()
    below = names_below(font, CLOTHES, 200)
    assert (below.font, below.texts, below.lines, below.upright) == (font, CLOTHES, 1, False)
    beside = names_beside(font, CLOTHES, 30, 200)
    assert (beside.font, beside.texts, beside.every) == (font, CLOTHES, 1)
    assert beside.width == longest(QFontMetricsF(font), CLOTHES)


@pytest.mark.parametrize("names", [LETTERS, CLOTHES, LONG])
@pytest.mark.parametrize("width", [1, 7, 9, 20, 50, 500])
def test_neighbours_below_do_not_overlap_and_letters_can_be_read(qapp, names, width):
    below = names_below(QFont(), names, width)
    metrics = QFontMetricsF(below.font)
    assert QFontInfo(below.font).pixelSize() >= px(SMALLEST)
    if below.upright:
        assert 0.75 * QFontInfo(below.font).pixelSize() <= below.every * width
        assert longest(metrics, below.texts) <= px(LONGEST) + 1
    else:
        assert longest(metrics, below.texts) <= below.lines * below.every * width + 1


def test_names_of_one_letter_take_two_lines_by_turns_and_stay_upright(qapp):
    wide = longest(QFontMetricsF(QFont()), LETTERS)
    assert names_below(QFont(), LETTERS, 0.6 * wide).lines == 2
    tiny = names_below(QFont(), LETTERS, 2)
    assert not tiny.upright
    assert tiny.every > 1


def test_long_names_beside_low_rows_are_smaller_and_elided(qapp):
    beside = names_beside(QFont(), LONG, 9, 80)
    assert QFontInfo(beside.font).pixelSize() < QFontInfo(QFont()).pixelSize()
    assert all(text.endswith("…") for text in beside.texts)
    assert beside.width <= 80


def test_names_of_one_letter_beside_low_rows_stand_further_left_by_turns(qapp):
    high = QFontMetricsF(QFont()).height()
    beside = names_beside(QFont(), LETTERS, high / 2, 80)
    assert (beside.every, beside.shift > 0) == (1, True)
    assert beside.width == pytest.approx(2 * longest(QFontMetricsF(beside.font), LETTERS) + 2)
    assert names_beside(QFont(), LETTERS, high, 80).shift == 0
    assert names_beside(QFont(), LETTERS, 3, 80).every == 2


def test_only_what_does_not_fit_is_elided(qapp):
    metrics = QFontMetricsF(QFont())
    assert elided(metrics, ["Bag"], metrics.horizontalAdvance("Bag")) == ["Bag"]
    assert elided(metrics, ["Ankle boot"], metrics.horizontalAdvance("Ankle…") + 1)[0].endswith("…")


@pytest.mark.parametrize("width", [3, 15, 100])
def test_names_are_painted_as_plain_text_under_their_column_and_beside_their_row(qapp, width):
    names = ("<b>a</b>", "Ankle boot")
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        painter.setPen("#ffffff")
        names_below(QFont(), names, width).paint(painter, 0, QRectF(60, 10, width, 20))
        names_beside(QFont(), names, width, 100).paint(painter, 0, QPointF(190, 100))
    ink = np.frombuffer(image.constBits(), np.uint32).reshape(120, 200) & 0xFFFFFF
    assert ink[10:95, :170].any()
    assert ink[80:, 100:190].any()
    assert not ink[:, 191:].any()


def test_a_name_that_is_nearly_as_wide_as_two_wide_columns_is_painted_whole(qapp):
    name = "A class with quite a name"
    wide = longest(QFontMetricsF(QFont()), [name])
    below = names_below(QFont(), (name, "b", "c"), 0.55 * wide)
    assert (below.lines, below.font) == (2, QFont())
    place = QRectF(200, 0, 0.55 * wide, 40)
    assert np.array_equal(painted(below, place), painted(below, place.adjusted(-100, 0, 100, 0)))


def painted(below, place):
    image = QImage(600, 60, QImage.Format.Format_Grayscale8)
    image.fill(255)
    with QPainter(image) as painter:
        below.paint(painter, 0, place)
    return np.array(image.constBits()).reshape(60, -1).copy()
