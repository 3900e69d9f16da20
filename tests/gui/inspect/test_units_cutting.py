"""What is cut while a network trains, and what it is called when another is trained."""

import pytest

from gui.model.networks import BEFORE, CUT, TRAINED, Known
from tests.gui.inspect.tools import show


@pytest.fixture
def at_rest(page, session, wait):
    return lambda: wait(lambda: not session.tasks.busy and not page.inspector.busy)


def test_the_copy_has_the_name_that_the_whole_network_has_now(page, session, at_rest):
    show(page, page.units)
    at_rest()
    page.cutting.toggle((1, 3))
    at_rest()
    known, networks = session.networks.known(TRAINED), session.networks
    networks.add(BEFORE, Known("The run before", known.latest, known.trained_on))
    networks.drop(TRAINED)
    assert networks.names()[CUT] == "The run before, 1 unit cut, 784-24-10"


def test_while_it_trains_the_cut_units_stay_from_look_to_look(page, session, at_rest, network, monkeypatch):
    """A training is played here: there are other snapshots, and somebody says that it is under way."""
    snapshots, known = [network], session.networks.known(TRAINED)
    session.networks.add(TRAINED, Known("Yours", lambda: snapshots[-1], known.trained_on))
    show(page, page.units)
    at_rest()
    monkeypatch.setattr(session.training, "under_way", True)
    monkeypatch.setattr(type(page.inspector), "_epoch_now", lambda _self: 3)
    page.cutting.toggle((1, 3))
    at_rest()
    assert page.inspector.which() == CUT
    assert page.inspector.in_training
    assert page.refresh.isVisible()
    snapshots.append(network.copy())
    snapshots[-1].flat.mul_(0.9)
    page.refresh.click()
    at_rest()
    copy = page.inspector.found.network
    assert page.cutting.whole_of(copy) is snapshots[-1]
    assert not copy.layers[1].weight[:, 3].any()
    assert page.cutting.units() == {(1, 3)}
    assert page.units.examining.examined.network is snapshots[-1]
    assert "still learning" in page.units.cost.classes.text()


def test_steps_have_words_and_what_is_the_same_is_no_step(page, at_rest):
    show(page, page.units)
    at_rest()
    stack = page.undo_stack()
    page.cutting.restore_all()
    assert stack.count() == 0
    page.cutting.toggle((1, 0))
    assert stack.undoText() == "cut unit"
    page.cutting.toggle((1, 0))
    assert stack.undoText() == "restored unit"
    at_rest()
    assert not page.cutting.units()
