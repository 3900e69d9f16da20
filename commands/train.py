"""Train a network and keep the run, as the Train page does: the same settings give the same numbers, to the last bit.

  inkling train
  inkling train --epochs 3 --hidden 64,32,32 --optimizer adam --learning-rate 0.001
  inkling train --settings settings.toml --json

Without any option it is the lesson's network with the lesson's settings. What stands in the file of settings has the
names of the options ("learning-rate = 0.001"); an option goes before it. Ctrl+C ends the training, and keeps it.
"""

from __future__ import annotations

import argparse
import math
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from tqdm import tqdm

from commands.frame import put, say, tell
from commands.sets import digits_of
from commands.settings import add_settings, settings_of, wanted
from engine.digits.readers import Loaded
from engine.errors import UserError
from engine.runs.run import Run
from engine.training.early_stopping import why_ended
from engine.training.history import History
from engine.user_folder import RUNS, user_folder

LOOK = 0.05  # seconds between two looks at a training


def fill(parser: argparse.ArgumentParser) -> None:
    add_settings(parser)
    parser.add_argument("--runs", type=Path, metavar="FOLDER", help="keep the run in this folder, not in the window's")
    parser.add_argument("--json", action="store_true", help="a record of JSON for each epoch and one at the end")


def work(arguments: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    settings = settings_of(arguments)
    loaded = digits_of(settings["digits"], arguments.scale)
    if loaded.note:
        tell(loaded.note)
    run = run_of(settings, loaded)
    _carry_out(run, arguments.runs or user_folder() / RUNS, arguments.json)
    if run.outcome == "failed":
        raise UserError(run.message)
    put(_result(run)) if arguments.json else say(_in_words(run))
    if run.message:
        tell(run.message)


# What is trained


def run_of(settings: dict[str, Any], loaded: Loaded) -> Run:
    """Raises UserError, for the first setting that cannot be."""
    spec, config, test_fraction = wanted(settings)
    return Run(spec, config, loaded.digits, test_fraction, loaded.test_digits)


# While it is trained


def _carry_out(run: Run, runs: Path, as_json: bool) -> None:
    """Train in a thread, and tell of each epoch; Ctrl+C stops it, keeps it, and is passed on."""
    ended = threading.Event()  # to join a thread is no way: Ctrl+C meanwhile makes Python 3.11 take it for ended

    def carry_out() -> None:
        run.carry_out(runs)
        ended.set()

    threading.Thread(target=carry_out, name="training", daemon=True).start()
    try:
        for epoch in _epochs(run, ended, as_json):
            if as_json:
                put(_epoch(run.history, epoch))
    except KeyboardInterrupt:
        run.control.stop()
        ended.wait()
        tell(f"Stopped, and kept in {run.folder}." if run.folder else "Stopped before there was anything to keep.")
        raise


def _epochs(run: Run, ended: threading.Event, as_json: bool) -> Iterator[int]:
    """Each epoch as it ends, with a bar of how far it is where a person looks on."""
    told = 0
    with tqdm(total=run.config.epochs, unit="epoch", disable=as_json or not sys.stderr.isatty(), leave=False) as bar:
        going = True
        while going:
            going = not ended.wait(LOOK)  # asked before looking, so that nothing after it is missed
            while told < run.history.count:
                yield told
                bar.update(min(1, told))
                bar.set_postfix_str(f"test {run.history.test_accuracy[told]:.1f} %")
                told += 1


# What is told


def _epoch(history: History, epoch: int) -> dict[str, Any]:
    validation = {"validation_accuracy": _number(history.validation_accuracy[epoch])} if history.is_validated else {}
    return {
        "epoch": epoch, "loss": _number(history.loss[epoch]), "train_accuracy": _number(history.train_accuracy[epoch]),
        "test_accuracy": _number(history.test_accuracy[epoch]), **validation,
        "seconds": _number(history.seconds[epoch]),
    }  # fmt: skip


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _result(run: Run) -> dict[str, Any]:
    last = run.history.count - 1
    best = run.history.best
    reason = {"reason": why_ended(run.config, run.history)} if run.ended_early else {}
    return {
        "outcome": run.outcome, **reason, "epochs": last, "test_accuracy": _number(run.history.test_accuracy[last]),
        "best_epoch": best, "best_test_accuracy": _number(run.history.test_accuracy[best]),
        "network": str(run.spec), "parameters": run.spec.parameters, "folder": str(run.folder) if run.folder else None,
    }  # fmt: skip


def _in_words(run: Run) -> str:
    found = _result(run)
    accuracy = run.history.test_accuracy[found["epochs"]]
    ended = {"completed": "after", "stopped": "stopped after", "diverged": "diverged in"}.get(
        run.outcome, "stopped after"
    )
    why = f": {found['reason']}" if run.ended_early else ""
    kept = f"\nKept in {found['folder']}: File > Runs in the window has it." if found["folder"] else ""
    return (
        f"{found['network']}: {accuracy:.2f} % of the test images are right, {ended} epoch {found['epochs']}{why}{kept}"
    )
