"""The sums that pages hand on are those of the image in sight."""

from engine.inspection.flow import flow
from engine.networks.network import FeedForward, NetworkSpec
from gui.model.sums import sums_of


def test_the_sums_are_the_last_layers(few_digits):
    found = flow(FeedForward(NetworkSpec((4,))), few_digits.images[0])
    sums = sums_of(found, ("a", "b"), 1)
    assert sums.values is found.sums[-1]
    assert (sums.names, sums.true) == (("a", "b"), 1)
    assert sums_of(None, (), None) is None
