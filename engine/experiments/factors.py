"""What can be varied in an experiment: how each thing changes a plan, and how its values are written and read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.digits.changes import (
    BINARISED,
    FEW,
    INVERTED,
    LEFT_OUT,
    SCRAMBLED,
    SCRAMBLED_EACH,
    SHIFTED,
    TESTING,
    TRAINING,
    WHERE,
    Change,
    Changes,
)
from engine.digits.dataset import CLASSES
from engine.errors import UserError
from engine.networks.network import ACTIVATION_NAMES, DEEPEST, OUTPUT_NAMES, NetworkSpec, parse_hidden
from engine.training.config import AUGMENTATIONS, OPTIMIZER_NAMES, TrainingConfig

OVERHEAD = 25_000  # what else an image costs in an epoch, in parameters' worth; measured with narrow networks
AUGMENTING = {"none": 0, "affine": 180_000, "elastic": 270_000, "both": 450_000}  # the same, for an image's change
LESSON, LESSONS_TRAINING, NOTHING = NetworkSpec(), TrainingConfig(), Changes()


@dataclass(frozen=True)
class Plan:
    """Everything that makes a run, beside the digits.

    ``test_range``: what the pixel values 0 and 255 become in the test, if it is not the network's own range.
    """

    spec: NetworkSpec = LESSON
    config: TrainingConfig = LESSONS_TRAINING
    test_fraction: float = 0.1
    changes: Changes = NOTHING
    test_range: tuple[float, float] | None = None

    def cost(self, images: int) -> float:
        """How long it takes, in units of its own: to be compared with the costs of other plans."""
        few = next((v.number for v in self.changes.chosen if v.kind == FEW and v.where != TESTING), images)
        updates = 8 if self.config.optimizer != "sgd" or self.config.momentum else 0  # of all parameters, per batch
        per_image = (
            OVERHEAD
            + AUGMENTING[self.config.augmentation]
            + self.spec.parameters * (1 + updates / self.config.batch_size)
        )
        return self.config.epochs * min(few, images) * per_image


Vary = Callable[[Plan, Any], Plan]
"""A plan and a value to the plan with that value."""
Range = tuple[float, float]
Ranges = tuple[Range, Range | None]
"""Of the pixel values in training and, if it is another, in the test."""


@dataclass(frozen=True)
class Kind:
    """One thing that can be varied. ``words`` and ``read`` are each other's inverse; ``separator`` stands between two
    values where a person writes them."""

    title: str
    vary: Vary
    words: Callable[..., str]
    read: Callable[[str], object]
    example: str
    short: str = "{}"  # around a value that would not explain itself
    named: Callable[..., str] | None = None  # where that is not enough
    separator: str = ", "

    def label(self, value: Any) -> str:
        """A value that explains itself: "rate 0.01"."""
        return self.named(value) if self.named else self.short.format(self.words(value))

    def value(self, text: str) -> object:
        """Raises UserError, field "values", with an example."""
        try:
            return self.read(text.strip())
        except UserError as error:
            raise UserError(f"{self.title}: {error}", "values") from None
        except (ValueError, KeyError, TypeError):
            raise UserError(
                f"{self.title}: “{text[:30]}” is not understood. Write, for example: {self.example}", "values"
            ) from None


def _of_spec(name: str) -> Vary:
    return lambda plan, value: replace(plan, spec=replace(plan.spec, **{name: value}))


def _of_config(name: str) -> Vary:
    return lambda plan, value: replace(plan, config=replace(plan.config, **{name: value}))


def _choice(words: dict[str, str]) -> dict[str, Any]:
    """``words`` and ``read`` for values that have names."""
    values = {text.lower(): value for value, text in words.items()}
    return {"words": words.__getitem__, "read": lambda text: values[text.lower()]}


def _number(value: float) -> str:
    """All digits that tell it from other numbers, without an exponent."""
    return np.format_float_positional(value, trim="-").replace("-", "−")


def _read_number(text: str) -> float:
    return float(_one(text).replace("−", "-"))


def _read_count(text: str) -> int:
    """Whole numbers; _ and ' may stand between thousands."""
    if not re.fullmatch(r"[0-9]{1,3}([_'][0-9]{3})+|[0-9]+", _one(text)):
        raise ValueError(text)
    return int(re.sub(r"[_']", "", text)[:10])


def _one(text: str) -> str:
    """The text of one number. Raises UserError for several with spaces alone between them: "8 32" is no 832."""
    if re.search(r"\d\s+[-−\d.]", text):
        raise UserError(f"“{text[:30]}” is more than one number: write a comma between two numbers.")
    return text


COUNT: dict[str, Any] = {"words": str, "read": _read_count}


# Shapes


def _depth(plan: Plan, layers: int) -> Plan:
    if layers > DEEPEST:
        raise UserError(f"{layers:,} hidden layers are too many: use at most {DEEPEST}.", "values")
    return _of_spec("hidden")(plan, (plan.spec.hidden[0] if plan.spec.hidden else 64,) * layers)


def _width(plan: Plan, units: int) -> Plan:
    return _of_spec("hidden")(plan, (units,) * max(1, len(plan.spec.hidden)))


# Data


def _kept(plan: Plan, count: int) -> Plan:
    if not 2 <= count <= CLASSES:
        raise UserError("Keep 2 to 10 digits.", "values")
    if count == CLASSES:
        return replace(plan, changes=plan.changes.without(LEFT_OUT))
    return replace(plan, changes=plan.changes.with_(Change(LEFT_OUT, tuple(range(count, CLASSES)))))


