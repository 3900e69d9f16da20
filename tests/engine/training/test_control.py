"""A training can be held, stopped and watched from other threads."""

import math
import threading
from itertools import pairwise

import numpy as np
import pytest
import torch

from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.step import TrainingStep
from engine.training.trainer import train

PATIENCE = 20  # seconds that a test waits for another thread before it fails


SPEC = NetworkSpec((16,))


def run(spec, config, train_set, test_set, **more):
    """All reports, and the network at the end."""
    control = Control()
    reports = list(train(spec, config, train_set, test_set, control, **more))
    return reports, control.latest()


class HeldControl(Control):
    """Says when the training is held, so that a test can wait for it."""

    def __init__(self):
        super().__init__()
        self.held = threading.Event()

    def wait(self):
        self.held.set()
        super().wait()

    def await_hold(self):
        assert self.held.wait(PATIENCE)
        self.held.clear()

    def advance(self):
        """Let the training go on for at least one batch, and hold it again."""
        self.resume()
        self.pause()
        self.await_hold()


class Background:
    """A training in a thread of its own, held before its first batch."""

    def __init__(self, spec, config, train_set, test_set):
        self.control, self.reports, self.error = HeldControl(), [], None
        self.control.pause()
        self._training = train(spec, config, train_set, test_set, self.control)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        try:
            self.reports.extend(self._training)
        except BaseException as error:
            self.error = error

    def __enter__(self):
        self._thread.start()
        self.control.await_hold()
        return self

    def __exit__(self, *_):
        self.control.stop()
        self.join()

    def join(self):
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()
        assert self.error is None


@pytest.fixture
def background(some_digits, few_digits):
    """A training of two epochs of 62 batches, held before the first."""
    with Background(SPEC, TrainingConfig(epochs=2), some_digits, few_digits) as training:
        yield training


def test_pausing_and_resuming_changes_nothing(background, some_digits, few_digits, assert_same_course):
    for _ in range(20):
        background.control.advance()
    background.control.resume()
    background.join()
    reports, network = run(SPEC, TrainingConfig(epochs=2), some_digits, few_digits)
    assert_same_course(background.reports, reports)
    assert torch.equal(background.control.latest().flat, network.flat)


def test_a_pause_holds_the_training(background):
    assert background.control.paused
    assert background.control.progress().epoch == 1
    assert len(background.control.progress().batch_losses) == 0
    assert [report.epoch for report in background.reports] == [0]


def test_a_paused_training_goes_on_when_resumed(background):
    background.control.resume()
    background.join()
    assert [report.epoch for report in background.reports] == [0, 1, 2]
    assert not background.control.paused


def test_one_epoch_runs_to_its_end_and_pauses_there(background):
    background.control.run_one_epoch()
    background.control.await_hold()
    assert [report.epoch for report in background.reports] == [0, 1]
    assert background.control.paused
    assert background.control.progress().epoch == 2
    background.control.run_one_epoch()
    background.join()
    assert [report.epoch for report in background.reports] == [0, 1, 2]


def test_resuming_after_one_epoch_runs_to_the_end(some_digits, few_digits):
    with Background(SPEC, TrainingConfig(epochs=4), some_digits, few_digits) as background:
        background.control.run_one_epoch()
        background.control.await_hold()
        background.control.resume()
        background.join()
    assert len(background.reports) == 5


def test_batch_by_batch_over_the_end_of_an_epoch_changes_nothing(
    background, some_digits, few_digits, assert_same_course
):
    control = background.control
    for batch in (1, 2, 3):
        control.run_batches()
        control.await_hold()
        assert (control.progress().epoch, len(control.progress().batch_losses)) == (1, batch)
        assert (control.next_batch().epoch, control.next_batch().batch) == (1, batch)
        assert torch.equal(control.next_batch().network.flat, control.latest().flat)
    control.run_batches(59)
    control.await_hold()
    assert (control.next_batch().epoch, control.next_batch().batch) == (2, 0)
    control.run_batches()
    control.await_hold()
    control.resume()
    background.join()
    assert control.next_batch() is None
    reports, network = run(SPEC, TrainingConfig(epochs=2), some_digits, few_digits)
    assert_same_course(background.reports, reports)
    assert torch.equal(control.latest().flat, network.flat)


def test_an_epoch_that_is_asked_for_after_a_batch_is_a_whole_one(background):
    background.control.run_batches(2)
    background.control.run_one_epoch()
    background.control.await_hold()
    assert background.control.progress().epoch == 2


def test_a_stop_while_paused_ends_the_training(background):
    background.control.stop()
    background.join()
    assert [report.epoch for report in background.reports] == [0]
    assert background.control.stopped


