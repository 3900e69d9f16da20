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
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from tqdm import tqdm

from commands.frame import put, say, tell
from commands.sets import HELP, digits_of
from engine import limits
from engine.digits.readers import Loaded
from engine.errors import UserError
from engine.networks.network import ACTIVATIONS, OUTPUTS, NetworkSpec, parse_hidden
from engine.reading import read_file
from engine.runs.run import Run
from engine.training.config import AUGMENTATIONS, OPTIMIZERS, SCHEDULES, TrainingConfig
from engine.training.history import History
from engine.user_folder import RUNS, user_folder

LESSON = {
    "hidden": "64, 32, 32", "activation": "relu", "output": "log_softmax", "optimizer": "sgd", "learning_rate": 0.01,
    "batch_size": 32, "epochs": 60, "test_share": 10.0, "seed": 0, "momentum": 0.0, "weight_decay": 0.0,
    "dropout": 0.0, "schedule": "constant", "augmentation": "none", "input_range": "0, 1", "digits": "mnist-20k",
}  # fmt: skip
"""The settings and their values without any option."""
SAYS = {
    "hidden": "units of each hidden layer, with commas between",
    "activation": f"what each unit does with its sum: {', '.join(ACTIVATIONS)}",
    "output": f"{' or '.join(OUTPUTS)}",
    "optimizer": f"how the gradient changes the weights: {', '.join(OPTIMIZERS)}",
    "learning_rate": "how far each batch moves the weights",
    "batch_size": "images per update",
    "epochs": "how often the network sees each training image",
    "test_share": "percent of the images that are kept for testing",
    "seed": "where the random numbers start",
    "momentum": "for sgd: the share of the last step that is taken again",
    "weight_decay": "pulls every weight towards 0",
    "dropout": "share of the hidden units that are switched off at random",
    "schedule": f"of the learning rate: {' or '.join(SCHEDULES)}",
    "augmentation": f"random variants of the images in every epoch: {', '.join(AUGMENTATIONS)}",
    "input_range": "what black and white become, with a comma between",
    "digits": HELP,
}
LOOK = 0.05  # seconds between two looks at a training


def fill(parser: argparse.ArgumentParser) -> None:
    for name, value in LESSON.items():
        option = f"--{name.replace('_', '-')}"
        parser.add_argument(
            option, type=type(value), metavar="VALUE", help=f"{SAYS[name]} ({value})".replace("%", "%%")
        )
    parser.add_argument("--settings", type=Path, metavar="FILE", help="a TOML file of these settings")
    parser.add_argument("--scale", action="store_true", help="scale images of another size to 28 x 28")
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


def settings_of(arguments: argparse.Namespace) -> dict[str, Any]:
    """The lesson's settings, those of the file, and before both the options. Raises UserError."""
    given = {name: value for name in LESSON if (value := getattr(arguments, name)) is not None}
    return LESSON | (_from_file(arguments.settings) if arguments.settings else {}) | given


def _from_file(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(read_file(path, limits.TOML_FILE).decode())
    except OSError as error:
        raise UserError(f"{path.name} could not be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path.name} is no TOML: {error}.") from error
    names = [name.replace("-", "_") for name in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise UserError(f"{path.name}: “{min(twice)}” is there twice.")
    try:
        return {name: _checked(path, name, value) for name, value in zip(names, found.values(), strict=True)}
    except (ValueError, OverflowError) as error:  # Python neither writes nor converts a number of thousands of digits
        raise UserError(f"{path.name}: a number in it is far too long.") from error


def _checked(path: Path, name: str, value: object) -> object:
    usual = LESSON.get(name)
    if usual is None:
        raise UserError(f"{path.name}: there is no setting “{name[:40]}”. There are: {', '.join(LESSON)}.")
    if isinstance(value, list) and isinstance(usual, str):
        return ", ".join(map(str, value))
    if isinstance(usual, float) and type(value) is int:
        return float(value)
    if type(value) is not type(usual):
        raise UserError(f"{path.name}: “{name}” is {str(value)[:40]}, and should be as in {name} = {_toml(usual)}.")
    return value


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def run_of(settings: dict[str, Any], loaded: Loaded) -> Run:
    """Raises UserError, for the first setting that cannot be."""
    try:
        spec = NetworkSpec(
            parse_hidden(settings["hidden"]),
            settings["activation"],
            settings["output"],
            _range(settings["input_range"]),
        )
        config = TrainingConfig(**{name: settings[name] for name in LESSON if name in TrainingConfig.__annotations__})
        if not 1 <= settings["test_share"] <= 90:
            raise UserError("Keep 1 to 90 percent of the images for testing.", "test_share")
    except UserError as error:
        raise UserError(f"--{(error.field or 'settings').replace('_', '-')}: {error}", error.field) from error
    return Run(spec, config, loaded.digits, settings["test_share"] / 100, loaded.test_digits)


def _range(text: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in text.split(","))
    except ValueError:
        raise UserError(f"“{text[:20]}” is no range: write two numbers like “0, 1”.", "input_range") from None
    return low, high


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
    return {
        "epoch": epoch, "loss": _number(history.loss[epoch]), "train_accuracy": _number(history.train_accuracy[epoch]),
        "test_accuracy": _number(history.test_accuracy[epoch]), "seconds": _number(history.seconds[epoch]),
    }  # fmt: skip


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _result(run: Run) -> dict[str, Any]:
    last = run.history.count - 1
    best = run.history.best
    return {
        "outcome": run.outcome, "epochs": last, "test_accuracy": _number(run.history.test_accuracy[last]),
        "best_epoch": best, "best_test_accuracy": _number(run.history.test_accuracy[best]),
        "network": str(run.spec), "parameters": run.spec.parameters, "folder": str(run.folder) if run.folder else None,
    }  # fmt: skip


def _in_words(run: Run) -> str:
    found = _result(run)
    accuracy = run.history.test_accuracy[found["epochs"]]
    ended = {"completed": "after", "stopped": "stopped after", "diverged": "diverged in"}[run.outcome]
    kept = f"\nKept in {found['folder']}: File > Runs in the window has it." if found["folder"] else ""
    return f"{found['network']}: {accuracy:.2f} % of the test images are right, {ended} epoch {found['epochs']}{kept}"
