"""Where a line may be cut into two digits."""

import numpy as np
import pytest

from engine.handwriting.numbers.bridges import COLUMNS, MOST, halves
from tests.engine.handwriting.numbers.hand import ONE, THREE, TWO, ZERO, curve, tied


def test_two_rings_are_cut_between_them_and_what_ties_them_is_left_out():
    (line,) = tied([ZERO, ZERO], 40)
    (left, right), *_others = halves(line)
    column = np.ptp(line[:, 0]) / COLUMNS
    assert np.ptp(left[:, 0]) == pytest.approx(40, abs=20 + column)
    assert right[:, 0].min() - left[:, 0].max() > 10
    assert left[0] == pytest.approx(line[0])
    assert right[-1] == pytest.approx(line[-1])


def test_a_line_that_was_drawn_from_the_right_has_the_same_halves():
    (line,) = tied([THREE, ZERO], 30)
    there, back = halves(line), halves(line[::-1])
    assert len(there) == len(back)
    for one, other in zip(there, back, strict=True):
        assert one.left == pytest.approx(other.left[::-1])
        assert one.right == pytest.approx(other.right[::-1])


@pytest.mark.parametrize("digit", [ZERO, ONE, [curve((10, 0), (10, 0))], [curve((10, 0), (10, 80))]])
def test_a_narrow_line_is_not_cut(digit):
    assert halves(digit[0]) == []


def test_of_many_bridges_few_are_tried_and_the_longest_first():
    (line,) = tied([ZERO] * 6, 10)
    wider = np.where(line[:, :1] > 100, line + np.array((30, 0)), line)
    ways = halves(wider)
    assert len(ways) == MOST
    assert ways[0].right[:, 0].min() - ways[0].left[:, 0].max() == max(
        way.right[:, 0].min() - way.left[:, 0].max() for way in ways
    )


def test_random_lines_are_cut_into_what_was_drawn():
    random = np.random.default_rng(0)
    for _line in range(60):
        line = np.cumsum(random.normal((random.uniform(-3, 3), 0), 5, (random.integers(2, 80), 2)), axis=0)
        for left, right in halves(line):
            assert len(left) > 1
            assert len(right) > 1
            assert np.isfinite(np.concatenate((left, right))).all()
            known = {tuple(point) for point in line}
            assert all(sum(tuple(point) not in known for point in half) <= 1 for half in (left, right))


def test_a_two_is_hardly_wide_enough_to_be_cut():
    assert len(halves(TWO[0])) <= 1
