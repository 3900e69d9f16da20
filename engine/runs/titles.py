"""What a run is, in words: all that made it, for beside its curves; and a short title with what it reached."""

from __future__ import annotations

import math
from collections.abc import Sequence

from engine.networks.network import ACTIVATION_NAMES, OUTPUT_NAMES, NetworkSpec
from engine.numbers import number, short, whole
from engine.training.config import OPTIMIZER_NAMES, TrainingConfig
from engine.training.rate_changes import RateChange
from engine.words import _

MOST_RATES = 3  # that are told one by one
LESSON, LESSONS_TRAINING = NetworkSpec(), TrainingConfig()
_SCHEDULES = {"constant": _("constant schedule"), "cosine": _("cosine schedule")}
_AUGMENTED = {
    "none": _("not augmented"),
    "affine": _("augmented (affine)"),
    "elastic": _("augmented (elastic)"),
    "both": _("augmented (both)"),
}


def made_of(spec: NetworkSpec, config: TrainingConfig, rate_changes: Sequence[RateChange] = ()) -> str:
    """ "784-64-32-32-10 · softmax · Adam 0.001 · batch 32 · seed 0", and whatever else is not the lesson's.

    ``rate_changes``: those that came while it was trained: "Adam 0.001 → 0.0001 (epoch 5, batch 12)".
    """
    seed = _("seed {seed}").format(seed=config.seed)
    steps = _steps_and_when(config, rate_changes)
    return " · ".join([str(spec), OUTPUT_NAMES[spec.output], steps, _batch(config), seed, *_rest(spec, config)])


def title(
    spec: NetworkSpec, config: TrainingConfig, accuracy: float = math.nan, rate_changes: Sequence[RateChange] = ()
) -> str:
    """ "softmax, SGD 0.01: 74.5 %": how it was trained, what is not the lesson's, and what it reached.

    ``accuracy``: percent of the test images; NaN if there is none.
    """
    layers = [] if spec.hidden == LESSON.hidden else [str(spec)]
    batch = [] if config.batch_size == LESSONS_TRAINING.batch_size else [_batch(config)]
    settings = ", ".join(
        [*layers, OUTPUT_NAMES[spec.output], _steps(config, rate_changes), *batch, *_rest(spec, config)]
    )
    if math.isnan(accuracy):
        return settings
    return _("{settings}: {percent} %").format(settings=settings, percent=number(accuracy, 1))


def rates(config: TrainingConfig, rate_changes: Sequence[RateChange]) -> str:
    """ "0.01 → 0.001": the rate that it began with, and those that it was given while it was trained."""
    changed = [short(change.rate) for change in rate_changes]
    middle = [] if len(changed) < 2 else changed[:-1] if len(changed) <= MOST_RATES else ["…"]
    return " → ".join([short(config.learning_rate), *middle, *changed[-1:]])


def _steps(config: TrainingConfig, rate_changes: Sequence[RateChange]) -> str:
    return f"{OPTIMIZER_NAMES[config.optimizer]} {rates(config, rate_changes)}"


def _steps_and_when(config: TrainingConfig, rate_changes: Sequence[RateChange]) -> str:
    """The same with the time of the last change."""
    if not rate_changes:
        return _steps(config, ())
    last = rate_changes[-1]
    return _("{rates} (epoch {epoch}, batch {batch})").format(
        rates=_steps(config, rate_changes), epoch=last.epoch, batch=last.batch
    )


def _batch(config: TrainingConfig) -> str:
    return _("batch {images}").format(images=config.batch_size)


def _rest(spec: NetworkSpec, config: TrainingConfig) -> list[str]:
    """What is not the lesson's, each in a few words."""
    low, high = spec.input_range
    parts = {
        ACTIVATION_NAMES[spec.activation]: spec.activation != LESSON.activation,
        _("pixels {low} to {high}").format(low=short(low), high=short(high)): spec.input_range != LESSON.input_range,
        _("momentum {momentum}").format(momentum=short(config.momentum)): config.momentum != 0,
        _("weight decay {decay}").format(decay=short(config.weight_decay)): config.weight_decay != 0,
        _("dropout {share}").format(share=short(config.dropout)): config.dropout != 0,
        _SCHEDULES[config.schedule]: config.schedule != LESSONS_TRAINING.schedule,
        _AUGMENTED[config.augmentation]: config.augmentation != LESSONS_TRAINING.augmentation,
        _("patience {epochs}").format(epochs=whole(config.patience)): config.patience != 0,
        _("stop at {percent} %").format(percent=short(config.target_accuracy)): config.target_accuracy != 0,
        _("{percent} % for validation").format(
            percent=short(100 * config.validation_fraction, 3)
        ): config.validation_fraction != 0,
    }
    return [words for words, is_told in parts.items() if is_told]
