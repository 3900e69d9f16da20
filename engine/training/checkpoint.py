"""Where a training can go on from, so that it draws the curve that it would have drawn without the break."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.version import VERSION


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A training as it was after ``epoch`` whole epochs; nobody changes its tensors.

    ``last``, ``best``, ``sound``: (spec.parameters,) the network's parameters now, after the epoch with the highest
    test accuracy so far (``best_accuracy``, percent), and at the last point known to be sound. ``unsound``: how many
    epochs in a row were not. ``seconds``: what the epochs took. ``step``: the optimiser's state and those of the random
    generators, see ``TrainingStep.state``. ``train_sum``, ``test_sum``: fingerprints of the images. ``threads``:
    torch's.
    """

    spec: NetworkSpec
    config: TrainingConfig
    epoch: int
    last: Tensor
    best: Tensor
    best_accuracy: float
    sound: Tensor
    unsound: int
    seconds: float
    step: dict[str, Tensor]
    train_sum: str
    test_sum: str
    threads: int
    versions: dict[str, str]

    def network(self, best: bool = False) -> FeedForward:
        """The network after the last epoch, or after the best."""
        return FeedForward(self.spec, flat=(self.best if best else self.last).clone())

    def check(
        self, spec: NetworkSpec, config: TrainingConfig, train_set: Digits, test_set: Digits, threads: int
    ) -> None:
        """Raises UserError, with what is different, if going on with these would not draw the same curve."""
        if spec != self.spec or replace(config, epochs=self.config.epochs) != self.config:
            raise UserError("This run cannot go on: its network or its settings are not those that it began with.")
        if config.epochs < self.epoch:
            raise UserError(f"This run has {self.epoch} epochs behind it, more than the {config.epochs} asked for.")
        if threads != self.threads:
            raise UserError(
                f"This run cannot go on: it was trained with {self.threads} threads, and is now with {threads}."
            )
        for sum_, digits, what in ((self.train_sum, train_set, "training"), (self.test_sum, test_set, "test")):
            if fingerprint(digits) != sum_:
                raise UserError(
                    f"This run cannot go on: its {what} images are not the ones that it began with. "
                    "Open the same digits, with the same changes, or start a new run."
                )


def fingerprint(digits: Digits) -> str:
    """The SHA-256 of the images and the labels, in hexadecimal."""
    found = hashlib.sha256(np.ascontiguousarray(digits.images).data)
    found.update(np.ascontiguousarray(digits.labels).data)
    return found.hexdigest()


def versions() -> dict[str, str]:
    """Of what the curve's last bits depend on."""
    return {"inkling": VERSION, "torch": torch.__version__, "machine": platform.machine()}
