"""An experiment with all that has come of it in one file: curves, networks and confusions of every run.

A safetensors file, as a run's: a header of JSON that says what was run, and tensors. Opening one runs no code, and
everything in it is checked before it is used.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import save
from torch import Tensor

from engine import limits
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.errors import UserError
from engine.experiments.experiment import Experiment, as_text, from_text
from engine.experiments.raced import Raced
from engine.experiments.run import CANCELLED, FAILED, FINISHED, Run
from engine.files import write_for_person
from engine.networks.tensors import Form, forms, open_tensors, reason
from engine.records import read_header
from engine.training.history import History
from engine.words import _

RESULTS_FORMAT = "inkling-results-1"
ENDING = "inkling-experiment"
CURVES = "loss", "train_accuracy", "test_accuracy", "validation_accuracy", "seconds", "learning_rate"
"""Of a history, in the order of the rows. The fourth is NaN where no images are kept for validation."""
STATES = FINISHED, FAILED, CANCELLED
LONGEST_REASON = 500  # characters
_NONE = _("{file} holds no experiment with results that Inkling can open: {reason}")


@dataclass(frozen=True)
class _Ended:
    """A run, as the header has it. ``epochs``: reports that it has left; 0 if it never began."""

    candidate: int
    seed: int
    state: str
    reason: str
    epochs: int
    has_network: bool

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise UserError(_("there is no state “{state}”.").format(state=self.state[:30]))


@dataclass(frozen=True)
class _Results:
    set_name: str
    images: int
    own_test: bool
    mark: str
    seconds: float
    note: str
    runs: tuple[_Ended, ...]

    def __post_init__(self) -> None:
        if not 1 <= self.images <= limits.IMAGES or self.seconds < 0:
            raise UserError(_("its set of images cannot be."))


def save_results(path: Path, raced: Raced) -> None:
    """Whole, or not at all. Raises UserError if it cannot be written."""
    otherwise = _("The results could not be saved to {path}").format(path=path)
    write_for_person(Path(path), to_bytes(raced), otherwise)


def to_bytes(raced: Raced) -> bytes:
    """The file; ``raced`` has ended."""
    ended = tuple(
        _Ended(r.candidate, r.seed, r.state, r.reason[:LONGEST_REASON], r.history.count, r.flat is not None)
        for r in raced.runs
    )
    known = _Results(
        raced.set_name, raced.images, raced.own_test, raced.mark, raced.seconds, raced.note[:LONGEST_REASON], ended
    )
    header = {
        "format": RESULTS_FORMAT, "experiment": as_text(raced.experiment), "results": json.dumps(asdict(known))
    }  # fmt: skip
    tensors = {f"{number}.{name}": t for number, run in enumerate(raced.runs) for name, t in _tensors(run).items()}
    return save(tensors, header)


def _tensors(run: Run) -> dict[str, Tensor]:
    history, count = run.history, run.history.count
    found: dict[str, Tensor] = {}
    if count:
        curves = np.stack([getattr(history, name)[:count] for name in CURVES])
        losses = np.array(history.batch_losses[1:count], np.float32).reshape(count - 1, -1)
        found |= {"curves": torch.from_numpy(curves), "losses": torch.from_numpy(losses)}
    if run.flat is not None:
        found["flat"] = torch.from_numpy(run.flat.copy())
    if run.confusion is not None:
        found["confusion"] = torch.from_numpy(run.confusion.astype(np.int64))
    return found


def open_results(path: Path) -> Raced:
    """What was saved. Raises UserError if it is no such file, or does not hold what its header says."""
    path = Path(path)
    try:
        with open_tensors(path, limits.RESULTS_FILE) as file:
            header = file.metadata() or {}
            known = read_header(_Results, header, RESULTS_FORMAT, "results")
            experiment = from_text(header.get("experiment", ""))
            _check_runs(known, experiment)
            wanted = _wanted(known, experiment)
            _check_forms(forms(file), wanted)
            tensors = {name: file.get_tensor(name).clone() for name in wanted}
        return _raced(known, experiment, tensors)
    except (SafetensorError, OSError) as error:
        raise UserError(_NONE.format(file=path.name, reason=f"{reason(error)}.")) from error
    except UserError as error:
        raise UserError(_NONE.format(file=path.name, reason=error)) from error


def _check_runs(known: _Results, experiment: Experiment) -> None:
    """Each run of the experiment is there once."""
    there = sorted((run.candidate, run.seed) for run in known.runs)
    if there != sorted(experiment.order(known.images)):
        raise UserError(_("its runs are not those of its experiment."))


Wanted = dict[str, tuple[str, tuple[int | None, ...]]]
"""Each tensor's type and shape; None for what may be of any length within reason."""


