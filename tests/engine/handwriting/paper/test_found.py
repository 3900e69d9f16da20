"""The digit is found among what else is in the picture."""

import numpy as np
import pytest

from engine.errors import UserError
from engine.handwriting.paper.found import find
from tests.engine.handwriting.paper.drawn import SEVEN, ink, paper

TRUE = ink(SEVEN) > 0.5


def agrees(found, true=TRUE):
    mask = found.mask()
    return (mask & true).sum() / (mask | true).sum() > 0.8


def shadow(grey):
    grey[:, 95:] *= 0.45


def table(grey):
    grey[:14], grey[-10:], grey[:, :20], grey[:, -30:] = 40, 45, 50, 40


def frame(grey):
    grey[25:28, 40:200] = grey[180:183, 40:200] = grey[25:183, 40:43] = grey[25:183, 197:200] = 40


def rules(grey):
    grey[10::25] *= 0.6


def dust(grey):
    for y, x in np.random.default_rng(3).integers((0, 150), (196, 296), (40, 2)):
        grey[y : y + 3, x : x + 3] = 30


def finger(grey):
    grey[150:, 260:] = 90


@pytest.mark.parametrize("spoil", [lambda grey: None, shadow, table, frame, rules, dust, finger])
@pytest.mark.parametrize("negative", [False, True])
def test_the_digit_is_taken_and_the_rest_is_not(spoil, negative):
    grey = paper().astype(np.float32)
    spoil(grey)
    if negative and spoil is shadow:
        pytest.skip("a shadow on light ink is no shadow")
    found = find(255 - grey if negative else grey)
    assert agrees(found)
    assert found.light.dark != negative
    assert not found.others


def test_squares_between_dark_lines_on_a_dark_table_are_no_light_ink():
    grey = np.full((300, 400), 60, np.float32)
    sheet = paper(tuple((tuple(start), tuple(end)) for start, end in SEVEN)).astype(np.float32)
    sheet[8::16] *= 0.65
    sheet[:, 5::16] *= 0.65
    grey[40:240, 50:350] = sheet
    grey[:, 220:] *= 0.5
    assert agrees(find(grey), np.pad(TRUE, ((40, 60), (50, 50))))


@pytest.mark.parametrize("negative", [False, True])
def test_a_digit_that_was_cut_out_near_its_ink_is_taken_whole(negative):
    rows, columns = (np.flatnonzero(TRUE.any(axis)) for axis in (1, 0))
    box = np.s_[rows[0] - 6 : rows[-1] + 7, columns[0] - 6 : columns[-1] + 7]
    grey = paper(level=30).astype(np.float32)[box]
    assert agrees(find(255 - grey if negative else grey), TRUE[box])


def test_two_digits_are_known_as_two():
    other = tuple(tuple((x + 150, y) for x, y in line) for line in SEVEN)
    assert len(find(paper((*SEVEN, *other)).astype(np.float32)).others) == 1


def test_only_what_is_inside_the_crop_counts():
    other = tuple(tuple((x + 150, y) for x, y in line) for line in SEVEN)
    inside = np.zeros((200, 300), bool)
    inside[:, :150] = True
    found = find(paper((*SEVEN, *other)).astype(np.float32), inside)
    assert agrees(found)
    assert not found.others
    with pytest.raises(UserError, match="move the crop"):
        find(paper().astype(np.float32), ~inside)


@pytest.mark.parametrize("light", [1.0, np.linspace(1, 0.3, 300)])
def test_an_empty_page_holds_no_digit(light):
    with pytest.raises(UserError, match="no digit to be seen"):
        find((paper(()) * light).astype(np.float32))
