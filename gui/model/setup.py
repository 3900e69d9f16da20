"""What the Train form says, and what other pages need of it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig


@dataclass(frozen=True)
class Setup:
    """What a run needs beside the digits. ``test_fraction``: the share of test images, 0 to 1."""

    spec: NetworkSpec
    config: TrainingConfig
    test_fraction: float


def form_values(spec: NetworkSpec, config: TrainingConfig, test_fraction: float) -> dict[str, str]:
    """What the fields say for a run with these settings."""
    return {
        "hidden": ", ".join(map(str, spec.hidden)), "activation": spec.activation, "output": spec.output,
        "optimizer": config.optimizer, "learning_rate": f"{config.learning_rate:.12g}",
        "batch_size": str(config.batch_size), "epochs": str(config.epochs),
        "test_fraction": f"{100 * test_fraction:.12g}", "seed": str(config.seed),
        "momentum": f"{config.momentum:.12g}", "weight_decay": f"{config.weight_decay:.12g}",
        "dropout": f"{config.dropout:.12g}", "augmentation": config.augmentation,
        "patience": str(config.patience or ""), "target_accuracy": _or_empty(config.target_accuracy),
        "validation_fraction": _or_empty(100 * config.validation_fraction),
    }  # fmt: skip


def _or_empty(value: float) -> str:
    return f"{value:.12g}" if value else ""
