"""The file of the epochs that one can go back to, beside the run's own: written seldom, read with its run, and never
missed, for a run is whole without it.

It is a safetensors file with a tensor for each epoch, replaced as a whole.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from time import monotonic

import torch
from safetensors.torch import save
from torch import Tensor

from engine import limits
from engine.errors import UserError
from engine.files import write_own
from engine.networks.network import NetworkSpec
from engine.networks.tensors import Form, forms, open_tensors
from engine.records import read_header
from engine.runs.replay import MOST, KeptEpochs, room_for
from engine.runs.use import lock
from engine.training.checkpoint import Checkpoint
from engine.words import _

REPLAY = "replay.safetensors"
REPLAY_FORMAT = "inkling-replay-1"
RATE = 2_000_000  # bytes a second that are written at most, on the average
_EPOCH = re.compile(r"epoch\.(0|[1-9]\d{0,6})")

log = logging.getLogger(__name__)


class EpochsKeeper:
    """Writes the epochs of a run into its folder, when ``write`` is called and there is anything new.

    The file is replaced as a whole, so the larger it is, the longer it waits: RATE is kept. ``problem``: a sentence,
    as long as it cannot be written; the run is kept nevertheless.
    """

    def __init__(self, spec: NetworkSpec, epochs: KeptEpochs) -> None:
        self.problem: str | None = None
        self._spec, self._epochs = spec, epochs
        self._written: Mapping[int, Tensor] = {}
        self._not_before = 0.0

    def write(self, folder: Path, last: bool = False) -> None:
        """``last``: whatever the rate. Nothing is raised."""
        kept = self._epochs.kept
        if not kept or (monotonic() < self._not_before and not last):
            return
        try:
            if kept is self._written and (folder / REPLAY).exists():
                return
            size = write_epochs(folder, self._spec, kept)
        except Exception as error:  # whatever it is, the run goes on without
            if self.problem is None:
                log.warning("the epochs are not kept", exc_info=error)
            sentence = _("The run is saved, but not its epochs for the replay ({reason}). Inkling goes on trying.")
            self.problem = sentence.format(reason=_reason(error))
            return
        self.problem, self._written, self._not_before = None, kept, monotonic() + size / RATE


def _reason(error: Exception) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(said).splitlines()[0][:200]


def write_epochs(folder: Path, spec: NetworkSpec, kept: Mapping[int, Tensor]) -> int:
    """Replaces the file; returns its bytes. Raises OSError; then it is as it was before."""
    header = {"format": REPLAY_FORMAT, "spec": json.dumps(spec.record())}
    data = save({f"epoch.{epoch}": flat.detach() for epoch, flat in kept.items()}, header)
    write_own(folder / REPLAY, data)
    return len(data)


def epochs_found(folder: Path, point: Checkpoint) -> dict[int, Tensor]:
    """What is kept of a run that has got to ``point``: empty if there is nothing, or nothing that belongs to it. What
    is wrong with the file is in the log, and keeps no run from being opened."""
    try:
        return read_epochs(folder / REPLAY, point)
    except FileNotFoundError:
        return {}
    except Exception as error:  # whatever it is, the run is there without
        log.warning("no epochs of %s: %s", folder.name, error)
        return {}


def read_epochs(path: Path, point: Checkpoint) -> dict[int, Tensor]:
    """By epoch the parameters, in memory of their own.

    Raises OSError, UserError, SafetensorError or ValueError if there is no such file, or not of this run.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    with open_tensors(path, limits.REPLAY_FILE) as file:
        spec = read_header(NetworkSpec, file.metadata() or {}, REPLAY_FORMAT, "spec")
        names = forms(file)
        wanted = Form("F32", (point.spec.parameters,))
        if spec.sizes != point.spec.sizes or len(names) > MOST or any(form != wanted for form in names.values()):
            raise ValueError("they are of another network")
        if not names or len(names) > room_for(point.spec.parameters) or not all(map(_EPOCH.fullmatch, names)):
            raise ValueError("they are no epochs of a run")
        found = {_epoch(name): file.get_tensor(name).clone() for name in names}
    if not all(flat.isfinite().all() for flat in found.values()):
        raise ValueError("there are parameters that are no numbers")
    if point.epoch in found and not torch.equal(found[point.epoch], point.last):
        raise ValueError("they are of another run")
    return found


def _epoch(name: str) -> int:
    return int(name.removeprefix("epoch."))


def forget_epochs(folder: Path) -> int:
    """Remove the file, unless the run is being trained; returns how many bytes that has freed."""
    path = folder / REPLAY
    try:
        size = path.lstat().st_size
        with lock(folder, 0):
            path.unlink()
    except (UserError, OSError):  # there is none, or it is in use
        return 0
    return size
