"""One batch forward before training: what an untrained network makes of it, and what is to be expected."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from engine.digits.dataset import Digits
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.loss import chance, losses


@dataclass(frozen=True, eq=False)
class FirstBatch:
    """``log_probabilities``: (batch_size, classes), by image and class; ``labels``: (batch_size,) the true ones.

    ``loss``: the mean over the images of -log p, or of -p for a softmax network, p being that of the true class;
    ``chance_loss``: the same if every p were the same.
    """

    log_probabilities: np.ndarray
    labels: np.ndarray
    loss: float
    chance_loss: float


def first_batch(spec: NetworkSpec, config: TrainingConfig, digits: Digits) -> FirstBatch:
    """Feed the untrained network for ``digits`` a random batch of them, drawn by the seed."""
    spec = spec.fitting(digits)
    chosen = np.random.default_rng(config.seed).permutation(len(digits))[: config.batch_size]
    batch = digits.take(chosen)
    evidence = FeedForward(spec, config.seed).log_probabilities(batch.images)
    loss = losses(torch.from_numpy(evidence), torch.from_numpy(batch.labels), spec.output).mean().item()
    return FirstBatch(evidence, batch.labels, loss, chance(spec.output, spec.classes))
