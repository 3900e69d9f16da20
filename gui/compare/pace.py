"""How quick this machine is: measured by its trainings, remembered, and used to say how long an experiment takes."""

from __future__ import annotations

import math
from dataclasses import replace

from engine.experiments.experiment import SECONDS_PER_COST
from engine.experiments.factors import Plan
from engine.runs.run import Run
from gui.work.settings import remember, text

KEY = "machine/seconds_per_cost"
LEAST_SECONDS = 1.0  # of training that tell anything
BOUNDS = 1e-13, 1e-8  # a thousand times quicker or slower than what was measured is a mistake


def remembered_pace() -> float:
    """Seconds of one core for a unit of ``Plan.cost``: as measured last, else as on the machine of its makers."""
    try:
        found = float(text(KEY))
    except ValueError:
        return SECONDS_PER_COST
    return found if BOUNDS[0] < found < BOUNDS[1] else SECONDS_PER_COST


def remember_pace(pace: float) -> str:
    """A sentence if it could not be remembered; empty otherwise."""
    return remember({KEY: repr(pace)})


def keep_pace(run: Run) -> str:
    """Remember that of a training in the window, if it tells any; a sentence if it could not be remembered."""
    pace = pace_of(run)
    return "" if pace is None else remember_pace(pace)


def pace_of(run: Run) -> float | None:
    """That of a training in the window; None if it was too short to tell."""
    epochs, seconds = run.history.count - 1, float(run.history.seconds[: run.history.count].sum())
    if epochs < 1 or seconds < LEAST_SECONDS or run.digits is None:
        return None
    plan = Plan(run.spec, replace(run.config, epochs=epochs), run.test_fraction, run.changes)
    pace = seconds / plan.cost(len(run.digits))
    return pace if math.isfinite(pace) else None
