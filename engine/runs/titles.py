"""What a run is, in words: all that made it, for beside its curves; and a short title with what it reached."""

from __future__ import annotations

import math

from engine.networks.network import ACTIVATION_NAMES, OUTPUT_NAMES, NetworkSpec
from engine.training.config import OPTIMIZER_NAMES, TrainingConfig

LESSON, LESSONS_TRAINING = NetworkSpec(), TrainingConfig()


def made_of(spec: NetworkSpec, config: TrainingConfig) -> str:
    """ "784-64-32-32-10 · softmax · Adam 0.001 · batch 32 · seed 0", and whatever else is not the lesson's."""
    numbers = f"batch {config.batch_size}", f"seed {config.seed}"
    return " · ".join([str(spec), OUTPUT_NAMES[spec.output], _steps(config), *numbers, *_rest(spec, config)])


def title(spec: NetworkSpec, config: TrainingConfig, accuracy: float = math.nan) -> str:
    """ "softmax, SGD 0.01: 74.5 %": how it was trained, what is not the lesson's, and what it reached.

    ``accuracy``: percent of the test images; NaN if there is none.
    """
    layers = [] if spec.hidden == LESSON.hidden else [str(spec)]
    batch = [] if config.batch_size == LESSONS_TRAINING.batch_size else [f"batch {config.batch_size}"]
    words = ", ".join([*layers, OUTPUT_NAMES[spec.output], _steps(config), *batch, *_rest(spec, config)])
    return words if math.isnan(accuracy) else f"{words}: {accuracy:.1f} %"


def _steps(config: TrainingConfig) -> str:
    return f"{OPTIMIZER_NAMES[config.optimizer]} {config.learning_rate:g}"


def _rest(spec: NetworkSpec, config: TrainingConfig) -> list[str]:
    """What is not the lesson's, each in a few words."""
    low, high = spec.input_range
    parts = {
        ACTIVATION_NAMES[spec.activation]: spec.activation != LESSON.activation,
        f"pixels {low:g} to {high:g}": spec.input_range != LESSON.input_range,
        f"momentum {config.momentum:g}": config.momentum != 0,
        f"weight decay {config.weight_decay:g}": config.weight_decay != 0,
        f"dropout {config.dropout:g}": config.dropout != 0,
        f"{config.schedule} schedule": config.schedule != LESSONS_TRAINING.schedule,
        f"augmented ({config.augmentation})": config.augmentation != LESSONS_TRAINING.augmentation,
    }
    return [words.replace("-", "−") if words.startswith("pixels") else words for words, told in parts.items() if told]
