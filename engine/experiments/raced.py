"""An experiment's runs, as those who look at them see them: those of a race under way, or of one that was kept."""

from __future__ import annotations

from collections.abc import Sequence

from engine.digits.dataset import Digits
from engine.experiments.experiment import Experiment
from engine.experiments.run import Run


class Raced:
    """What has ended; a ``Race`` may still be under way.

    ``runs``: all of them. ``set_name``, ``images``, ``own_test``: of the whole set, how many it has, and whether a test
    set came with it. ``digits``, ``test_digits``: the set itself, None where it is not at hand. ``mark``: of the set,
    see engine.digits.identity.mark_of. ``version`` grows with every change. ``message``: why it was given up; ``note``:
    what a person should know, such as that other versions took part. ``seconds``: without pauses. ``is_here``: whether
    this computer alone trains.
    """

    def __init__(
        self, experiment: Experiment, runs: Sequence[Run], set_name: str, images: int, own_test: bool = False
    ) -> None:
        self.experiment, self.runs = experiment, list(runs)
        self.set_name, self.images, self.own_test = set_name, images, own_test
        self.costs = [run.plan.cost(images) for run in self.runs]
        self.digits: Digits | None = None
        self.test_digits: Digits | None = None
        self.mark = self.message = self.note = ""
        self.version = 0
        self.seconds = 0.0
        self.is_here = True

    @property
    def over(self) -> bool:
        """Whether every run has ended, and all that it needed."""
        return True

    @property
    def paused(self) -> bool:
        return False

    @property
    def workers(self) -> int:
        """How many runs there are at once."""
        return 1

    def close(self, timeout: float = 0.0) -> None:
        """Nothing is under way."""

    def share(self) -> float:
        """How much of the work is done: 0 to 1."""
        return sum(c * run.share for c, run in zip(self.costs, self.runs, strict=True)) / sum(self.costs)

    def pace(self) -> float | None:
        """Seconds of one core for a unit of cost, by what has been done so far; None while that is too little."""
        spent = sum(run.seconds for run in self.runs)
        done = sum(cost * run.done for cost, run in zip(self.costs, self.runs, strict=True))
        return spent / done if spent >= 1 and done else None

    def seconds_left(self) -> float | None:
        """An estimate; None while too little is done to tell."""
        pace = self.pace()
        if pace is None:
            return None
        left = [cost * (1 - r.share) * pace for cost, r in zip(self.costs, self.runs, strict=True) if not r.ended]
        return max(sum(left) / self.workers, max(left, default=0.0))
