"""The network of the run in hand is everywhere as it was after an epoch, until one comes back to now."""

import numpy as np
import pytest
import torch

from engine.networks.network import NetworkSpec
from engine.runs.run import Run
from engine.training.config import TrainingConfig
from gui.model.networks import SHIPPED, TRAINED, Known
from gui.model.replay import PACE, Replay

SPEC = NetworkSpec((5,))


@pytest.fixture(scope="module")
def run(some_digits):
    made = Run(SPEC, TrainingConfig(epochs=3), some_digits, 0.25)
    made.carry_out(None)
    return made


@pytest.fixture
def replay(session, run) -> Replay:
    session.training.show(run)
    return session.replay


def flat(session):
    return session.networks.network(TRAINED).flat


def test_of_a_run_that_is_complete_every_epoch_before_the_last_can_be_gone_back_to(session, replay, run):
    assert (replay.epochs, replay.now, replay.epoch) == ((0, 1, 2), 3, None)
    assert session.networks.network(TRAINED) is run.control.latest()


def test_the_network_is_that_of_the_epoch_and_is_called_so(session, replay, run):
    replay.show(1)
    assert torch.equal(flat(session), run.epochs.kept[1])
    known = session.networks.known(TRAINED)
    assert (known.epoch, known.name, known.facts) == (1, "Yours, epoch 1", {"epoch": "1"})
    assert session.networks.names()[TRAINED] == "Yours, epoch 1, 784-5-10"
    assert known.trained_on is run.trained_on
    replay.end()
    assert session.networks.known(TRAINED).epoch is None
    assert session.networks.network(TRAINED) is run.control.latest()


def test_the_drawing_is_judged_by_it(session, replay, qtbot):
    session.drawing.begin(140, 40)
    session.drawing.extend([(140, 240)])
    session.drawing.end()
    qtbot.waitUntil(lambda: session.drawing.image is not None)
    found = []
    session.judge.changed.connect(lambda: found.append(session.judge.judgement(TRAINED)))
    for epoch in (0, 2, 3):
        replay.show(epoch)
        network = session.networks.network(TRAINED)
        np.testing.assert_array_equal(found[-1].evidence, network.log_probabilities(session.drawing.image[None])[0])
    assert len({judgement.evidence.tobytes() for judgement in found}) == 3


def test_it_judges_drawings_from_then_on_unless_another_is_chosen(session, replay):
    session.networks.add(SHIPPED, Known("Ships", lambda: session.training.run.control.latest(), None))
    session.networks.choose(SHIPPED)
    replay.show(1)
    assert session.networks.chosen == TRAINED
    session.networks.choose(SHIPPED)
    replay.show(2)
    assert (session.networks.chosen, session.networks.epoch(), session.networks.epoch(TRAINED)) == (SHIPPED, None, 2)


def test_one_goes_from_one_that_is_kept_to_the_next_and_at_last_to_now(replay, run, session):
    replay.before()
    assert replay.epoch == 2
    replay.show(-5)
    replay.before()
    assert replay.epoch == 0
    seen = []
    while replay.epoch is not None:
        seen.append(replay.epoch)
        replay.after()
    assert seen == [0, 1, 2]
    replay.after()
    assert replay.epoch is None


def test_an_epoch_that_is_not_kept_is_the_nearest_one_that_is(session, some_digits):
    run = Run(SPEC, TrainingConfig(epochs=1), some_digits, 0.25)
    run.carry_out(None)
    parameters = run.epochs.kept[0]
    for epoch in (2, 9, 20):
        run.epochs.add(epoch, parameters + epoch)
    session.training.show(run)
    session.replay.show(7)
    assert session.replay.epoch == 9
    assert torch.equal(flat(session), parameters + 9)
    session.replay.show(1000)
    assert session.replay.epoch is None, "now comes after all of them"


def test_it_plays_from_the_first_to_now_and_can_be_held(session, replay, qtbot):
    seen = []
    replay.changed.connect(lambda: seen.append(replay.epoch))
    replay.play()
    assert (replay.playing, replay.epoch) == (True, 0)
    qtbot.waitUntil(lambda: replay.epoch == 1, timeout=100 * PACE)
    replay.hold()
    assert (replay.playing, replay.epoch) == (False, 1)
    replay.play()
    qtbot.waitUntil(lambda: not replay.playing, timeout=100 * PACE)
    assert [epoch for at, epoch in enumerate(seen) if epoch != seen[at - 1]] == [0, 1, 2, None]


def test_another_run_ends_it(session, replay, run, some_digits):
    replay.play()
    longer = run.going_on(TrainingConfig(epochs=4))
    longer.carry_out(None)
    session.training.show(longer)
    assert (replay.playing, replay.epoch, replay.epochs) == (False, None, (0, 1, 2, 3))
    assert session.networks.network(TRAINED) is longer.control.latest()
    assert run.control.checkpoint().epoch == 3


def test_while_it_trains_its_past_is_shown_and_nothing_of_it_is_disturbed(session, few_digits, wait):
    session.data.set_digits(few_digits)
    session.training.start(SPEC, TrainingConfig(epochs=100_000, batch_size=8), 0.25)
    replay, run = session.replay, session.training.run
    wait(lambda: len(replay.epochs) > 3)
    replay.show(2)
    begun = run.history.count
    wait(lambda: run.history.count > begun + 20)
    assert torch.equal(flat(session), run.epochs.kept[2])
    assert session.judge is not None
    session.training.stop()
    wait(lambda: not session.training.under_way)
    assert replay.epoch == 2
    replay.end()
    assert session.networks.network(TRAINED) is run.control.latest()
    last = run.control.checkpoint().epoch
    fresh = Run(SPEC, TrainingConfig(epochs=last, batch_size=8), few_digits, 0.25)
    fresh.carry_out(None)
    np.testing.assert_array_equal(fresh.history.loss, run.history.loss[: last + 1])
    assert torch.equal(fresh.control.latest().flat, run.control.checkpoint().last)


def test_before_any_run_there_is_nothing_to_go_back_to(session):
    session.replay.play()
    session.replay.before()
    assert (session.replay.is_possible, session.replay.playing, session.replay.epoch) == (False, False, None)
