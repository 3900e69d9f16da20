"""One file that holds all of a run that must agree: its checkpoint, its history, and what it was trained on.

It is a safetensors file: tensors, and a header of JSON that is enough to list the run. Opening one runs no code, and
everything in it is checked before it is used.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from engine.errors import UserError
from engine.networks.network import NetworkSpec
from engine.runs.provenance import TrainedOn, trained_on_from
from engine.training.checkpoint import Checkpoint
from engine.training.config import TrainingConfig
from engine.training.history import History

RUN_FORMAT = "inkling-run-1"
OUTCOMES = ("training", "stopped", "completed", "diverged", "failed")
CURVES = ("loss", "train_accuracy", "test_accuracy", "seconds")
NETWORKS = ("last", "best", "sound")

Settings = TypeVar("Settings", NetworkSpec, TrainingConfig)


@dataclass(frozen=True)
class RunSummary:
    """What the header says. ``outcome``: of OUTCOMES; "training" stays where a program ended without a word.

    ``epoch``: how many are done; ``accuracy``, ``best_accuracy``: percent of the test images, after the last and the
    best of them; ``seconds``: what they took. ``origin``: the file or folder of the digits, empty if they ship.
    """

    spec: NetworkSpec
    config: TrainingConfig
    epoch: int
    accuracy: float
    best_accuracy: float
    seconds: float
    outcome: str
    trained_on: TrainedOn
    origin: str
    train_sum: str
    test_sum: str
    threads: int
    unsound: int
    versions: Mapping[str, str]

    @property
    def can_go_on(self) -> bool:
        return self.outcome != "diverged" and self.epoch < self.config.epochs


@dataclass(frozen=True, eq=False)
class SavedRun:
    """``history`` may have grown since: only the epochs of the checkpoint are saved."""

    checkpoint: Checkpoint
    history: History
    trained_on: TrainedOn
    outcome: str
    origin: str = ""

    def summary(self) -> RunSummary:
        point = self.checkpoint
        return RunSummary(
            spec=point.spec,
            config=point.config,
            epoch=point.epoch,
            accuracy=float(self.history.test_accuracy[point.epoch]),
            best_accuracy=point.best_accuracy,
            seconds=point.seconds,
            outcome=self.outcome,
            trained_on=self.trained_on,
            origin=self.origin,
            train_sum=point.train_sum,
            test_sum=point.test_sum,
            threads=point.threads,
            unsound=point.unsound,
            versions=point.versions,
        )

    def to_bytes(self) -> bytes:
        """The file."""
        header = {"format": RUN_FORMAT, "run": json.dumps(asdict(self.summary()))}
        return save({**self._networks(), **self._curves()}, header)

    def _networks(self) -> dict[str, Tensor]:
        point = self.checkpoint
        step = {f"step.{name}": tensor for name, tensor in point.step.items()}
        return {**{name: getattr(point, name).clone() for name in NETWORKS}, **step}  # best may be last itself

    def _curves(self) -> dict[str, Tensor]:
        count = self.checkpoint.epoch + 1
        curves = {f"history.{name}": torch.from_numpy(getattr(self.history, name)[:count].copy()) for name in CURVES}
        losses = self.history.batch_losses[1:count]
        batches = np.array(losses, np.float32) if losses else np.empty((0, 0), np.float32)
        return {**curves, "history.batch_losses": torch.from_numpy(batches)}


def read_summary(path: Path) -> RunSummary:
    """The header of a saved run. Raises UserError if it is none."""
    try:
        with safe_open(path, framework="pt") as file:
            return _summary(file.metadata() or {}, path.name)
    except (OSError, SafetensorError) as error:
        raise UserError(f"{path.name} is not a run that Inkling can open: {error}.") from error


def read_run(path: Path) -> SavedRun:
    """A saved run. Raises UserError if it is not a whole one."""
    try:
        with safe_open(path, framework="pt") as file:
            summary = _summary(file.metadata() or {}, path.name)
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a dict)
    except (OSError, SafetensorError) as error:
        raise UserError(f"{path.name} is not a run that Inkling can open: {error}.") from error
    try:
        return _run(summary, tensors)
    except (KeyError, ValueError, RuntimeError, TypeError) as error:
        raise UserError(f"{path.name} does not hold what its header says: {str(error)[:300]}.") from error


def _run(summary: RunSummary, tensors: dict[str, Tensor]) -> SavedRun:
    parameters = summary.spec.parameters
    networks = {name: _tensor(tensors, name, torch.float32, (parameters,)) for name in NETWORKS}
    step = {name.removeprefix("step."): tensor for name, tensor in tensors.items() if name.startswith("step.")}
    checkpoint = Checkpoint(
        spec=summary.spec,
        config=summary.config,
        epoch=summary.epoch,
        best_accuracy=summary.best_accuracy,
        unsound=summary.unsound,
        seconds=summary.seconds,
        step=step,
        train_sum=summary.train_sum,
        test_sum=summary.test_sum,
        threads=summary.threads,
        versions=dict(summary.versions),
        **networks,
    )
    return SavedRun(checkpoint, _history(summary, tensors), summary.trained_on, summary.outcome, summary.origin)


def _history(summary: RunSummary, tensors: dict[str, Tensor]) -> History:
    epochs = summary.epoch
    curves = [_tensor(tensors, f"history.{name}", torch.float64, (epochs + 1,)).numpy() for name in CURVES]
    losses = tensors["history.batch_losses"]
    if losses.dtype != torch.float32 or losses.ndim != 2 or len(losses) != epochs:
        raise ValueError("the losses of the batches are not those of its epochs")
    history = History(summary.config.epochs)
    for name, curve in zip(CURVES, curves, strict=True):
        getattr(history, name)[: epochs + 1] = curve
    history.batch_losses = [np.empty(0, np.float32), *losses.numpy()]
    history.count = epochs + 1
    return history


def _tensor(tensors: dict[str, Tensor], name: str, dtype: torch.dtype, shape: tuple[int, ...]) -> Tensor:
    tensor = tensors[name]
    if tensor.dtype != dtype or tensor.shape != shape:
        raise ValueError(f"“{name}” is {tuple(tensor.shape)}, not {shape}")
    return tensor


def _summary(header: dict[str, str], name: str) -> RunSummary:
    if header.get("format") != RUN_FORMAT:
        raise UserError(f"{name} is not a run of Inkling's: its header names no format “{RUN_FORMAT}”.")
    try:
        found = json.loads(header["run"])
        spec, config = _settings(NetworkSpec(), found["spec"]), _settings(TrainingConfig(), found["config"])
        summary = RunSummary(
            spec=spec,
            config=config,
            epoch=_whole(found["epoch"], config.epochs),
            accuracy=_percent(found["accuracy"]),
            best_accuracy=_percent(found["best_accuracy"]),
            seconds=_seconds(found["seconds"]),
            outcome=_one_of(OUTCOMES, found["outcome"]),
            trained_on=trained_on_from(found["trained_on"]),
            origin=str(found["origin"]),
            train_sum=str(found["train_sum"]),
            test_sum=str(found["test_sum"]),
            threads=_whole(found["threads"], 1024),
            unsound=_whole(found["unsound"], 2),
            versions={str(key): str(value) for key, value in found["versions"].items()},
        )
    except UserError as error:
        raise UserError(f"{name} describes no run that Inkling can open: {error}") from error
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise UserError(f"{name} does not say what run it holds: {error!r}.") from error
    return summary


def _settings(default: Settings, found: dict[str, Any]) -> Settings:
    """A dataclass from the fields that were saved; each must be of the kind that the default is, and older files may
    lack the newest."""
    values = {}
    for field in fields(default):
        if field.name in found:
            values[field.name] = _like(getattr(default, field.name), found.pop(field.name))
    if found:
        raise ValueError(f"unknown settings {sorted(found)}")
    return type(default)(**values)


def _like(default: Any, value: Any) -> Any:
    if isinstance(default, tuple):
        return tuple(_like(default[0], part) for part in value)
    if isinstance(default, float) and isinstance(value, int):
        return float(value)
    if type(value) is not type(default):
        raise ValueError(f"{str(value)[:50]} in place of something like {default}")
    return value


def _whole(value: Any, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError(f"{str(value)[:50]} is not a whole number from 0 to {most}")
    return value


def _percent(value: Any) -> float:
    percent = float(value)
    if percent > 100 or percent < -1:  # -1 is the best of a run that has no accuracy
        raise ValueError(f"{percent} percent")
    return percent


def _seconds(value: Any) -> float:
    seconds = float(value)
    if not 0 <= seconds < math.inf:
        raise ValueError(f"{seconds} seconds")
    return seconds


def _one_of(known: tuple[str, ...], value: Any) -> str:
    if value not in known:
        raise ValueError(f"{str(value)[:50]} is none of {', '.join(known)}")
    return str(value)
