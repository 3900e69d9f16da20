"""One file that holds all of a run that must agree: its checkpoint, its history, and what it was trained on.

It is a safetensors file: tensors, and a header of JSON that is enough to list the run. Opening one runs no code, and
everything in it is checked before it is used.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from engine.errors import UserError
from engine.records import LATER, OR_NAN, read_header
from engine.runs.provenance import TrainedOn
from engine.training.checkpoint import Checkpoint, Standing
from engine.training.history import History

RUN_FORMAT = "inkling-run-1"
OUTCOMES = ("training", "stopped", "completed", "diverged", "failed")
CURVES = ("loss", "train_accuracy", "test_accuracy", "seconds")
NETWORKS = ("last", "best", "sound")
MOST_THREADS = 1024
MOST_NUMBER = 2**53


@dataclass(frozen=True)
class RunSummary(Standing):
    """What the header says. ``outcome``: of OUTCOMES; "training" stays where a program ended without a word.

    ``accuracy``: percent of the test images after the last epoch, NaN if there are none. ``origin``: the file or folder
    of the digits, empty if they ship. ``number``: its place among the runs of a folder, by when they were trained; it
    says nothing about the run itself, and older files have none.

    Raises UserError for what no run can be.
    """

    accuracy: float = field(metadata=OR_NAN)
    outcome: str
    trained_on: TrainedOn
    origin: str
    number: int = field(default=0, compare=False, metadata=LATER)

    def __post_init__(self) -> None:
        possible = {
            "epoch": 0 <= self.epoch <= self.config.epochs,
            "accuracy": not (self.accuracy < 0 or self.accuracy > 100),
            "best_accuracy": -1 <= self.best_accuracy <= 100,
            "seconds": self.seconds >= 0,
            "outcome": self.outcome in OUTCOMES,
            "threads": 0 <= self.threads <= MOST_THREADS,
            "unsound": 0 <= self.unsound <= 2,
            "number": 0 <= self.number <= MOST_NUMBER,
        }
        for name, is_possible in possible.items():
            if not is_possible:
                raise UserError(f"“{name}” is {str(getattr(self, name))[:50]}, which cannot be.")

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
    number: int = 0

    def summary(self) -> RunSummary:
        accuracy = float(self.history.test_accuracy[self.checkpoint.epoch])
        known = self.checkpoint.standing()
        return RunSummary(
            **known,
            accuracy=accuracy,
            outcome=self.outcome,
            trained_on=self.trained_on,
            origin=self.origin,
            number=self.number,
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
    """A saved run, in memory of its own: the file can be replaced. Raises UserError if it is not a whole one."""
    try:
        with safe_open(path, framework="pt") as file:
            summary = _summary(file.metadata() or {}, path.name)
            tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118 (not a dict)
    except (OSError, SafetensorError) as error:
        raise UserError(f"{path.name} is not a run that Inkling can open: {error}.") from error
    try:
        return _run(summary, tensors)
    except (KeyError, ValueError, RuntimeError, TypeError) as error:
        raise UserError(f"{path.name} does not hold what its header says: {str(error)[:300]}.") from error


def _run(summary: RunSummary, tensors: dict[str, Tensor]) -> SavedRun:
    parameters = summary.spec.parameters
    last, best, sound = (_tensor(tensors, name, torch.float32, (parameters,)) for name in NETWORKS)
    step = {name.removeprefix("step."): tensor for name, tensor in tensors.items() if name.startswith("step.")}
    checkpoint = Checkpoint(**summary.standing(), last=last, best=best, sound=sound, step=step)
    facts = summary.trained_on, summary.outcome, summary.origin, summary.number
    return SavedRun(checkpoint, _history(summary, tensors), *facts)


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
    try:
        return read_header(RunSummary, header, RUN_FORMAT, "run")
    except UserError as error:
        raise UserError(f"{name} describes no run that Inkling can open: {error}") from error
