"""One training of an experiment, as those who watch it see it."""

from __future__ import annotations

import numpy as np
import torch

from engine.experiments.factors import Plan
from engine.experiments.states import CANCELLED as CANCELLED
from engine.experiments.states import FAILED as FAILED
from engine.experiments.states import FINISHED as FINISHED
from engine.experiments.states import RUNNING as RUNNING
from engine.experiments.states import WAITING as WAITING
from engine.networks.network import FeedForward
from engine.training.history import History


class Run:
    """Written by the race's thread only; ``state`` is set after what it tells of.

    ``candidate``: which candidate of the experiment it belongs to. ``flat``: the network's parameters when it finished,
    or the last sound ones if it diverged. ``confusion``: (classes, classes) test images, by true class and guess, of
    a finished run.
    """

    def __init__(self, candidate: int, seed: int, plan: Plan) -> None:
        self.candidate, self.seed, self.plan = candidate, seed, plan
        self.history = History(plan.config.epochs)
        self.state = WAITING
        self.reason = ""  # why it failed
        self.confusion: np.ndarray | None = None
        self.flat: np.ndarray | None = None

    @property
    def ended(self) -> bool:
        return self.state in (FINISHED, FAILED, CANCELLED)

    @property
    def seconds(self) -> float:
        """What it has taken so far, without pauses."""
        return float(self.history.seconds[: self.history.count].sum())

    @property
    def done(self) -> float:
        """How many of its epochs are behind it: 0 to 1."""
        return max(0, self.history.count - 1) / self.plan.config.epochs

    @property
    def share(self) -> float:
        """How much of what it is going to be is done: 0 to 1."""
        return 1.0 if self.ended else self.done

    def network(self) -> FeedForward | None:
        """As it was when the run ended, if it left one."""
        return None if self.flat is None else FeedForward(self.plan.spec, flat=torch.from_numpy(self.flat.copy()))
