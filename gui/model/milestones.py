"""What others have published, what was measured here, the person's runs, and the person: one list for every page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from engine.experiments.yardsticks.ranking import OwnScore, Ranked, ranking
from engine.experiments.yardsticks.record import Record
from engine.runs.library import entries
from gui.model.measured import Measured
from gui.model.own_score import own_score
from gui.work.settings import runs_folder
from gui.work.tasks import Tasks


def find_milestones(key: str, measured: Measured, tasks: Tasks, found: Callable[[list[Ranked]], object]) -> None:
    """Hand ``found`` the list as it is by now. ``key``: who asks; only what was asked last under it is told."""
    tasks.start(key, partial(_milestones, list(measured.records), runs_folder(), own_score()), found)


def _milestones(records: list[Record], runs: Path | None, you: OwnScore | None) -> list[Ranked]:
    """In a thread."""
    return ranking(records, [] if runs is None else entries(runs), you)