def test_a_pause_after_a_stop_does_not_hold(background):
    background.control.stop()
    background.control.pause()
    background.join()
    assert not background.control.paused


def test_a_stop_in_the_middle_of_an_epoch_gives_no_report_for_it(background):
    background.control.advance()
    background.control.stop()
    background.join()
    assert [report.epoch for report in background.reports] == [0]


def test_after_a_stop_the_network_is_that_of_the_stop(background, some_digits):
    for _ in range(3):
        background.control.advance()
    background.control.stop()
    background.join()
    progress = background.control.progress()
    done = len(progress.batch_losses)
    assert progress.epoch == 1
    assert progress.batches == 62
    assert 3 <= done < 62
    flat = background.control.latest().flat
    assert torch.allclose(flat, network_after(done, some_digits).flat, atol=1e-6)
    assert not torch.allclose(flat, network_after(done - 1, some_digits).flat, atol=1e-4)


def test_a_stop_takes_a_last_look_at_the_network(monkeypatch, some_digits, few_digits):
    monkeypatch.setattr("engine.training.trainer.PUBLISH_EVERY", math.inf)

    class StopsAfterTenBatches(Control):
        asked = 0

        @property
        def stopped(self):  # the training asks before each batch
            self.asked += 1
            return self.asked > 10

    control = StopsAfterTenBatches()
    assert len(list(train(SPEC, TrainingConfig(), some_digits, few_digits, control))) == 1
    assert len(control.progress().batch_losses) == 10
    assert torch.allclose(control.latest().flat, network_after(10, some_digits).flat, atol=1e-6)


@torch.inference_mode()
def network_after(batches, train_set):
    network = FeedForward(SPEC)
    step = TrainingStep(network, TrainingConfig(), train_set)
    step.shuffle()
    for batch in range(batches):
        step(batch)
    step.write_back()
    return network


def test_a_stop_between_two_epochs_keeps_the_network_of_the_last(some_digits, few_digits):
    control, reports = Control(), []
    for report in train(SPEC, TrainingConfig(epochs=50), some_digits, few_digits, control):
        reports.append(report)
        if report.epoch == 2:
            control.stop()
    assert len(reports) == 3
    _, network = run(SPEC, TrainingConfig(epochs=2), some_digits, few_digits)
    assert torch.equal(control.latest().flat, network.flat)


def test_there_is_no_network_before_the_training_has_begun(some_digits, few_digits):
    control = Control()
    reports = train(SPEC, TrainingConfig(), some_digits, few_digits, control)
    assert control.latest() is None
    next(reports)
    assert torch.equal(control.latest().flat, FeedForward(SPEC).flat)


def test_a_network_once_published_is_changed_by_nobody(some_digits, few_digits):
    control, seen = Control(), []
    for _ in train(SPEC, TrainingConfig(epochs=4), some_digits, few_digits, control):
        network = control.latest()
        seen.append((network, network.flat.clone()))
    for network, as_it_was in seen:
        assert torch.equal(network.flat, as_it_was)
    assert not any(torch.equal(one, other) for (_, one), (_, other) in pairwise(seen))


def test_a_network_seen_within_an_epoch_is_changed_by_nobody(background):
    seen = []
    for _ in range(5):
        background.control.advance()
        network = background.control.latest()
        seen.append((network, network.flat.clone()))
    background.control.resume()
    background.join()
    for network, as_it_was in seen:
        assert torch.equal(network.flat, as_it_was)


def test_each_report_finds_its_network_published(some_digits, few_digits):
    control = Control()
    for report in train(SPEC, TrainingConfig(epochs=2), some_digits, few_digits, control):
        right = control.latest().log_probabilities(few_digits.images).argmax(1) == few_digits.labels
        assert 100 * right.mean() == pytest.approx(report.test_accuracy)
        assert np.array_equal(control.progress().batch_losses, report.batch_losses)


def test_a_published_network_can_be_differentiated(some_digits, few_digits):
    _, network = run(SPEC, TrainingConfig(epochs=1), some_digits, few_digits)
    x = network.inputs(few_digits.images[:1]).requires_grad_()
    network.logits(x).max().backward()
    assert x.grad.any()


def test_other_threads_see_the_network_move_within_an_epoch(monkeypatch, some_digits, few_digits):
    monkeypatch.setattr("engine.training.trainer.PUBLISH_EVERY", 0.0)

    class Listening(Control):
        def __init__(self):
            super().__init__()
            self.seen = []

        def publish(self, network, progress):
            super().publish(network, progress)
            self.seen.append((progress.epoch, len(progress.batch_losses)))

    control = Listening()
    list(train(SPEC, TrainingConfig(epochs=1), some_digits, few_digits, control))
    assert set(control.seen) == {(0, 0)} | {(1, batch) for batch in range(1, 63)}
