"""A test of the hand asks fairly, and scores all networks on the same drawings."""

from collections import Counter

import numpy as np
import pytest

from engine.errors import UserError
from engine.handwriting.hand_test import hand_test, scores, worst
from engine.handwriting.my_digits import kept
from engine.networks.files import pretrained
from engine.networks.network import FeedForward, NetworkSpec

ONE = [np.array([[140.0, 40.0], [140.0, 240.0]])]


@pytest.mark.parametrize("rounds", [1, 10, 20, 25, 100])
def test_every_digit_is_asked_for_as_often_as_the_others(rounds):
    asked = hand_test(rounds, 3).asked
    assert len(asked) == rounds
    counts = np.bincount([int(name) for name in asked], minlength=10)
    assert counts.max() - counts.min() <= 1


def test_the_order_depends_on_the_seed_alone():
    assert hand_test(20, 1).asked == hand_test(20, 1).asked
    assert hand_test(20, 1).asked != hand_test(20, 2).asked


def test_drawings_and_skips_lead_to_the_end():
    test = hand_test(3, 0)
    assert (test.next, test.round) == (test.asked[0], 1)
    test = test.with_drawing(kept(test.next, ONE)).without()
    assert (test.next, test.round) == (test.asked[2], 3)
    test = test.with_drawing(kept(test.next, ONE))
    assert test.next is None
    assert test.digits().labels.tolist() == [int(test.asked[0]), int(test.asked[2])]


def test_all_networks_read_the_same_drawings_and_the_worst_come_first():
    test = hand_test(10, 0)
    while test.next is not None:
        test = test.with_drawing(kept(test.next, ONE))
    shipped, other = scores(test, [pretrained(), FeedForward(NetworkSpec(), 1)])
    assert shipped.digits is other.digits
    assert shipped.right.sum() == 1
    assert test.asked[worst(shipped)[-1]] == "1"


def test_any_classes_are_asked_for_by_their_names(classed):
    rounds = 2 * classed.classes
    test = hand_test(rounds, 5, classed.names)
    assert Counter(test.asked) == dict.fromkeys(classed.names, 2)
    while test.next is not None:
        test = test.with_drawing(kept(test.next, ONE))
    assert [test.names[label] for label in test.digits().labels] == list(test.asked)
    (found,) = scores(test, [FeedForward(NetworkSpec((4,)).fitting(classed))])
    assert len(found) == rounds
    with pytest.raises(UserError, match="classes apart"):
        scores(test, [pretrained()])
    assert set(hand_test(1, 5, classed.names).asked) < set(classed.names)
