"""One batch forward before training: what an untrained network makes of it, and what is to be expected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from engine.digits.dataset import Digits
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.loss import CHANCE, losses


@dataclass(frozen=True, eq=False)
class FirstBatch:
    """``log_probabilities``: (batch_size, 10), by image and digit; ``labels``: (batch_size,) the true digits.

    ``loss``: the mean over the images of -log p, or of -p for a softmax network, p being that of the true digit;
    ``chance_loss``: the same if every p were 0.1.
    """

    log_probabilities: np.ndarray
    labels: np.ndarray
    loss: float
    chance_loss: float


def first_batch(spec: NetworkSpec, config: TrainingConfig, digits: Digits) -> FirstBatch:
    """Feed the untrained network a random batch of ``digits``, drawn by the seed."""
    chosen = np.random.default_rng(config.seed).permutation(len(digits))[: config.batch_size]
    batch = digits.take(chosen)
    evidence = FeedForward(spec, config.seed).log_probabilities(batch.images)
    loss = losses(torch.from_numpy(evidence), torch.from_numpy(batch.labels), spec.output).mean().item()
    return FirstBatch(evidence, batch.labels, loss, CHANCE[spec.output])
