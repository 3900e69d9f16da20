"""Parts of the ink, which belong together, and which come from elsewhere."""

import numpy as np

from engine.handwriting.paper import parts
from tests.engine.handwriting.paper.drawn import ink


def parts_of(*lines, pen=8):
    mask = ink(lines, pen=pen) > 0.5
    return parts.parts_of(mask, mask.astype(np.float32)), mask


FIVE = ((60, 50), (60, 100)), ((60, 100), (90, 150)), ((75, 45), (110, 45))


def test_parts_come_from_left_to_right_with_their_pens():
    found, mask = parts_of(((200, 40), (200, 160)), ((50, 40), (50, 160)))
    assert [part.box[1] < 100 for part in found] == [True, False]
    assert sum(part.area for part in found) == mask.sum()
    assert all(abs(part.pen - 8) < 2 and part.strength == 1 and part.on_edge == 0 for part in found)


def test_the_hat_belongs_to_the_five_and_the_next_digit_does_not():
    found, mask = parts_of(*FIVE, ((220, 40), (220, 160)))
    groups = parts.groups_of(found, mask.shape)
    assert sorted(len(group.parts) for group in groups) == [1, 2]
    best = max(groups, key=lambda group: group.rank)
    assert len(parts.alike(groups, best)) == 1
    assert (parts.mask_of(groups[0], mask.shape) | parts.mask_of(groups[1], mask.shape)).sum() == mask.sum()


def test_a_frame_goes_around_the_digit():
    frame = ((20, 20), (280, 20)), ((280, 20), (280, 180)), ((280, 180), (20, 180)), ((20, 180), (20, 20))
    found, _mask = parts_of(*frame, ((150, 60), (150, 150)))
    assert [part.side for part in parts.enclosing(found)] == [max(part.side for part in found)]
    assert not parts.enclosing(parts_of(((150, 60), (150, 150)))[0])


def test_what_comes_over_the_edge_is_known_and_a_stroke_that_touches_it_is_not_meant():
    mask = np.zeros((200, 300), bool)
    mask[:, :30] = True
    mask[0:150, 200:209] = True
    table, stroke = parts.parts_of(mask, mask.astype(np.float32))
    assert parts.from_outside(table, mask.shape)
    assert not parts.from_outside(stroke, mask.shape)


def test_of_thousands_of_specks_a_few_are_looked_at():
    specks = np.zeros((300, 300), bool)
    for shift in range(2):
        specks[shift::4, ::4] = specks[shift::4, 1::4] = True
    assert len(parts.parts_of(specks, specks.astype(np.float32))) == parts.MOST
