"""Training as a plain generator of reports, and the handle by which another thread stops, pauses and watches it."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from engine.digits import Digits
from engine.errors import UserError
from engine.network import CHUNK, FeedForward, NetworkSpec
from engine.step import TrainingStep, live_pixels

OPTIMIZERS = ("sgd", "rmsprop", "adam")
SCHEDULES = ("constant", "cosine")
PUBLISH_EVERY = 1 / 30  # seconds between two snapshots
DIVERGED_LOSS = 10.0  # chance is ln 10 = 2.3


@dataclass(frozen=True)
class TrainingConfig:
    """How a network is trained; the defaults are the lesson's.

    ``schedule``: "constant", or "cosine", which lowers the learning rate from epoch to epoch along half a cosine.
    ``momentum`` is used by "sgd" only. ``weight_decay`` adds ``weight_decay * w`` to the gradient of every
    parameter (L2, as in torch.optim). ``dropout``: the share of each hidden layer's activations set to 0 in training.

    Raises UserError, with the field's name, for values that cannot be trained with.
    """

    epochs: int = 60
    batch_size: int = 32
    learning_rate: float = 0.01
    optimizer: str = "sgd"
    seed: int = 0
    momentum: float = 0.0
    weight_decay: float = 0.0
    dropout: float = 0.0
    schedule: str = "constant"

    def __post_init__(self) -> None:
        if not 1 <= self.epochs <= 100_000:
            raise UserError("Train for 1 to 100,000 epochs.", "epochs")
        if self.batch_size < 1:
            raise UserError("A batch needs at least one image.", "batch_size")
        if not (0 < self.learning_rate < math.inf):
            raise UserError("The learning rate must be a number over 0, such as 0.01.", "learning_rate")
        if self.optimizer not in OPTIMIZERS:
            raise UserError(f"There is no optimiser “{self.optimizer}”: use {', '.join(OPTIMIZERS)}.", "optimizer")
        if not 0 <= self.seed < 2**32:
            raise UserError("The seed must be a whole number from 0 to 4,294,967,295.", "seed")
        if not 0 <= self.momentum < 1:
            raise UserError("Momentum must be at least 0 and under 1.", "momentum")
        if not 0 <= self.weight_decay < math.inf:
            raise UserError("The weight decay must be 0 or more.", "weight_decay")
        if not 0 <= self.dropout < 1:
            raise UserError("Dropout must be at least 0 and under 1.", "dropout")
        if self.schedule not in SCHEDULES:
            raise UserError(f"There is no schedule “{self.schedule}”: use {' or '.join(SCHEDULES)}.", "schedule")

    def rate(self, epoch: int) -> float:
        """The learning rate in an epoch, counted from 1."""
        if self.schedule == "constant":
            return self.learning_rate
        return self.learning_rate * (1 + math.cos(math.pi * (epoch - 1) / self.epochs)) / 2


@dataclass(frozen=True, eq=False)
class EpochReport:
    """What one epoch brought. Accuracies are in percent.

    ``loss`` and ``train_accuracy`` are means over the batches as they went by, while the network was changing;
    ``test_accuracy`` is that of the whole test set after the epoch. Epoch 0 is measured before training, on all images.
    ``batch_losses``: (batches,) float32, empty for epoch 0. ``seconds``: what it took, without pauses.
    """

    epoch: int
    loss: float
    batch_losses: np.ndarray
    train_accuracy: float
    test_accuracy: float
    seconds: float


class Diverged(UserError):
    """The losses left all bounds; the last sound network is kept."""


class Progress(NamedTuple):
    """Where a training is: the epoch under way, the losses of its batches so far, (batches done,) float32, how many
    batches it has, and the seconds that the whole training has taken up to here, without pauses."""

    epoch: int
    batch_losses: np.ndarray
    batches: int
    seconds: float


class Control:
    """How other threads steer and watch one training. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._running = threading.Event()
        self._running.set()
        self._pause_after_epoch = False
        self._latest: FeedForward | None = None
        self._progress: Progress | None = None

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
        self._running.set()

    def run_one_epoch(self) -> None:
        """Go on to the end of the epoch, and pause there."""
        self._pause_after_epoch = True
        self._running.set()

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

    # For the training thread.

    def publish(self, network: FeedForward, progress: Progress) -> None:
        self._latest = network
        self._progress = progress

    def wait(self) -> None:
        """Return at once when running, else when resumed or stopped."""
        self._running.wait()

    def epoch_ended(self) -> None:
        if self._pause_after_epoch:
            self.pause()


def train(
    spec: NetworkSpec,
    config: TrainingConfig,
    train_set: Digits,
    test_set: Digits,
    control: Control | None = None,
    variants: Callable[[Digits, int], Digits] | None = None,
) -> Iterator[EpochReport]:
    """Train a network and yield an EpochReport per epoch, beginning with epoch 0, before training.

    ``variants(train_set, epoch)``, if given, is called before each epoch and gives what the network sees in it: as
    many images. The trained network is ``control.latest()``. The same arguments give the same network, bit for bit,
    on the same machine. After a stop in the middle of an epoch there is no report for it, and the network is as it was
    at the stop.

    Raises UserError if a batch is larger than the training set, and Diverged as soon as two epochs in a row have a
    loss that is not finite or, for log-softmax, over 10; the network is then that of the last sound epoch.
    """
    if config.batch_size > len(train_set):
        raise UserError(
            f"A batch of {config.batch_size:,} is larger than the training set of {len(train_set):,} images.",
            "batch_size",
        )
    torch.set_num_threads(threads_for(spec))
    control = control or Control()
    return _Training(spec, config, train_set, test_set, control, variants).reports()


