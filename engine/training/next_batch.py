"""What the next batch of a training is made of: all that its outcome depends on, to the last bit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from torch import Tensor

from engine.networks.network import FeedForward
from engine.training.config import TrainingConfig
from engine.training.step import TrainingStep


@dataclass(frozen=True, eq=False)
class NextBatch:
    """A training that holds between two batches; nobody changes its tensors.

    ``network``: as it is before the batch. ``images``: (B, 28, 28) uint8, with all that is done to them, in the order
    of the batch; ``labels``: (B,) int64. ``epoch``, ``batch``: which one it is, the epochs counted from 1 and the
    batches from 0; ``batches``: how many the epoch has. ``learning_rate``: of this epoch. ``live``: the pixels that the
    step looks at, None: all. ``state``: the optimiser's, and of the random generators, see ``TrainingStep.state``.
    """

    network: FeedForward
    config: TrainingConfig
    images: np.ndarray
    labels: np.ndarray
    epoch: int
    batch: int
    batches: int
    learning_rate: float
    live: Tensor | None
    state: dict[str, Tensor]


def next_batch(step: TrainingStep, network: FeedForward, config: TrainingConfig, epoch: int, batch: int) -> NextBatch:
    """``network``: a copy of the one in training, as it is now."""
    images, labels = step.images_of(batch)
    return NextBatch(
        network, config, images, labels, epoch, batch, step.batches, step.learning_rate, step.live, step.state()
    )