def _wanted(known: _Results, experiment: Experiment) -> Wanted:
    found: Wanted = {}
    for number, run in enumerate(known.runs):
        plan = experiment.plan(run.candidate, run.seed)
        if not 0 <= run.epochs <= plan.config.epochs + 1:
            raise UserError(_("a run in it has more epochs than it was to have."))
        if run.epochs:
            found[f"{number}.curves"] = "F64", (len(CURVES), run.epochs)
            found[f"{number}.losses"] = "F32", (run.epochs - 1, None)
        if run.has_network:
            found[f"{number}.flat"] = "F32", (plan.spec.parameters,)
        if run.state == FINISHED:
            if not run.has_network or not run.epochs:
                raise UserError(_("a run in it that has finished left nothing."))
            found[f"{number}.confusion"] = "I64", (plan.spec.classes,) * 2
    return found


def _check_forms(found: dict[str, Form], wanted: Wanted) -> None:
    if found.keys() != wanted.keys():
        raise UserError(
            _("“{name}” should not be there, or is not.").format(name=min(found.keys() ^ wanted.keys())[:50])
        )
    for name, (dtype, shape) in wanted.items():
        form = found[name]
        fits = len(form.shape) == len(shape) and all(b in (None, a) for a, b in zip(form.shape, shape, strict=True))
        if form.dtype != dtype or not fits or math.prod(form.shape) > limits.RESULTS_FILE // 4:
            raise UserError(_("“{name}” is {found}, which cannot be.").format(name=name[:50], found=form))


def _raced(known: _Results, experiment: Experiment, tensors: dict[str, Tensor]) -> Raced:
    runs = [_run(number, run, experiment, tensors) for number, run in enumerate(known.runs)]
    raced = Raced(experiment, runs, known.set_name, known.images, known.own_test)
    raced.mark, raced.seconds, raced.note = known.mark, known.seconds, known.note
    return raced


def _run(number: int, ended: _Ended, experiment: Experiment, tensors: dict[str, Tensor]) -> Run:
    run = Run(ended.candidate, ended.seed, experiment.plan(ended.candidate, ended.seed))
    run.reason = ended.reason
    if ended.epochs:
        _fill(run.history, tensors[f"{number}.curves"].numpy(), tensors[f"{number}.losses"].numpy())
    if ended.has_network:
        run.flat = tensors[f"{number}.flat"].numpy()
        if not np.isfinite(run.flat).all():
            raise UserError(_("a network in it holds what are no numbers."))
    if ended.state == FINISHED:
        run.confusion = tensors[f"{number}.confusion"].numpy()
        if run.confusion.min() < 0 or not run.confusion.sum():
            raise UserError(_("a run in it was tested with no images."))
    run.state = ended.state
    return run


def _fill(history: History, curves: np.ndarray, losses: np.ndarray) -> None:
    accuracies, seconds, rates = curves[1:4], curves[4], curves[5]
    wrong_rates = (rates <= 0) | np.isinf(rates)
    wrong_seconds = ~(np.isfinite(seconds) & (seconds >= 0))
    if ((accuracies < 0) | (accuracies > 100)).any() or wrong_seconds.any() or wrong_rates.any():
        raise UserError(_("a curve in it cannot be."))
    count = curves.shape[1]
    for name, values in zip(CURVES, curves, strict=True):
        getattr(history, name)[:count] = values
    history.batch_losses = [np.empty(0, np.float32), *losses]
    history.count = count


def with_set(raced: Raced, digits: Digits | None, test_digits: Digits | None) -> Raced:
    """With the set that it was run on, if that is ``digits``; looking takes a moment."""
    if digits is not None and len(digits) == raced.images and mark_of(digits) == raced.mark:
        raced.digits, raced.test_digits = digits, test_digits
    return raced
