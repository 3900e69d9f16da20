"""The handle by which other threads stop, pause and watch a training."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from engine.networks.network import FeedForward
from engine.training.checkpoint import Checkpoint
from engine.training.config import check_rate
from engine.training.next_batch import NextBatch
from engine.training.rate_changes import RateChange


class Progress(NamedTuple):
    """Where a training is: the epoch under way, the losses of its batches so far, (batches done,) float32, how many
    batches it has, and the seconds that the whole training has taken up to here, without pauses."""

    epoch: int
    batch_losses: np.ndarray
    batches: int
    seconds: float
    rate_changes: tuple[RateChange, ...] = ()
    """Those of the learning rate, as ``engine.training.rate_changes.Rates`` has them."""


class Control:
    """How other threads steer and watch one training. Every method may be called from any thread.

    ``resumable``: whether the training shall leave a checkpoint after each epoch.
    """

    def __init__(self, resumable: bool = False) -> None:
        self.resumable = resumable
        self._stopped = threading.Event()
        self._running = threading.Event()
        self._running.set()
        self._pause_after_epoch = False
        self._batches_to_pause = 0  # that are still to be trained before it holds; 0: it is not to hold after any
        self._next: NextBatch | None = None
        self._latest: FeedForward | None = None
        self._progress: Progress | None = None
        self._checkpoint: Checkpoint | None = None
        self.asked_rates: deque[float] = deque(maxlen=1)  # the newest counts; the trainer takes it

    def stop(self) -> None:
        """End the training after the batch under way, also while paused."""
        self._stopped.set()
        self._running.set()

    def pause(self) -> None:
        """Hold after the batch under way. A training that was stopped does not hold."""
        self._running.clear()
        if self.stopped:  # asked after the clearing, so that a stop from another thread in between is seen
            self._running.set()

    def resume(self) -> None:
        self._pause_after_epoch = False
        self._batches_to_pause = 0
        self._running.set()

    def run_one_epoch(self) -> None:
        """Go on to the end of the epoch, and pause there."""
        self._pause_after_epoch = True
        self._batches_to_pause = 0
        self._running.set()

    def run_batches(self, count: int = 1) -> None:
        """Go on for so many batches, over the end of the epoch if need be, and pause there."""
        self._pause_after_epoch = False
        self._batches_to_pause = count
        self._running.set()

    def set_learning_rate(self, rate: float) -> None:
        """Train with this rate from the next batch on, be it after a pause. Raises UserError if it is none."""
        check_rate(rate)
        self.asked_rates.append(rate)
        if self._next is not None and self.paused:
            self._next = replace(self._next, learning_rate=rate)

    @property
    def paused(self) -> bool:
        return not self._running.is_set()

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    def latest(self) -> FeedForward | None:
        """A copy of the network in training, at most 1/30 s old, that nobody changes; the final one after the end."""
        return self._latest

    def progress(self) -> Progress | None:
        """Where the training is, as of the snapshot; None before the first."""
        return self._progress

    def next_batch(self) -> NextBatch | None:
        """What comes next in a training that holds between two batches; None while it runs."""
        return self._next

    def checkpoint(self) -> Checkpoint | None:
        """Where a training that is ``resumable`` could go on from: as it was after its last whole epoch."""
        return self._checkpoint

    # For the training thread.

    def leave(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint

    def publish(self, network: FeedForward, progress: Progress) -> None:
        self._latest = network
        self._progress = progress

    def show_next(self, batch: NextBatch | None) -> None:
        self._next = batch

    def wait(self) -> None:
        """Return at once when running, else when resumed or stopped."""
        self._running.wait()

    def batch_ended(self) -> None:
        if self._batches_to_pause:
            self._batches_to_pause -= 1
            if not self._batches_to_pause:
                self.pause()

    def epoch_ended(self) -> None:
        if self._pause_after_epoch:
            self.pause()
