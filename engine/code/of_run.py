"""The program of a run that is kept: with the settings that it had, and the images that it was trained on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from engine.code.program import Program, program
from engine.code.recipe import beside
from engine.digits.dataset import Digits
from engine.digits.readers import Loaded
from engine.experiments.factors import Plan
from engine.runs.finding import find, read_digits
from engine.runs.run import Run
from engine.training.config import TrainingConfig


def program_of_run(folder: Path, opened: Digits | None, opened_test: Digits | None) -> tuple[Program, Loaded]:
    """Of the run in a folder, and the images that are to be written beside it.

    ``opened``, ``opened_test``: what is in hand, if it is that. Raises UserError if there is no whole run, or if its
    images are neither in hand nor where they came from.
    """
    run = find(folder, opened, opened_test)
    images = Loaded(*(read_digits(run) if run.digits is None else (run.digits, run.test_digits)))
    plan = Plan(run.spec, _as_trained(run), run.test_fraction, run.changes)
    return program(plan, beside(images), rate_changes=run.rate_changes), images


def _as_trained(run: Run) -> TrainingConfig:
    """Of a run that ended early and was then trained on, without the rule that had ended it."""
    point = run.control.checkpoint()
    if point is None or not 0 < point.ended_early < point.epoch:
        return run.config
    return replace(run.config, patience=0, target_accuracy=0.0)
