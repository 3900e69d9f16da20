"""The settings of a training as options and in a file: the names of the form's fields, and the lesson's values."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path
from typing import Any

from commands.sets import HELP
from engine import limits
from engine.errors import UserError
from engine.networks.network import ACTIVATIONS, OUTPUTS, NetworkSpec, parse_hidden
from engine.reading import read_file
from engine.training.config import AUGMENTATIONS, OPTIMIZERS, SCHEDULES, TrainingConfig
from engine.words import _

LESSON = {
    "hidden": "64, 32, 32", "activation": "relu", "output": "log_softmax", "optimizer": "sgd", "learning_rate": 0.01,
    "batch_size": 32, "epochs": 60, "test_share": 10.0, "seed": 0, "momentum": 0.0, "weight_decay": 0.0,
    "dropout": 0.0, "schedule": "constant", "augmentation": "none", "patience": 0, "target_accuracy": 0.0,
    "validation_share": 0.0, "input_range": "0, 1", "digits": "mnist-20k",
}  # fmt: skip
"""The settings and their values without any option."""
SAYS = {
    "hidden": _("units of each hidden layer, with commas between"),
    "activation": _("what each unit does with its sum: {names}").format(names=", ".join(ACTIVATIONS)),
    "output": _("{one} or {other}").format(one=OUTPUTS[0], other=OUTPUTS[1]),
    "optimizer": _("how the gradient changes the weights: {names}").format(names=", ".join(OPTIMIZERS)),
    "learning_rate": _("how far each batch moves the weights"),
    "batch_size": _("images per update"),
    "epochs": _("how often the network sees each training image"),
    "test_share": _("percent of the images that are kept for testing"),
    "seed": _("where the random numbers start"),
    "momentum": _("for sgd: the share of the last step that is taken again"),
    "weight_decay": _("pulls every weight towards 0"),
    "dropout": _("share of the hidden units that are switched off at random"),
    "schedule": _("of the learning rate: {one} or {other}").format(one=SCHEDULES[0], other=SCHEDULES[1]),
    "augmentation": _("random variants of the images in every epoch: {names}").format(names=", ".join(AUGMENTATIONS)),
    "patience": _(
        "stop after so many epochs without a better accuracy, on the validation images if there are any, else "
        "on the test images; 0: never"
    ),
    "target_accuracy": _("stop at this accuracy, in percent, on the same images; 0: never"),
    "validation_share": _("percent of the training images that are kept to choose when to stop"),
    "input_range": _("what black and white become, with a comma between"),
    "digits": HELP,
}


def add_settings(parser: argparse.ArgumentParser) -> None:
    """An option for each, and those that say where they and the digits are."""
    for name, value in LESSON.items():
        option = f"--{name.replace('_', '-')}"
        parser.add_argument(
            option, type=type(value), metavar="VALUE", help=f"{SAYS[name]} ({value})".replace("%", "%%")
        )
    parser.add_argument("--settings", type=Path, metavar="FILE", help=_("a TOML file of these settings"))
    parser.add_argument("--scale", action="store_true", help=_("scale images of another size to 28 x 28"))


def settings_of(arguments: argparse.Namespace) -> dict[str, Any]:
    """The lesson's settings, those of the file, and before both the options. Raises UserError."""
    given = {name: value for name in LESSON if (value := getattr(arguments, name)) is not None}
    return LESSON | (_from_file(arguments.settings) if arguments.settings else {}) | given


def _from_file(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(read_file(path, limits.TOML_FILE).decode())
    except OSError as error:
        raise UserError(
            _("{name} could not be read: {reason}.").format(name=path.name, reason=error.strerror or error)
        ) from error
    except (ValueError, RecursionError) as error:
        raise UserError(_("{name} is no TOML: {reason}.").format(name=path.name, reason=error)) from error
    names = [name.replace("-", "_") for name in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise UserError(_("{name}: “{setting}” is there twice.").format(name=path.name, setting=min(twice)))
    try:
        return {name: _checked(path, name, value) for name, value in zip(names, found.values(), strict=True)}
    except (ValueError, OverflowError) as error:  # Python neither writes nor converts a number of thousands of digits
        raise UserError(_("{name}: a number in it is far too long.").format(name=path.name)) from error


def _checked(path: Path, name: str, value: object) -> object:
    usual = LESSON.get(name)
    if usual is None:
        raise UserError(
            _("{name}: there is no setting “{setting}”. There are: {known}.").format(
                name=path.name, setting=name[:40], known=", ".join(LESSON)
            )
        )
    if isinstance(value, list) and isinstance(usual, str):
        return ", ".join(map(str, value))
    if isinstance(usual, float) and type(value) is int:
        return float(value)
    if type(value) is not type(usual):
        raise UserError(
            _("{name}: “{setting}” is {value}, and should be as in {setting} = {usual}.").format(
                name=path.name, setting=name, value=str(value)[:40], usual=_toml(usual)
            )
        )
    return value


def _toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def wanted(settings: dict[str, Any]) -> tuple[NetworkSpec, TrainingConfig, float]:
    """The network, its training, and the share of test images. Raises UserError, for the first that cannot be."""
    try:
        spec = NetworkSpec(
            parse_hidden(settings["hidden"]),
            settings["activation"],
            settings["output"],
            _range(settings["input_range"]),
        )
        named = {name: settings[name] for name in LESSON if name in TrainingConfig.__annotations__}
        config = TrainingConfig(**named, validation_fraction=settings["validation_share"] / 100)
        if not 1 <= settings["test_share"] <= 90:
            raise UserError(_("Keep 1 to 90 percent of the images for testing."), "test_share")
    except UserError as error:
        name = "validation_share" if error.field == "validation_fraction" else error.field or "settings"
        raise UserError(f"--{name.replace('_', '-')}: {error}", error.field) from error
    return spec, config, settings["test_share"] / 100


def _range(text: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in text.split(","))
    except ValueError:
        raise UserError(
            _("“{text}” is no range: write two numbers like “0, 1”.").format(text=text[:20]), "input_range"
        ) from None
    return low, high
