"""What flows: nothing, the drawing or an image, through the network in training or an untrained one."""

import numpy as np
import pytest
import torch

from engine.digits.changes import Change, Changes
from engine.networks.network import FeedForward, NetworkSpec
from gui.model.networks import TRAINED, Known
from gui.train.diagram import flow_source
from gui.train.diagram.flow_source import DRAWING, IMAGE, NOTHING


@pytest.fixture
def flows(alone):
    return alone.flows


def draw(session):
    session.drawing.begin(100, 60)
    session.drawing.extend(np.array([[150.0, 150.0], [100.0, 220.0]]))
    session.drawing.end()


def test_at_first_nothing_flows_and_nothing_is_made(flows, session):
    assert flows.kind == NOTHING
    assert flows.flow() is None
    assert not session.tasks.is_busy("untrained network")


def test_an_image_flows_through_an_untrained_network_of_the_form(flows, session, wait):
    flows.show_image(4)
    wait(lambda: flows.flow() is not None)
    assert torch.equal(flows.flow().network.flat, FeedForward(NetworkSpec(), 0).flat)
    assert np.array_equal(flows.flow().image, session.data.digits.images[4])
    assert flows.true() == session.data.digits.labels[4]
    assert "not trained yet" in flows.words()
    assert flows.words(brief=True) == "Image 4 of 20,000: 1. Not trained yet."


def test_asking_again_does_not_begin_the_untrained_network_again(flows, session, monkeypatch, wait):
    begun, start = [], session.tasks.start
    monkeypatch.setattr(session.tasks, "start", lambda key, *more: begun.append(key) or start(key, *more))
    flows.show_image(4)
    for _ in range(5):
        flows.flow()
    wait(lambda: flows.flow() is not None)
    assert begun == ["untrained network"]


def test_it_is_computed_once_for_each_image_and_network(flows, session, wait):
    known = FeedForward(NetworkSpec((5,)), 3)
    session.networks.add(TRAINED, Known("Yours", lambda: known, None))
    flows.show_image(4)
    first = flows.flow()
    assert first.network is known
    assert flows.flow() is first
    told = []
    flows.changed.connect(lambda: told.append(True))
    session.judge.changed.emit()
    assert told == []
    known = known.copy()  # the training has moved on
    session.judge.changed.emit()
    assert told == [True]
    assert flows.flow().network is known


def test_a_network_in_training_is_not_looked_at_more_often_than_the_eye_wants(flows, session, monkeypatch):
    known, clock = FeedForward(NetworkSpec((5,)), 3), [100.0]
    session.networks.add(TRAINED, Known("Yours", lambda: known, None))
    flows.show_image(4)
    monkeypatch.setattr(flow_source, "monotonic", lambda: clock[0])
    monkeypatch.setattr(session.training, "under_way", True)
    told = []
    flows.changed.connect(lambda: told.append(flows.flow().network))
    for clock[0] in (100.0, 100.01, 100.02, 100.2):
        known = known.copy()
        session.judge.changed.emit()
    assert len(told) == 2
    monkeypatch.setattr(session.training, "under_way", False)
    known = known.copy()
    session.judge.changed.emit()
    assert told[-1] is known


def test_the_drawing_flows_as_it_is_drawn(flows, session, wait):
    flows.choose(DRAWING)
    assert flows.flow() is None
    assert flows.empty_words().startswith(("Draw something", "The network is being made"))
    draw(session)
    wait(lambda: flows.flow() is not None)
    assert flows.flow().image is session.drawing.image
    assert flows.words().startswith("Your drawing.")


def test_one_leafs_through_the_set_beyond_its_ends(flows, session):
    flows.step(-1)
    assert flows.index == len(session.data.digits) - 1
    flows.step(1)
    assert (flows.index, flows.kind) == (0, IMAGE)
    flows.show_any()
    assert 0 <= flows.index < len(session.data.digits)


def test_an_image_is_as_the_network_gets_it(flows, session):
    flows.show_image(2)
    plain = flows.image()
    session.data.set_changes(Changes((Change("inverted"),)))
    assert np.array_equal(flows.image(), 255 - plain)


def test_other_digits_begin_anew(flows, session, few_digits):
    flows.show_image(19_000)
    session.data.set_digits(few_digits)
    assert flows.index == 0
    assert np.array_equal(flows.image(), few_digits.images[0])


def test_a_large_network_is_asked_beside_the_window(flows, session, wait, monkeypatch):
    monkeypatch.setattr(flow_source, "AT_ONCE", 100)
    known = FeedForward(NetworkSpec((5,)), 3)
    session.networks.add(TRAINED, Known("Yours", lambda: known, None))
    flows.show_image(4)
    assert flows.flow() is None
    wait(lambda: flows.flow() is not None)


def test_a_form_in_which_something_is_wrong_is_said(flows, alone):
    alone.form.set_values({"hidden": "x"})
    flows.show_image(1)
    assert flows.flow() is None
    assert "something is wrong" in flows.empty_words()


def test_it_is_remembered_what_flows(flows):
    flows.restore({"view/flows": "image"})
    assert flows.kind == IMAGE
    assert flows.state() == {"view/flows": "image"}
    for senseless in ({"view/flows": "x"}, {}):
        flows.restore(senseless)
        assert flows.kind == NOTHING
