"""How far a training is, in words and as a share of the whole."""

import numpy as np
import pytest

from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.run import Run
from engine.training.config import TrainingConfig
from engine.training.control import Progress
from engine.training.history import EpochReport
from gui.shell.progress_words import progress_of

SPEC = NetworkSpec((3,))


def run_at(epochs_done, batches_done, epochs=10):
    """Of ten batches an epoch, of half a second each."""
    run = Run(SPEC, TrainingConfig(epochs=epochs), None, 0.1)
    for epoch in range(epochs_done + 1):
        run.history.append(EpochReport(epoch, 1.0, np.zeros(10 if epoch else 0), 50.0, 50.0, 0.5 if epoch else 0.0))
    progress = Progress(epochs_done + 1, np.zeros(batches_done, np.float32), 10, 0.5 * epochs_done)
    run.control.publish(FeedForward(SPEC), progress)
    return run


def test_before_the_first_batch_the_images_are_prepared():
    assert progress_of(Run(SPEC, TrainingConfig(), None, 0.1), True) == ("Preparing the images…", 0.0)


@pytest.mark.parametrize(("done", "batches", "share"), [(0, 5, 0.05), (4, 0, 0.4), (9, 10, 1.0)])
def test_the_share_counts_batches_and_epochs(done, batches, share):
    assert progress_of(run_at(done, batches), True)[1] == pytest.approx(share)


def test_the_words_name_epoch_speed_time_gone_and_left():
    assert progress_of(run_at(4, 5), True)[0] == "epoch 5/10 · 0.50 s each · 2.0 s gone · 2.8 s left"
    assert progress_of(run_at(0, 5), True)[0] == "epoch 1/10"


def test_while_it_is_paused_no_time_is_left():
    run = run_at(4, 5)
    run.control.pause()
    assert progress_of(run, True)[0] == "epoch 5/10 · 0.50 s each · 2.0 s gone · paused"


@pytest.mark.parametrize(
    ("outcome", "word"),
    [("completed", "Finished"), ("stopped", "Stopped"), ("diverged", "Diverged"), ("failed", "Failed")],
)
def test_at_the_end_it_says_how_it_ended(outcome, word):
    run = run_at(4, 0)
    run.outcome = outcome
    assert progress_of(run, False) == (f"{word} after 4 of 10 epochs · 2.0 s", pytest.approx(0.4))


@pytest.mark.parametrize("patience", [1, 3])
def test_an_early_end_says_which_rule_it_was(patience):
    run = run_at(4, 0)
    run.config, run.outcome = TrainingConfig(epochs=10, patience=patience), "early"
    why = "no better test accuracy for 1 epoch" if patience == 1 else "no better test accuracy for 3 epochs"
    assert progress_of(run, False)[0] == f"Stopped after epoch 4: {why} · 2.0 s"
