"""A network with units cut follows the whole one, which stays as it is."""

import gc
import weakref

import torch

from engine.inspection.cutting import cut
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.provenance import TrainedOn
from gui.model.cut_network import CutNetwork
from gui.model.networks import Known

UNITS = [(1, 0), (2, 1)]


def whole(seed=0):
    return FeedForward(NetworkSpec((4, 3)), seed)


def test_it_is_the_copy_of_what_the_whole_network_is_now():
    snapshots = [whole()]
    copy = CutNetwork(Known("Yours", lambda: snapshots[-1], None), UNITS)
    first = copy.latest()
    assert copy.latest() is first
    assert torch.equal(first.flat, cut(snapshots[0], UNITS).flat)
    assert copy.whole_of(first) is snapshots[0]
    snapshots.append(whole(1))
    assert torch.equal(copy.latest().flat, cut(snapshots[1], UNITS).flat)
    assert copy.whole_of(first) is snapshots[0], "somebody may still look at it"
    assert CutNetwork.whole_of(snapshots[1]) is snapshots[1], "that is no copy"
    assert CutNetwork(Known("Yours", lambda: None, None), UNITS).latest() is None


def test_snapshots_that_nobody_looks_at_are_forgotten():
    snapshots = [whole()]
    copy = CutNetwork(Known("Yours", lambda: snapshots[-1], None), UNITS)
    gone = weakref.ref(copy.latest())
    snapshots[:] = [whole(1)]
    copy.latest()
    gc.collect()
    assert gone() is None


def test_a_copy_that_was_made_elsewhere_is_taken():
    network = whole()
    copy, made = CutNetwork(Known("Yours", lambda: network, None), UNITS), cut(network, UNITS)
    copy.take(network, made)
    assert copy.latest() is made


def test_it_is_called_by_what_was_cut_and_knows_where_it_comes_from():
    known = Known("Yours", whole, TrainedOn("x", 0.1, 3), facts={"doubt_one": "1", "by": "me"})
    made = CutNetwork(known, UNITS, chosen_on_test=True).known("The run before")
    assert made.name == "The run before, 2 units cut"
    assert made.trained_on == TrainedOn("x", 0.1, 3, chosen_on_test=True)
    assert (made.doubt, made.whole) == (None, known)
    assert made.facts == {"by": "me", "cut_from": "The run before", "cut_units": "[[1, 0], [2, 1]]"}
    assert CutNetwork(known, UNITS[:1]).known("Yours").name == "Yours, 1 unit cut"
    assert CutNetwork(known, UNITS).trained_on == known.trained_on
