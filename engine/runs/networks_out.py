"""The network of a saved run as a file of its own, with what must be known of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.networks.files import save_network
from engine.runs.library import RUN
from engine.runs.run_file import SavedRun, read_run


def save_last(folder: Path, path: Path) -> None:
    """Write the network after the last epoch of the run in ``folder``.

    The header says what it was trained on, for how many epochs, and its accuracy on its test images in percent. Raises
    UserError if there is no whole run, or if the file cannot be written.
    """
    saved = read_run(folder / RUN)
    save_network(path, saved.checkpoint.network(), _facts(saved, saved.checkpoint.epoch))


def save_best(folder: Path, path: Path) -> None:
    """The same after the best epoch. If it was chosen on the test images, the header says that they helped."""
    saved = read_run(folder / RUN)
    if not saved.history.is_validated:
        saved = replace(saved, trained_on=replace(saved.trained_on, chosen_on_test=True))
    save_network(path, saved.checkpoint.network(best=True), _facts(saved, best_epoch(saved)))


def best_epoch(saved: SavedRun) -> int:
    """The epoch of the checkpoint's ``best`` network: the first with the highest accuracy, on the validation images if
    there are any, else on those of the test."""
    count = saved.checkpoint.epoch + 1
    if saved.history.is_validated:
        return 1 + int(np.argmax(saved.history.validation_accuracy[1:count])) if count > 1 else 0
    accuracies = saved.history.test_accuracy[:count]
    return int(np.nanargmax(accuracies)) if np.isfinite(accuracies).any() else 0


def _facts(saved: SavedRun, epoch: int) -> dict[str, str]:
    accuracy = saved.history.test_accuracy[epoch]
    known = {"test_accuracy": f"{accuracy:.2f}"} if np.isfinite(accuracy) else {}
    return {"digits": saved.trained_on.digits, "epochs": str(epoch), **known, **saved.trained_on.facts()}
