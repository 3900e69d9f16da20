"""Where the runs of a race are carried out: what this computer's processes and those of a cluster have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from engine.digits.dataset import Digits
from engine.experiments.factors import Plan

BEGUN, REPORT, WHOLE, FINISHED, FAILED, BACK = "begun", "report", "whole", "finished", "failed", "back"
"""What a place says of a run: (word, number of the run, ...). BEGUN: once more, and anew. REPORT: an EpochReport.
WHOLE: all of them, in the place of those before. FINISHED: the parameters, and the confusion of the test images.
FAILED: why, and the last sound parameters or None. BACK: it was lost, and is to be handed out again."""

LOADED, READY, LOST = "loaded", "ready", "lost"
"""What a process says before and beside that, as (word, -1): its libraries are there; its digits are; it cannot go on,
and why."""

Said = tuple[Any, ...]


class Place(ABC):
    """Belongs to one race, whose thread makes every call, one after the other.

    ``workers``: how many runs it carries out at once, as far as is known. ``note``: a sentence for the person, once it
    is open. ``is_here``: whether it is this computer.
    """

    workers = 1
    note = ""
    is_here = True

    @abstractmethod
    def open(self, digits: Digits, test_digits: Digits | None, runs: int) -> None:
        """Hand the digits over, for so many runs. Raises UserError and OSError."""

    @abstractmethod
    def room(self) -> int:
        """How many more runs it takes just now."""

    @abstractmethod
    def begin(self, number: int, plan: Plan) -> None:
        """Carry out a run; only where there is room."""

    @abstractmethod
    def hold(self, paused: bool) -> None:
        """Hold all runs after the batch under way, also those that have yet to begin; or let them go on."""

    @abstractmethod
    def heard(self, patience: float) -> list[Said]:
        """What there is to say, waiting for it for so many seconds at most. Raises UserError if no run can go on."""

    @abstractmethod
    def close(self) -> list[Said]:
        """End every run at once, and return what is still to be said; no call comes after it. It may never have been
        opened."""