def threads_for(spec: NetworkSpec) -> int:
    """Torch's threads for a network."""
    return 1


class _Training:
    """One training under way; all of it runs in the thread that takes the reports."""

    def __init__(self, spec, config, train_set, test_set, control, variants):
        self.config, self.control, self.train_set, self.variants = config, control, train_set, variants
        self.network = FeedForward(spec, config.seed)
        # Weight decay moves also the weights of pixels that are always 0, and variants may bring ink to them.
        all_pixels = config.weight_decay or spec.input_range[0] or variants
        self.step = TrainingStep(self.network, config, train_set, None if all_pixels else live_pixels(train_set))
        self.sound = self.network.copy()
        self.begun = self.network.flat.clone()  # the parameters as the epoch under way found them
        self.test_inputs = self.network.inputs(test_set.images)
        self.test_labels = torch.from_numpy(test_set.labels)
        self._seconds = 0.0  # of whole epochs

    def reports(self) -> Iterator[EpochReport]:
        unsound = 0
        yield self._before_training()
        for epoch in range(1, self.config.epochs + 1):
            self.begun.copy_(self.network.flat)
            report = self._epoch(epoch)
            if report is None:
                return
            unsound = 0 if self._is_sound(report.loss) else unsound + 1
            if self._is_sound(report.batch_losses[0]):  # taken before the first update: it tells of ``begun``
                self.sound.flat.copy_(self.begun)
            if unsound == 2:
                self._publish(self.sound, epoch, self.step.batches)
                yield report
                raise Diverged(
                    f"Training diverged in epoch {epoch}: the loss is {report.loss:.3g}. "
                    f"Try a smaller learning rate than {self.config.learning_rate:g}. The last sound network is kept."
                )
            self.control.epoch_ended()
            yield report

    def _is_sound(self, loss: float) -> bool:
        return math.isfinite(loss) and loss <= DIVERGED_LOSS

    @torch.inference_mode()
    def _before_training(self) -> EpochReport:
        self._epoch_began = time.perf_counter()
        evidence = torch.from_numpy(self.network.log_probabilities(self.train_set.images))
        labels = torch.from_numpy(self.train_set.labels)
        log_p = evidence.gather(1, labels.unsqueeze(1))
        loss = -(log_p.exp() if self.network.spec.output == "softmax" else log_p).mean().item()
        return self._report(0, loss, np.empty(0, np.float32), _percent_right(evidence, labels))

    @torch.inference_mode()
    def _epoch(self, epoch: int) -> EpochReport | None:
        """Train for one epoch; None if it was stopped before its end."""
        step = self.step
        self._epoch_began = published = time.perf_counter()
        if self.variants:
            step.show(self.variants(self.train_set, epoch))
        step.learning_rate = self.config.rate(epoch)
        step.shuffle()
        for batch in range(step.batches):
            if not self._may_go_on(epoch, batch):
                return None
            step(batch)
            now = time.perf_counter()
            if now - published > PUBLISH_EVERY:
                self._publish(self._snapshot(), epoch, batch + 1)
                published = now
        losses = step.losses().numpy().astype(np.float32)
        return self._report(epoch, float(losses.mean(dtype=np.float64)), losses, step.accuracy())

    def _may_go_on(self, epoch: int, done: int) -> bool:
        """Hold while paused; False if the training was stopped."""
        control = self.control
        if control.paused:
            self._publish(self._snapshot(), epoch, done)
            held = time.perf_counter()
            control.wait()
            self._epoch_began += time.perf_counter() - held
        if control.stopped:
            self._publish(self._snapshot(), epoch, done)
            return False
        return True

    def _report(self, epoch: int, loss: float, batch_losses: np.ndarray, train_accuracy: float) -> EpochReport:
        snapshot = self._snapshot()
        test_accuracy = self._test_accuracy()
        self._publish(snapshot, epoch, len(batch_losses))
        seconds = time.perf_counter() - self._epoch_began
        self._seconds += seconds
        return EpochReport(epoch, loss, batch_losses, train_accuracy, test_accuracy, seconds)

    def _snapshot(self) -> FeedForward:
        self.step.write_back()
        return self.network.copy()

    def _publish(self, network: FeedForward, epoch: int, done: int) -> None:
        losses = self.step.losses(0, done).numpy().astype(np.float32)
        seconds = self._seconds + time.perf_counter() - self._epoch_began
        self.control.publish(network, Progress(epoch, losses, self.step.batches, seconds))

    def _test_accuracy(self) -> float:
        evidence = torch.cat([self.network.logits(part) for part in self.test_inputs.split(CHUNK)])
        return _percent_right(evidence, self.test_labels)


def _percent_right(evidence: Tensor, labels: Tensor) -> float:
    return 100 * (evidence.argmax(1) == labels).float().mean().item()
