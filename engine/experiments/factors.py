"""What can be varied in an experiment: how each thing changes a plan, and which words there are for its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from engine.digits.changes import (
    BINARISED,
    BOTH,
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
from engine.digits.dataset import DIGIT_NAMES
from engine.errors import UserError
from engine.experiments.kinds import Kind
from engine.experiments.writing import (
    COUNTS,
    LAYERS,
    NUMBERS,
    RANGES,
    Ranges,
    choice,
    class_or_none,
    number_words,
    several_words,
)
from engine.networks.network import ACTIVATION_NAMES, DEEPEST, OUTPUT_NAMES, NetworkSpec
from engine.numbers import whole
from engine.training.config import AUGMENTATIONS, OPTIMIZER_NAMES, TrainingConfig
from engine.words import _, ngettext

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


def _of_spec(name: str) -> Vary:
    return lambda plan, value: replace(plan, spec=replace(plan.spec, **{name: value}))


def _of_config(name: str) -> Vary:
    return lambda plan, value: replace(plan, config=replace(plan.config, **{name: value}))


# Shapes


def _depth(plan: Plan, layers: int) -> Plan:
    if layers > DEEPEST:
        raise UserError(
            _("{layers} hidden layers are too many: use at most {most}.").format(layers=whole(layers), most=DEEPEST),
            "values",
        )
    return _of_spec("hidden")(plan, (plan.spec.hidden[0] if plan.spec.hidden else 64,) * layers)


def _width(plan: Plan, units: int) -> Plan:
    return _of_spec("hidden")(plan, (units,) * max(1, len(plan.spec.hidden)))


# Data


def _kept(plan: Plan, count: int) -> Plan:
    classes = plan.spec.classes
    if not 2 <= count <= classes:
        sentence = _("Keep 2 to {most} digits.") if plan.spec.are_digits else _("Keep 2 to {most} classes.")
        raise UserError(sentence.format(most=classes), "values")
    if count == classes:
        return replace(plan, changes=plan.changes.without(LEFT_OUT))
    return replace(plan, changes=plan.changes.with_(Change(LEFT_OUT, tuple(range(count, classes)))))


def _left_out(plan: Plan, label: int | None) -> Plan:
    if label is None:
        return replace(plan, changes=plan.changes.without(LEFT_OUT))
    if label >= plan.spec.classes:
        sentence = _("There is no class number {number} to be left out: there are {classes}.")
        raise UserError(sentence.format(number=label + 1, classes=plan.spec.classes), "values")
    return replace(plan, changes=plan.changes.with_(Change(LEFT_OUT, (label,), TRAINING)))


def _images(plan: Plan, count: int) -> Plan:
    return replace(plan, changes=plan.changes.with_(Change(FEW, count, TRAINING)))


def _shift(plan: Plan, pixels: int) -> Plan:
    if pixels == 0:
        return replace(plan, changes=plan.changes.without(SHIFTED))
    return replace(plan, changes=plan.changes.with_(Change(SHIFTED, pixels, TESTING)))


LOOKS = (BINARISED, INVERTED, SCRAMBLED, SCRAMBLED_EACH)
DATA: tuple[tuple[Change, ...], ...] = (
    (),
    *((Change(kind, where=where),) for kind in LOOKS for where in WHERE),
)


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


# All of them

ENGLISH_OUTPUTS = {"log_softmax": "log-softmax", "softmax": "softmax"}
ENGLISH_OPTIMIZERS = {"sgd": "SGD", "rmsprop": "RMSprop", "adam": "Adam"}
ENGLISH_ACTIVATIONS = {
    "relu": "ReLU", "leaky_relu": "leaky ReLU", "tanh": "tanh", "sigmoid": "sigmoid", "identity": "identity",
}  # fmt: skip
AUGMENTATION_NAMES = {
    "none": _("none"), "affine": _("affine"), "elastic": _("elastic"), "both": _("affine + elastic"),
}  # fmt: skip
ENGLISH_AUGMENTATIONS = {"none": "none", "affine": "affine", "elastic": "elastic", "both": "affine + elastic"}


def _english_look(chosen: tuple[Change, ...]) -> str:
    if not chosen:
        return "as they are"
    (change,) = chosen
    look = "each image scrambled" if change.kind == SCRAMBLED_EACH else change.kind
    return look if change.where == BOTH else f"{look} ({change.where} only)"


AUGMENTATION = choice(AUGMENTATION_NAMES, ENGLISH_AUGMENTATIONS)
LOOK = choice(
    {chosen: str(Changes(chosen)) or _("as they are") for chosen in DATA},
    {chosen: _english_look(chosen) for chosen in DATA},
)
UNIT, BYTES = (0.0, 1.0), (0.0, 255.0)


def of_classes(names: tuple[str, ...]) -> dict[str, Kind[Plan]]:
    """What can be varied about the classes of a set."""
    if names == DIGIT_NAMES:
        titles = _("Digits kept"), _("Digit left out of training")
    else:
        titles = _("Classes kept"), _("Class left out of training")
    kept = tuple(count for count in (2, 3, 5, 10) if count < len(names))
    return {
        "kept": Kind(titles[0], _kept, COUNTS, (*kept, len(names)), lambda count: _count_words(count, names)),
        "left_out": Kind(
            titles[1], _left_out, class_or_none(names), (None, 4, 7) if len(names) > 7 else (None, 0, 1),
            lambda label: _("none left out") if label is None else _("{digit} left out").format(digit=names[label]),
        ),
    }  # fmt: skip


def _count_words(count: int, names: tuple[str, ...]) -> str:
    if names == DIGIT_NAMES:
        return ngettext("{digits} digit", "{digits} digits", count).format(digits=whole(count))
    return ngettext("{classes} class", "{classes} classes", count).format(classes=whole(count))


FACTORS: dict[str, Kind[Plan]] = {
    "output": Kind(
        _("Output"), _of_spec("output"), choice(OUTPUT_NAMES, ENGLISH_OUTPUTS), ("log_softmax", "softmax"),
    ),
    "optimizer": Kind(
        _("Optimiser"), _of_config("optimizer"), choice(OPTIMIZER_NAMES, ENGLISH_OPTIMIZERS), ("sgd", "adam"),
    ),
    "learning_rate": Kind(
        _("Learning rate"), _of_config("learning_rate"), NUMBERS, (0.001, 0.01, 0.1),
        lambda rate: _("rate {rate}").format(rate=number_words(rate)),
    ),
    "activation": Kind(
        _("Activation"), _of_spec("activation"), choice(ACTIVATION_NAMES, ENGLISH_ACTIVATIONS), ("relu", "tanh"),
    ),
    "batch_size": Kind(
        _("Batch size"), _of_config("batch_size"), COUNTS, (8, 32, 128),
        lambda images: _("batch {images}").format(images=whole(images)),
    ),
    "hidden": Kind(_("Hidden layers"), _of_spec("hidden"), LAYERS, ((64, 32, 32), (100,), ())),
    "depth": Kind(
        _("Depth (hidden layers)"), _depth, COUNTS, (1, 2, 3),
        lambda layers: ngettext("{layers} layer", "{layers} layers", layers).format(layers=whole(layers)),
    ),
    "width": Kind(
        _("Width (units of each layer)"), _width, COUNTS, (50, 100, 200),
        lambda units: ngettext("{units} unit", "{units} units", units).format(units=whole(units)),
    ),
    "epochs": Kind(
        _("Epochs"), _of_config("epochs"), COUNTS, (10, 60),
        lambda epochs: ngettext("{epochs} epoch", "{epochs} epochs", epochs).format(epochs=whole(epochs)),
    ),
    "momentum": Kind(
        _("Momentum"), _of_config("momentum"), NUMBERS, (0.0, 0.5, 0.9),
        lambda momentum: _("momentum {momentum}").format(momentum=number_words(momentum)),
    ),
    "dropout": Kind(
        _("Dropout"), _of_config("dropout"), NUMBERS, (0.0, 0.2, 0.4),
        lambda dropout: _("dropout {dropout}").format(dropout=number_words(dropout)),
    ),
    "weight_decay": Kind(
        _("Weight decay"), _of_config("weight_decay"), NUMBERS, (0.0, 0.0001),
        lambda decay: _("decay {decay}").format(decay=number_words(decay)),
    ),
    "augmentation": Kind(
        _("Augmentation"), _of_config("augmentation"), AUGMENTATION, AUGMENTATIONS,
        lambda kind: _("augmentation: {kind}").format(kind=AUGMENTATION_NAMES[kind]),
    ),
    "patience": Kind(
        _("Patience (epochs)"), _of_config("patience"), COUNTS, (0, 3, 10),
        lambda epochs: _("patience {epochs}").format(epochs=whole(epochs)) if epochs else _("no early end"),
    ),
    "images": Kind(
        _("Training images"), _images, COUNTS, (200, 2_000, 18_000),
        lambda images: ngettext("{images} image", "{images} images", images).format(images=whole(images)),
    ),
    **of_classes(DIGIT_NAMES),
    "shift": Kind(
        _("Shift of test images (px)"), _shift, COUNTS, (0, 2, 4),
        lambda pixels: _("up to {pixels} px").format(pixels=whole(pixels)),
    ),
    "data": Kind(
        _("Images"), _data, several_words(LOOK),
        ((), (Change(INVERTED),), (Change(INVERTED, where=TESTING),)),
    ),
    "range": Kind(_("Value range"), _range, RANGES, ((UNIT, None), ((-1.0, 1.0), None), (UNIT, BYTES))),
}  # fmt: skip
"""By name, in the order in which the window offers them; about the classes as digits."""


@cache
def factors(names: tuple[str, ...] = DIGIT_NAMES) -> Mapping[str, Kind[Plan]]:
    """FACTORS for a set whose classes have these names."""
    return FACTORS if names == DIGIT_NAMES else FACTORS | of_classes(names)
