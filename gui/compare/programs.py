"""The PyTorch program of an experiment, to be taken away."""

from __future__ import annotations

from functools import partial

from engine.code.experiment_program import experiment_program
from engine.code.program import Program
from engine.code.recipe import beside
from engine.digits.readers import Loaded
from engine.experiments.experiment import Experiment
from engine.experiments.raced import Raced
from engine.words import _
from gui.model.digits_in_hand import DigitsInHand
from gui.widgets.export import Code


def programs(experiment: Experiment | None, race: Raced | None, data: DigitsInHand) -> list[Code]:
    """Of what is compared, on the digits of the race, or without one on those in hand; none if there is nothing yet."""
    images = data if race is None else race
    if experiment is None or images.digits is None:
        return []
    return [Code(_("PyTorch program"), partial(_program, experiment, Loaded(images.digits, images.test_digits)))]


def _program(experiment: Experiment, images: Loaded) -> tuple[Program, Loaded]:
    return experiment_program(experiment, beside(images)), images
