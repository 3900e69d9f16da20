"""By hand, the run under way is held and trained batch by batch; without one, it is the form's training."""

import pytest
import torch

from engine.training.by_hand import BACKWARD, FORWARD, LOSS, PHASES, UPDATE
from gui.train.by_hand.controller import ByHand


@pytest.fixture
def by_hand(alone, session):
    alone.form.set_values({"hidden": "8", "epochs": "3"})
    return ByHand(alone.form, session.data, session.training, session.tasks)


def press_all(by_hand, wait):
    phases = []
    for _ in PHASES:
        by_hand.press_next()
        wait(lambda: not by_hand.waiting)
        phases.append(by_hand.phase)
    assert tuple(phases) == PHASES
    return by_hand.batch


def test_without_a_run_it_is_the_forms_first_batches(by_hand, alone, wait):
    assert by_hand.next_phase() == FORWARD
    first = press_all(by_hand, wait)
    assert (first.begun.epoch, first.begun.batch, by_hand.of_run) == (1, 0, False)
    assert by_hand.next_phase() == FORWARD
    second = press_all(by_hand, wait)
    assert second.begun.batch == 1
    assert torch.equal(second.begun.network.flat, first.after.flat)
    alone.form.set_values({"hidden": "9"})
    assert by_hand.batch is None
    by_hand.press(LOSS)
    wait(lambda: by_hand.phase == LOSS)
    assert (by_hand.batch.begun.batch, by_hand.batch.begun.network.spec.hidden) == (0, (9,))


def test_a_part_can_be_jumped_to_and_looked_at_again(by_hand, wait):
    by_hand.press(BACKWARD)
    wait(lambda: by_hand.phase == BACKWARD)
    by_hand.press(FORWARD)
    assert (by_hand.phase, by_hand.reached, by_hand.next_phase()) == (FORWARD, 3, UPDATE)


def test_a_run_under_way_is_held_and_trained_by_the_last_press(by_hand, alone, session, click, wait):
    training = session.training
    alone.form.set_values({"epochs": "500"})
    click(alone.start)
    wait(lambda: training.run.history.count > 1)
    first = press_all(by_hand, wait)
    assert by_hand.of_run
    wait(lambda: training.run.control.next_batch() not in (None, first.begun))
    assert torch.equal(training.run.control.latest().flat, first.after.flat)
    by_hand.press_next()
    wait(lambda: not by_hand.waiting)
    assert by_hand.batch.begun.network is training.run.control.latest()
    click(alone.pause)  # the person lets it go on: what was shown is no longer the next batch
    wait(lambda: by_hand.batch is None)
    click(alone.stop)
    wait(lambda: not training.under_way)


def test_what_cannot_be_trained_is_said(by_hand, alone, wait):
    alone.form.set_values({"batch_size": "19000"})
    by_hand.press_next()
    wait(lambda: by_hand.error)
    assert "batch is larger than" in by_hand.error
    alone.form.set_values({"batch_size": "x"})
    assert by_hand.error == ""
    by_hand.press(UPDATE)
    assert by_hand.error
    assert by_hand.batch is None