def _left_out(plan: Plan, digit: int | None) -> Plan:
    if digit is None:
        return replace(plan, changes=plan.changes.without(LEFT_OUT))
    return replace(plan, changes=plan.changes.with_(Change(LEFT_OUT, (digit,), TRAINING)))


def _read_left_out(text: str) -> int | None:
    if text == "none":
        return None
    if re.fullmatch("[0-9]", text):
        return int(text)
    raise ValueError(text)


def _images(plan: Plan, count: int) -> Plan:
    return replace(plan, changes=plan.changes.with_(Change(FEW, count, TRAINING)))


def _shift(plan: Plan, pixels: int) -> Plan:
    if pixels == 0:
        return replace(plan, changes=plan.changes.without(SHIFTED))
    return replace(plan, changes=plan.changes.with_(Change(SHIFTED, pixels, TESTING)))


AS_THEY_ARE = "as they are"
LOOKS = (BINARISED, INVERTED, SCRAMBLED, SCRAMBLED_EACH)
DATA = {str(Change(kind, where=where)): (Change(kind, where=where),) for kind in LOOKS for where in WHERE}


def _data(plan: Plan, chosen: tuple[Change, ...]) -> Plan:
    changes = plan.changes
    for kind in LOOKS:
        changes = changes.without(kind)
    for change in chosen:
        changes = changes.with_(change)
    return replace(plan, changes=changes)


def _range(plan: Plan, value: Ranges) -> Plan:
    """``value``: (low, high) in training, and the same for the test, or None."""
    trained, tested = value
    return replace(plan, spec=replace(plan.spec, input_range=trained), test_range=tested)


def _range_words(value: Ranges) -> str:
    trained, tested = value
    words = f"{_number(trained[0])} to {_number(trained[1])}"
    return words if tested is None else f"{words} but tested in {_number(tested[0])} to {_number(tested[1])}"


def _read_range(text: str) -> Ranges:
    number = r"\s*([-−]?[\d.]+)\s*"
    found = re.fullmatch(rf"{number}to{number}(?:but tested in{number}to{number})?", text)
    if found is None:
        raise ValueError(text)
    low, high, *tested = [_read_number(part) for part in found.groups() if part is not None]
    return (low, high), ((tested[0], tested[1]) if tested else None)


FACTORS: dict[str, Kind] = {
    "output": Kind(
        "Output", _of_spec("output"), example="log-softmax, softmax",
        **_choice(OUTPUT_NAMES),
    ),
    "optimizer": Kind(
        "Optimiser", _of_config("optimizer"), example="SGD, Adam",
        **_choice(OPTIMIZER_NAMES),
    ),
    "learning_rate": Kind(
        "Learning rate", _of_config("learning_rate"), _number, _read_number, "0.001, 0.01, 0.1", "rate {}"
    ),
    "activation": Kind(
        "Activation", _of_spec("activation"), example="ReLU, tanh",
        **_choice(ACTIVATION_NAMES),
    ),
    "batch_size": Kind("Batch size", _of_config("batch_size"), example="8, 32, 128", short="batch {}", **COUNT),
    "hidden": Kind(
        "Hidden layers", _of_spec("hidden"), lambda units: ", ".join(map(str, units)) or "none",
        lambda text: () if text == "none" else parse_hidden(text), "64, 32, 32; 100; none", separator="; ",
    ),
    "depth": Kind(
        "Depth (hidden layers)", _depth, example="1, 2, 3", named=lambda n: f"{n} layer" if n == 1 else f"{n} layers",
        **COUNT,
    ),
    "width": Kind("Width (units of each layer)", _width, example="50, 100, 200", short="{} units", **COUNT),
    "epochs": Kind("Epochs", _of_config("epochs"), example="10, 60", short="{} epochs", **COUNT),
    "momentum": Kind("Momentum", _of_config("momentum"), _number, _read_number, "0, 0.5, 0.9", "momentum {}"),
    "dropout": Kind("Dropout", _of_config("dropout"), _number, _read_number, "0, 0.2, 0.4", "dropout {}"),
    "weight_decay": Kind("Weight decay", _of_config("weight_decay"), _number, _read_number, "0, 0.0001", "decay {}"),
    "augmentation": Kind(
        "Augmentation", _of_config("augmentation"), example="none, affine, elastic, affine + elastic",
        **_choice(dict(zip(AUGMENTATIONS, ("none", "affine", "elastic", "affine + elastic"), strict=True))),
        short="augmentation: {}",
    ),
    "images": Kind("Training images", _images, example="200, 2000, 18000", named=lambda n: f"{n:,} images", **COUNT),
    "kept": Kind("Digits kept", _kept, example="2, 3, 5, 10", short="{} digits", **COUNT),
    "left_out": Kind(
        "Digit left out of training", _left_out, lambda digit: "none" if digit is None else str(digit),
        _read_left_out, "none, 4, 7", "{} left out",
    ),
    "shift": Kind("Shift of test images (px)", _shift, example="0, 2, 4", short="up to {} px", **COUNT),
    "data": Kind(
        "Images", _data, lambda chosen: str(Changes(chosen)) or AS_THEY_ARE,
        lambda text: () if text == AS_THEY_ARE else DATA[text], "as they are; inverted; inverted (testing only)",
        separator="; ",
    ),
    "range": Kind(
        "Value range", _range, _range_words, _read_range, "0 to 1; -1 to 1; 0 to 1 but tested in 0 to 255",
        separator="; ",
    ),
}  # fmt: skip
"""By name, in the order in which the window offers them."""
