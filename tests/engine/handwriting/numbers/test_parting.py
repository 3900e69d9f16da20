"""Pieces are parted into digits by what a referee sees in them, and by where they lie."""

from itertools import combinations

import numpy as np
import pytest

from engine.handwriting.numbers import parting
from engine.handwriting.numbers.parting import part


def boxes(*lefts_and_rights, high=100.0):
    return np.array([(left, 0.0, right, high) for left, right in lefts_and_rights])


def sees(likes):
    """A referee that gives each run of ``likes`` so much probability, and a tenth to any other."""

    def see(runs):
        best = np.array([likes.get(run, 0.1) for run in runs])
        others = np.repeat((1 - best[:, None]) / 9, 9, axis=1)
        return np.log(np.column_stack([best, others])).astype(np.float32)

    return see


def test_two_good_digits_beside_each_other_are_two():
    found = part(boxes((0, 50), (70, 120)), sees({(0, 0): 0.99, (1, 1): 0.99, (0, 1): 0.2}))
    assert found.runs == ((0, 0), (1, 1))
    assert found.margin > 3


def test_pieces_that_make_a_digit_only_together_are_one():
    assert part(boxes((0, 50), (40, 60)), sees({(0, 1): 0.99, (1, 1): 0.9})).margin < 0


def test_a_low_piece_is_no_digit_of_its_own():
    pieces = np.array([(0.0, 0.0, 60.0, 100.0), (70.0, 0.0, 110.0, 4.0)])
    everything = sees({(0, 0): 0.99, (1, 1): 0.99, (0, 1): 0.9})
    assert part(pieces, everything).margin < 0
    pieces[1, 3] = 100.0
    assert part(pieces, everything).margin > 0


def test_there_is_no_cut_through_pieces_that_lie_over_each_other():
    asked = []
    assert part(boxes((0, 100), (10, 90)), asked.append).runs == ()
    assert part(boxes((0, 100)), asked.append).runs == ()
    assert not asked


@pytest.mark.parametrize("seed", range(5))
def test_the_way_found_is_the_best_of_all(seed):
    random = np.random.default_rng(seed)
    lefts = np.sort(random.uniform(0, 400, 6))
    pieces = np.column_stack([lefts, random.uniform(0, 30, 6), lefts + random.uniform(5, 90, 6), np.full(6, 100.0)])
    pieces = pieces[np.argsort(pieces[:, 0] + pieces[:, 2])]
    likes = {(i, j): random.uniform(0.1, 1) for i in range(6) for j in range(i, 6)}
    height = (pieces[:, 3] - pieces[:, 1]).max()
    gaps = [(pieces[k + 1 :, 0].min() - pieces[: k + 1, 2].max()) / height for k in range(5)]

    def score(runs):
        total = sum(parting.OVERLAP * max(0, -gaps[first - 1]) for first, _last in runs[1:])
        for first, last in runs:
            inside = pieces[first : last + 1]
            wide, high = inside[:, 2].max() - inside[:, 0].min(), inside[:, 3].max() - inside[:, 1].min()
            total += parting.DIGIT + parting.EVIDENCE * max(parting.LEAST, np.log(likes[first, last]))
            total += parting.SHORT * max(0, parting.TALL - high / height)
            total += parting.WIDE * max(0, wide / height - 1)
            total += parting.GAP * sum(max(0, gap) for gap in gaps[first:last])
            far = any(gap > parting.FARTHEST for gap in gaps[first:last])
            if (wide > parting.WIDEST * height or far or last - first >= parting.MOST) and (first, last) != (0, 5):
                return -np.inf
        return total

    ways = []
    for cuts in (c for n in range(1, 6) for c in combinations(range(5), n)):
        if all(gaps[cut] > -parting.DEEPEST for cut in cuts):
            ends = [*cuts, 5]
            ways.append(tuple(zip([0, *(cut + 1 for cut in cuts)], ends, strict=True)))
    best = max(ways, key=score)
    found = part(pieces, sees(likes))
    assert found.runs == best
    assert found.margin == pytest.approx(score(best) - score(((0, 5),)), abs=1e-4)
