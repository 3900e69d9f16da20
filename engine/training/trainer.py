"""Training as a plain generator of reports."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from engine.digits.dataset import CLASSES, Digits
from engine.errors import UserError
from engine.networks.network import FeedForward, NetworkSpec, check_classes
from engine.numbers import short, whole
from engine.randomness import AUGMENTATION, numpy_generator
from engine.training.augmentation import augmented_in_parts
from engine.training.checkpoint import Checkpoint, versions
from engine.training.config import TrainingConfig
from engine.training.control import Control, Progress
from engine.training.early_stopping import Watched
from engine.training.history import EpochReport
from engine.training.images import After, Images, Judged, percent_right
from engine.training.loss import losses
from engine.training.next_batch import next_batch
from engine.training.rate_changes import Rates
from engine.training.step import TrainingStep, live_pixels
from engine.words import _, ngettext

Augment = Callable[[Digits, int], Digits]
"""The training images and an epoch to their variants in it."""

PUBLISH_EVERY = 1 / 30  # seconds between two snapshots
THREADS = 1
"""Torch's: with two, OpenMP's waiting threads and the window fight over the cores; nothing may depend on how many."""
DIVERGED_LOSS = 10.0
"""Of ten classes, where chance is ln 10 = 2.3; of others as far from their chance, ln n."""


class Diverged(UserError):
    """The losses left all bounds; the last sound network is kept."""


def train(
    spec: NetworkSpec,
    config: TrainingConfig,
    train_set: Digits,
    test_set: Digits,
    control: Control | None = None,
    augment: Augment | None = None,
    resume: Checkpoint | None = None,
    after: After | None = None,
) -> Iterator[EpochReport]:
    """Train a network and yield an EpochReport per epoch, beginning with epoch 0, before training.

    ``augment(train_set, epoch)``, if given, is called before each epoch and gives the images' variants in it: as many;
    without it, ``config.augmentation`` says which. ``after``: what is done to the images, varied or not, before the
    network sees them, such as ``Changes.after_augmentation``. The trained network is ``control.latest()``. The same
    arguments give the same network, bit for bit, on the same machine. After a stop in the middle of an epoch there is
    no report for it, and the network is as it was at the stop.

    With ``config.validation_fraction`` that share of ``train_set`` is kept out of training. A training that ends early,
    as ``config`` says, has fewer reports.

    With ``resume`` the training goes on after the epochs that the checkpoint has behind it, as if there had been no
    break; only the number of epochs may be another than the run began with.

    Raises UserError if the sets have more or fewer classes than the network, a batch is larger than the training set or
    ``resume`` is of another run, and Diverged as soon as two epochs in a row have a loss that is not finite or, for
    log-softmax, over DIVERGED_LOSS; the network is then that of the last sound epoch.
    """
    for digits in (train_set, test_set):
        check_classes(spec, digits)
    images = Images(config, train_set, test_set, after)
    if config.batch_size > len(images.train):
        sentence = ngettext(
            "A batch of {batch_size} is larger than the training set of {images} image.",
            "A batch of {batch_size} is larger than the training set of {images} images.",
            len(images.train),
        )
        message = sentence.format(batch_size=whole(config.batch_size), images=whole(len(images.train)))
        raise UserError(message, "batch_size")
    torch.set_num_threads(THREADS)
    if resume is not None:
        resume.check(spec, config, images.sums(augment is not None or config.augmentation != "none"), THREADS)
    return _Training(spec, config, images, control or Control(), augment, resume).reports()


class _Training:
    """One training under way; all of it runs in the thread that takes the reports."""

    def __init__(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        images: Images,
        control: Control,
        augment: Augment | None,
        resume: Checkpoint | None,
    ) -> None:
        self.config, self.control, self.images = config, control, images
        self.augment = augment or (None if config.augmentation == "none" else self._augmented)
        self.network = resume.network() if resume else FeedForward(spec, config.seed)
        # Weight decay moves also the weights of pixels that are always 0, and augmentation may bring ink to them.
        all_pixels = config.weight_decay or spec.input_range[0] or self.augment
        self.step = TrainingStep(self.network, config, images.seen, None if all_pixels else live_pixels(images.seen))
        self._most = DIVERGED_LOSS + math.log(spec.classes / CLASSES)  # the largest loss that is sound
        self.sound = self.network.copy()
        self.begun = self.network.flat.clone()  # the parameters as the epoch under way found them
        self._test = Judged(self.network, images.test)
        self._validation = None if images.validation is None else Judged(self.network, images.validation)
        self._watched, self._ended_early = Watched(), 0
        self._next, self._unsound, self._seconds = 0, 0, 0.0  # epoch; of those done, unsound in a row; what they took
        self.best, self.best_accuracy = self.begun, -1.0
        self._rates = Rates(config, resume.rate_changes if resume else ())
        self._sums = images.sums(self.augment is not None) if control.resumable else ("", "")
        if resume:
            self._go_on_from(resume)

    def _go_on_from(self, checkpoint: Checkpoint) -> None:
        self._next, self._unsound, self._seconds = checkpoint.epoch + 1, checkpoint.unsound, checkpoint.seconds
        self.best, self.best_accuracy = checkpoint.best, checkpoint.best_accuracy
        self._watched, self._ended_early = checkpoint.watched, checkpoint.ended_early
        self.sound.flat.copy_(checkpoint.sound)
        self.step.restore(checkpoint.step)
        self._epoch_began = time.perf_counter()
        self._publish(self._snapshot(), checkpoint.epoch, 0)
        if self.control.resumable:
            self.control.leave(checkpoint)  # it may be stopped before its next epoch ends

    def reports(self) -> Iterator[EpochReport]:
        if self._next == 0:
            yield self._before_training()
        for epoch in range(max(1, self._next), self.config.epochs + 1):
            self.begun.copy_(self.network.flat)
            report = self._epoch(epoch)
            if report is None:
                return
            self._unsound = 0 if self._is_sound(report.loss) else self._unsound + 1
            if self._is_sound(report.batch_losses[0]):  # taken before the first update: it tells of ``begun``
                self.sound.flat.copy_(self.begun)
            if self._unsound == 2:
                self._publish(self.sound, epoch, self.step.batches)
                self._leave_checkpoint(report, self.sound.flat)
                yield report
                sentence = _(
                    "Training diverged in epoch {epoch}: the loss is {loss}. Try a smaller learning rate than {rate}. "
                    "The last sound network is kept."
                )
                rate = short(self.step.learning_rate if self._rates.changes else self.config.learning_rate)
                raise Diverged(sentence.format(epoch=epoch, loss=short(report.loss, 3), rate=rate))
            ends = self._ends_early(epoch)
            self._leave_checkpoint(report, self.network.flat)
            self.control.epoch_ended()
            yield report
            if ends:
                return

    def _ends_early(self, epoch: int) -> bool:
        """Whether a rule ends it here: once, and never with a network that may be about to diverge."""
        ends = not self._ended_early and not self._unsound and self._watched.is_enough(self.config)
        if ends:
            self._ended_early = epoch
        return ends

    def _is_sound(self, loss: float) -> bool:
        return math.isfinite(loss) and loss <= self._most

    @torch.inference_mode()
    def _before_training(self) -> EpochReport:
        self._epoch_began = time.perf_counter()
        evidence = torch.from_numpy(self.network.log_probabilities(self.images.seen.images))
        labels = torch.from_numpy(self.images.seen.labels)
        loss = losses(evidence, labels, self.network.spec.output).mean().item()
        report = self._report(0, loss, np.empty(0, np.float32), percent_right(evidence, labels))
        self._leave_checkpoint(report, self.network.flat)
        return report

    @torch.inference_mode()
    def _epoch(self, epoch: int) -> EpochReport | None:
        """Train for one epoch; None if it was stopped before its end."""
        step = self.step
        self._epoch_began = published = time.perf_counter()
        if self.augment:
            step.show(self.images.after(self.augment(self.images.train, epoch)))
        asked, changing = self.control.asked_rates, bool(self._rates.of_epoch(epoch))
        step.learning_rate = self._rates.at(epoch, 1)
        step.shuffle()
        for batch in range(step.batches):
            if not self._may_go_on(epoch, batch):
                return None
            if asked or changing:
                step.learning_rate = self._rate(epoch, batch + 1)
            step(batch)
            self.control.batch_ended()
            now = time.perf_counter()
            if now - published > PUBLISH_EVERY:
                self._publish(self._snapshot(), epoch, batch + 1)
                published = now
        batch_losses = step.losses().numpy().astype(np.float32)
        return self._report(epoch, float(batch_losses.mean(dtype=np.float64)), batch_losses, step.accuracy())

    def _rate(self, epoch: int, batch: int) -> float:
        """Of a batch, counted from 1: what was asked for meanwhile, or else what it is by the changes so far."""
        with suppress(IndexError):
            self._rates.change(epoch, batch, self.control.asked_rates.pop())
        return self._rates.at(epoch, batch)

    def _augmented(self, train_set: Digits, epoch: int) -> Digits:
        """The images' variants in an epoch: they depend on the seed and the epoch alone. What is not varied when the
        training is stopped is not seen, either."""
        images, done = train_set.images.copy(), 0
        random = numpy_generator(self.config.seed, AUGMENTATION, epoch)
        for part in augmented_in_parts(train_set.images, random, self.config.augmentation):
            if self.control.stopped:
                break
            images[done : done + len(part)] = part
            done += len(part)
        return replace(train_set, images=images)

    def _may_go_on(self, epoch: int, done: int) -> bool:
        """Hold while paused; False if the training was stopped."""
        control = self.control
        if control.paused:
            snapshot = self._snapshot()
            self._publish(snapshot, epoch, done)
            self.step.learning_rate = self._rates.at(epoch, done + 1)
            control.show_next(next_batch(self.step, snapshot, self.config, epoch, done))
            held = time.perf_counter()
            control.wait()
            control.show_next(None)
            self._epoch_began += time.perf_counter() - held
        if control.stopped:
            if control.asked_rates:  # for when it goes on
                self._rate(epoch, done + 1)
            self._publish(self._snapshot(), epoch, done)
            return False
        return True

    def _report(self, epoch: int, loss: float, batch_losses: np.ndarray, train_accuracy: float) -> EpochReport:
        snapshot = self._snapshot()
        test_accuracy = self._test.accuracy()
        validation_accuracy = self._validation.accuracy() if self._validation else math.nan
        if epoch:
            self._watched = self._watched.after(validation_accuracy if self._validation else test_accuracy)
        self._publish(snapshot, epoch, len(batch_losses))
        seconds = time.perf_counter() - self._epoch_began
        self._seconds += seconds
        self._epoch_began += seconds  # what is published from here on counts this epoch once
        rate = self.step.learning_rate if epoch else math.nan
        changes = self._rates.of_epoch(epoch)
        return EpochReport(
            epoch, loss, batch_losses, train_accuracy, test_accuracy, seconds, rate, changes, validation_accuracy
        )

    def _leave_checkpoint(self, report: EpochReport, flat: Tensor) -> None:
        if not self.control.resumable:
            return
        last = flat.detach().clone()
        if self._is_best(report):
            self.best, self.best_accuracy = last, report.test_accuracy
        self.control.leave(
            Checkpoint(
                spec=self.network.spec,
                config=self.config,
                epoch=report.epoch,
                last=last,
                best=self.best,
                best_accuracy=self.best_accuracy,
                sound=self.sound.flat.detach().clone(),
                unsound=self._unsound,
                seconds=self._seconds,
                step=self.step.state(),
                train_sum=self._sums[0],
                test_sum=self._sums[1],
                threads=THREADS,
                versions=versions(),
                rate_changes=self._rates.changes,
                watched=self._watched,
                ended_early=self._ended_early,
            )
        )

    def _is_best(self, report: EpochReport) -> bool:
        """Up to now: by the validation images if there are any, else by the test images."""
        if self._validation:
            return self._watched.stale == 0
        return report.test_accuracy > self.best_accuracy

    def _snapshot(self) -> FeedForward:
        self.step.write_back()
        return self.network.copy()

    def _publish(self, network: FeedForward, epoch: int, done: int) -> None:
        batch_losses = self.step.losses(0, done).numpy().astype(np.float32)
        seconds = self._seconds + time.perf_counter() - self._epoch_began
        progress = Progress(epoch, batch_losses, self.step.batches, seconds, self._rates.changes)
        self.control.publish(network, progress)
