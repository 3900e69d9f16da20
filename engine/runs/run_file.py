"""One file that holds all of a run that must agree: its checkpoint, its history, and what it was trained on.

It is a safetensors file: tensors, and a header of JSON that is enough to list the run. Opening one runs no code, and
everything in it is checked before it is used.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import save
from torch import Tensor

from engine import limits
from engine.errors import UserError
from engine.networks.tensors import Form, forms, open_tensors, reason
from engine.numbers import short
from engine.records import LATER, OR_NAN, read_header
from engine.runs.provenance import TrainedOn
from engine.training.checkpoint import Checkpoint, Standing
from engine.training.config import TrainingConfig
from engine.training.history import History
from engine.training.rate_changes import RateChange, last_rates
from engine.training.step import state_forms
from engine.words import _

FORMATS = "inkling-run-"  # with a number
RUN_FORMAT = "inkling-run-1"
SECOND_FORMAT = "inkling-run-2"
"""Of a run that an older Inkling would go on with in another way, for it knows neither changes of the learning rate nor
an early end."""
OUTCOMES = ("training", "stopped", "completed", "early", "diverged", "failed")
CURVES = ("loss", "train_accuracy", "test_accuracy", "seconds")
VALIDATION = "validation_accuracy"  # a curve of runs that keep images for it
DTYPES = {torch.float32: "F32", torch.int64: "I64", torch.uint8: "U8"}
LOSSES = "history.batch_losses"
NETWORKS = ("last", "best", "sound")
MOST_THREADS = 1024
MOST_NUMBER = 2**53
_NO_RUN = _("{file} is not a run that Inkling can open: {reason}.")


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
            "rate_changes": _can_have_come(self.rate_changes, self.epoch),
            "watched": -1 <= self.watched.best <= 100 and 0 <= self.watched.stale <= self.epoch,
            "ended_early": 0 <= self.ended_early <= self.epoch,
        }
        for name, is_possible in possible.items():
            if not is_possible:
                found = str(getattr(self, name))[:50]
                raise UserError(_("“{name}” is {found}, which cannot be.").format(name=name, found=found))

    @property
    def can_go_on(self) -> bool:
        """Whether it has not come to its end."""
        has_ended = self.epoch == self.config.epochs or self.has_just_ended_early
        return self.outcome != "diverged" and not has_ended


def _can_have_come(changes: tuple[RateChange, ...], epochs: int) -> bool:
    """In their order, and not after the epoch that follows those which are done."""
    when = [(change.epoch, change.batch) for change in changes]
    return when == sorted(set(when)) and all(epoch <= epochs + 1 for epoch, _batch in when)


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
        known = {**asdict(self.summary()), "spec": self.checkpoint.spec.record()}
        header = {"format": self._format(), "run": json.dumps(known)}
        return save({**self._networks(), **self._curves()}, header)

    def _format(self) -> str:
        config = self.checkpoint.config
        is_new = self.checkpoint.rate_changes or config.may_stop_early or config.validation_fraction
        return SECOND_FORMAT if is_new else RUN_FORMAT

    def _networks(self) -> dict[str, Tensor]:
        point = self.checkpoint
        step = {f"step.{name}": tensor for name, tensor in point.step.items()}
        return {**{name: getattr(point, name).clone() for name in NETWORKS}, **step}  # best may be last itself

    def _curves(self) -> dict[str, Tensor]:
        count = self.checkpoint.epoch + 1
        names = curves_of(self.checkpoint.config)
        curves = {f"history.{name}": torch.from_numpy(getattr(self.history, name)[:count].copy()) for name in names}
        losses = self.history.batch_losses[1:count]
        batches = np.array(losses, np.float32) if losses else np.empty((0, 0), np.float32)
        return {**curves, LOSSES: torch.from_numpy(batches)}


def curves_of(config: TrainingConfig) -> tuple[str, ...]:
    """The curves that a run has in its file, as History names them."""
    return (*CURVES, VALIDATION) if config.validation_fraction else CURVES


def read_summary(path: Path) -> RunSummary:
    """The header of a saved run. Raises UserError if it is none."""
    try:
        with open_tensors(path, limits.RUN_FILE) as file:
            return _summary(file.metadata() or {}, path.name)
    except (OSError, SafetensorError) as error:
        raise UserError(_NO_RUN.format(file=path.name, reason=reason(error))) from error


def read_run(path: Path) -> SavedRun:
    """A saved run, in memory of its own: the file can be replaced. Raises UserError if it is not a whole one."""
    try:
        with open_tensors(path, limits.RUN_FILE) as file:
            summary = _summary(file.metadata() or {}, path.name)
            _check_forms(forms(file), summary)
            tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118 (not a dict)
        return _run(summary, tensors)
    except (OSError, SafetensorError) as error:
        raise UserError(_NO_RUN.format(file=path.name, reason=reason(error))) from error
    except (KeyError, ValueError, RuntimeError, TypeError) as error:
        sentence = _("{file} does not hold what its header says: {reason}.")
        raise UserError(sentence.format(file=path.name, reason=str(error)[:300])) from error


def _check_forms(found: dict[str, Form], summary: RunSummary) -> None:
    """Only what such a run has, in its shapes, before any of it is in memory. Raises ValueError."""
    parameters, epochs = (summary.spec.parameters,), summary.epoch
    wanted = {name: Form("F32", parameters) for name in NETWORKS}
    wanted |= {f"history.{name}": Form("F64", (epochs + 1,)) for name in curves_of(summary.config)}
    most = {f"step.{name}": form for name, form in state_forms(summary.spec, summary.config).items()}
    others = found.keys() - wanted.keys() - most.keys() - {LOSSES}
    if others:
        raise ValueError(_("“{name}” is nothing that such a run has").format(name=min(others)[:50]))
    for name, form in wanted.items():
        if name not in found:
            raise ValueError(_("“{name}” is not there").format(name=name))
        if found[name] != form:
            raise ValueError(_("“{name}” is {found}, not {form}").format(name=name, found=found[name], form=form))
    for name in most.keys() & found.keys():
        kind, count = most[name]
        if found[name].dtype != DTYPES[kind] or math.prod(found[name].shape) > count:
            raise ValueError(_("“{name}” is larger than such a network needs, or of another kind").format(name=name))
    batches = limits.IMAGES // summary.config.batch_size + 1
    losses = found.get(LOSSES, Form("", ()))
    if losses.dtype != "F32" or len(losses.shape) != 2 or losses.shape[0] != epochs or losses.shape[1] > batches:
        raise ValueError(_("the losses of the batches are not those of its epochs"))


def _run(summary: RunSummary, tensors: dict[str, Tensor]) -> SavedRun:
    last, best, sound = (tensors[name] for name in NETWORKS)
    step = {name.removeprefix("step."): tensor for name, tensor in tensors.items() if name.startswith("step.")}
    checkpoint = Checkpoint(**summary.standing(), last=last, best=best, sound=sound, step=step)
    history = _history(summary, tensors)
    _check_numbers(checkpoint, history, summary)
    return SavedRun(checkpoint, history, summary.trained_on, summary.outcome, summary.origin, summary.number)


def _check_numbers(checkpoint: Checkpoint, history: History, summary: RunSummary) -> None:
    """Only a run that has left all bounds has no numbers somewhere. Raises ValueError."""
    is_wild = summary.outcome == "diverged" or summary.unsound > 0
    parts = {"sound": checkpoint.sound}
    if not is_wild:
        parts |= {
            "last": checkpoint.last,
            "best": checkpoint.best,
            "loss": torch.from_numpy(history.loss[: history.count]),
        }
        parts |= {f"batch {epoch}": torch.from_numpy(losses) for epoch, losses in enumerate(history.batch_losses)}
        parts |= {name: tensor for name, tensor in checkpoint.step.items() if tensor.is_floating_point()}
    for name, part in parts.items():
        if not part.isfinite().all():
            raise ValueError(_("“{name}” holds what are no numbers").format(name=name))
    if summary.config.validation_fraction and not np.isfinite(history.validation_accuracy[: history.count]).all():
        raise ValueError(_("“{name}” holds what are no numbers").format(name=VALIDATION))
    for accuracies in (history.train_accuracy, history.test_accuracy, history.validation_accuracy):
        known = accuracies[: history.count][~np.isnan(accuracies[: history.count])]
        if (known < 0).any() or (known > 100).any():
            raise ValueError(_("an accuracy is not between 0 and 100 percent"))
    _check_header(history, summary)
    seconds = history.seconds[: history.count]
    if not (np.isfinite(seconds) & (seconds >= 0)).all():
        raise ValueError(_("an epoch has taken a time that cannot be"))


def _check_header(history: History, summary: RunSummary) -> None:
    """The list of runs shows what the header says: it has to be what the curves say. Raises ValueError."""
    tests = history.test_accuracy[: history.count]
    best = np.nanmax(tests) if np.isfinite(tests).any() else summary.best_accuracy
    if history.is_validated:
        best = tests[history.best]
    for name, value, own in (("accuracy", summary.accuracy, tests[-1]), ("best_accuracy", summary.best_accuracy, best)):
        if not np.array_equal(value, own, equal_nan=True):
            sentence = _("“{name}” is {found}, and by its curve {right}")
            raise ValueError(sentence.format(name=name, found=short(value, 4), right=short(own, 4)))


def _history(summary: RunSummary, tensors: dict[str, Tensor]) -> History:
    history = History(summary.config.epochs)
    for name in curves_of(summary.config):
        getattr(history, name)[: summary.epoch + 1] = tensors[f"history.{name}"].numpy()
    history.batch_losses = [np.empty(0, np.float32), *tensors[LOSSES].numpy()]
    history.learning_rate[1 : summary.epoch + 1] = last_rates(summary.config, summary.rate_changes, summary.epoch)
    history.rate_changes = tuple(change for change in summary.rate_changes if change.epoch <= summary.epoch)
    history.count = summary.epoch + 1
    return history


def _summary(header: dict[str, str], name: str) -> RunSummary:
    try:
        form = header.get("format", "")
        if form.startswith(FORMATS) and form not in (RUN_FORMAT, SECOND_FORMAT):
            raise UserError(_("it was written by a newer Inkling."))
        return read_header(RunSummary, header, SECOND_FORMAT if form == SECOND_FORMAT else RUN_FORMAT, "run")
    except UserError as error:
        message = _("{file} describes no run that Inkling can open: {reason}").format(file=name, reason=error)
        raise UserError(message) from error
