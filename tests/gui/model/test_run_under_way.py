"""One run at a time: begun, ended, replaced, gone on with."""

from dataclasses import replace

import numpy as np
import pytest

from engine.networks.network import NetworkSpec
from engine.runs.library import RUN, Removed
from engine.runs.run import Run
from engine.runs.run_file import read_run
from engine.training.config import TrainingConfig
from gui.draw.page import DrawPage
from gui.model.networks import BEFORE, TRAINED


@pytest.fixture
def session(session, some_digits):
    session.data.set_digits(some_digits)
    return session


@pytest.fixture
def train(session, wait):
    """``train(hidden)``: a run of one epoch, to its end."""

    def trained(*hidden):
        session.training.start(NetworkSpec(hidden), TrainingConfig(epochs=1), 0.1)
        assert session.training.under_way
        wait(lambda: not session.training.under_way)
        return session.training.run

    return trained


def test_starting_again_replaces_the_run_and_stale_messages_change_nothing(session, train):
    first, second = train(6), train(6)
    assert second is not first
    assert session.training.run is second
    assert session.networks.network("trained") is second.control.latest()
    np.testing.assert_array_equal(first.history.loss, second.history.loss)


def test_the_network_of_the_run_before_can_still_be_chosen_while_the_new_one_learns(session, train, page_of, wait):
    networks, page = session.networks, page_of(DrawPage)
    first = train(6).control.latest()
    assert BEFORE not in networks.names()
    session.training.start(NetworkSpec((5,)), TrainingConfig(epochs=1_000), 0.1)
    wait(lambda: networks.network(TRAINED) is not first)
    assert networks.names()[BEFORE] == "The run before, 784-6-10"
    assert networks.network(BEFORE) is first
    assert page.choice.findText("The run before, 784-6-10") >= 0
    session.training.stop()
    wait(lambda: not session.training.under_way)


def test_a_training_that_fails_at_once_leaves_the_network_that_was_there(session, train, wait):
    networks, told = session.networks, []
    session.messages.failed_on.connect(lambda about, sentence: told.append((about, sentence)))
    trained = train(6).control.latest()
    assert networks.network(TRAINED) is trained
    session.data.set_digits(session.data.digits.take(np.arange(5)))
    session.training.start(NetworkSpec((6,)), TrainingConfig(epochs=1, batch_size=1), 0.5)
    wait(lambda: not session.training.under_way)
    ((about, sentence),) = told
    assert about == "training"
    assert "cannot be split" in sentence
    assert networks.network(TRAINED) is trained
    assert BEFORE not in networks.names()  # the same is there as Yours


def test_going_on_with_other_versions_is_told(session, train, wait):
    training, data = session.training, session.data
    saved = read_run(train(6).folder / RUN)
    older = replace(saved, checkpoint=replace(saved.checkpoint, versions={"torch": "2.1.0"}))
    training.show(Run.found(older, training.run.folder, data.digits, data.test_digits))
    told = []
    session.messages.noted.connect(lambda about, sentence: told.append((about, sentence)))
    training.go_on(1)
    wait(lambda: not training.under_way)
    ((about, sentence),) = told
    assert about == "versions"
    assert "torch 2.1.0" in sentence


def test_what_was_removed_to_make_room_is_told(session):
    told = []
    session.messages.noted.connect(lambda about, sentence: told.append(sentence))
    for removed in (Removed(0, []), Removed(2, []), Removed(2, ["softmax"])):
        session.training._on_room_made(removed)
    assert len(told) == 2
    assert "the epochs of 2 old runs were removed" in told[0]
    assert "the run “softmax” was removed" in told[1]
