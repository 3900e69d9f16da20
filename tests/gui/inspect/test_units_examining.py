"""What the units of a network answer is found once for each network and set."""

import numpy as np
import pytest

from engine.inspection.cutting import cut
from engine.inspection.evaluation import evaluate
from engine.inspection.image_sets import Inspection
from engine.networks.network import FeedForward, NetworkSpec
from gui.inspect.units_examining import EXAMINING, FINDING, UnitsExamining


@pytest.fixture
def examining(session):
    return UnitsExamining(session.tasks, session.messages, session)


def test_the_whole_network_is_judged_where_a_copy_is_looked_at(examining, inspection, qtbot, wait):
    whole = inspection.network
    copy = cut(whole, [(1, 0)])
    of_copy = Inspection(
        **{**vars(inspection), "network": copy, "evaluation": evaluate(copy, inspection.evaluation.digits)}
    )
    examining.examine(of_copy, whole)
    assert examining.is_busy(EXAMINING)
    wait(lambda: examining.examined is not None)
    np.testing.assert_array_equal(examining.examined.inspection.evaluation.evidence, inspection.evaluation.evidence)
    assert examining.examined.network is whole
    before = examining.examined
    examining.examine(inspection, whole)
    assert examining.examined is before, "the same network and the same images"


def test_what_was_found_of_a_network_is_forgotten_with_it(examining, inspection, session, wait, qtbot):
    examining.find()
    assert not examining.is_busy(FINDING), "there is nothing to find yet"
    examining.examine(inspection, inspection.network)
    wait(lambda: examining.examined is not None)
    examining.find()
    wait(lambda: examining.found is not None)
    assert (examining.found.images, examining.found.name) == ("opened", "noise")
    assert examining.seconds_left() is None
    other = FeedForward(NetworkSpec((3,)))
    examining.examine(inspection, other)
    assert examining.found is None
    wait(lambda: examining.examined is not None)
    examining.forget()
    assert examining.examined is None


def test_a_set_that_is_too_small_is_told(examining, inspection, session, wait, qtbot):
    one = inspection.evaluation.digits.take(np.arange(1))
    single = Inspection(**{**vars(inspection), "evaluation": evaluate(inspection.network, one)})
    examining.examine(single, inspection.network)
    wait(lambda: examining.examined is not None)
    with qtbot.waitSignal(session.messages.failed) as told:
        examining.find()
    assert "two images" in told.args[0]
    assert not examining.is_busy(FINDING)
