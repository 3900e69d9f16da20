"""The fitted yardsticks at hand, each in a process of its own, and those that are being fitted."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from engine.apart import Cancelled
from engine.digits.bundle import BUNDLED
from engine.errors import UserError
from engine.experiments.yardsticks.at_hand import AtHand, fit_at_hand
from engine.experiments.yardsticks.estimate import image_counts, seconds
from engine.experiments.yardsticks.keeping import Kept, kept, open_yardstick
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import Recipe
from engine.numbers import whole
from engine.words import _
from gui.model.digits_in_hand import DigitsInHand
from gui.work.messages import Messages
from gui.work.tasks import Job, Tasks

PREFIX = "yardstick "  # of their keys, which no network has
MOST = 6
"""At hand and under way: each has a process of 130 to 190 MB."""
SHARE = 0.97  # of what the estimate says: more is not told before it is there
_SHIPPED = {"mnist-20k": 20_000, "mnist-60k": 60_000, "mnist-test": 10_000}  # images


class Fitting:
    """One under way, or waiting for it. ``estimate``: seconds."""

    def __init__(self, which: str, wanted: Kept, estimate: float) -> None:
        self.which, self.kept, self.estimate = which, wanted, estimate
        self.job = Job()
        self._begun = 0.0

    def begin(self) -> None:
        self._begun = time.perf_counter()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._begun if self._begun else 0.0

    @property
    def left(self) -> float:
        """Seconds, by the estimate."""
        return max(0.0, self.estimate - self.seconds)

    @property
    def share(self) -> float:
        return min(SHARE, self.seconds / self.estimate)


class Yardsticks(QObject):
    """``chosen``: the key of the one that was opened or looked at last, which is the one that is saved."""

    changed = Signal()
    """Another one is at hand, or one fewer."""
    progressed = Signal()
    """Fitting goes on, has begun or has ended."""
    begun = Signal()
    """The person has asked for one, which is now being fitted."""
    opened = Signal(str)
    """The key of one that was asked for, and is at hand."""

    def __init__(self, tasks: Tasks, messages: Messages, data: DigitsInHand, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._messages, self._data = tasks, messages, data
        self._at_hand: dict[str, AtHand] = {}
        self._under_way: list[Fitting] = []
        self._count = 0
        self._split = (0.1, 0)
        self.chosen: str | None = None
        self._timer = QTimer(self, interval=100)
        self._timer.timeout.connect(self.progressed)

    # What is at hand

    def names(self) -> dict[str, str]:
        """Those that are fitted, by their keys, and what the window calls each."""
        found: dict[str, str] = {}
        for which, one in self._at_hand.items():
            name, twins = one.label, sum(known.label == one.label for known in self._before(which))
            found[which] = f"{name} ({twins + 1})" if twins else name
        return found

    def _before(self, which: str) -> list[AtHand]:
        keys = list(self._at_hand)
        return [self._at_hand[key] for key in keys[: keys.index(which)]]

    def get(self, which: str | None) -> AtHand | None:
        return self._at_hand.get(which or "")

    def all(self) -> dict[str, AtHand]:
        return dict(self._at_hand)

    def look_at(self, which: str) -> None:
        """This one is chosen on a page."""
        if which != self.chosen and which in self._at_hand:
            self.chosen = which
            self.changed.emit()

    def drop(self, which: str) -> None:
        """This one is not wanted any more."""
        one = self._at_hand.pop(which, None)
        if one is not None:
            if self.chosen == which:
                self.chosen = None
            self._let_go(which, one)
            self.changed.emit()

    def _let_go(self, which: str, one: AtHand) -> None:
        """Its process is killed now; that it is gone is waited for beside the window."""
        one.kill()
        self._tasks.start(f"end of {which}", one.end)

    def drop_dead(self) -> None:
        """Those whose process was ended by the system."""
        for which in [which for which, one in self._at_hand.items() if not one.alive]:
            self.drop(which)

    # What is asked for

    def set_split(self, test_fraction: float, seed: int) -> None:
        """Of the next network: the next yardstick is fitted to the same images."""
        self._split = test_fraction, seed

    def images(self) -> Images | None:
        """What the next yardstick is fitted to and tested with; None without digits."""
        data = self._data
        if data.digits is None:
            return None
        return Images(data.digits, data.test_digits, self._split[0], data.changes)

    def fit(self, recipe: Recipe) -> None:
        """Fit one to the digits in hand, split and changed as for the next network."""
        images, seed = self.images(), self._split[1]
        if images is not None:
            self._tasks.queue("yardstick's images", lambda: kept(recipe, seed, images), self.open)

    def read(self, path: Path) -> None:
        """Open a saved one: its recipe is read, and it is fitted anew."""
        self._tasks.start("yardstick to open", lambda: open_yardstick(path), self.open)

    def open(self, wanted: Kept) -> None:
        """Fit this one, unless it is at hand already, and tell with ``opened``."""
        for which, one in self._at_hand.items():
            if one.kept == wanted:
                self._choose(which)
                return
        if any(one.kept == wanted for one in self._under_way):
            return
        if len(self._at_hand) + len(self._under_way) >= MOST:
            sentence = _(
                "{most} yardsticks are at hand, and each takes some memory: remove one on the Inspect page first."
            )
            self._messages.failed.emit(sentence.format(most=whole(MOST)))
            return
        self._count += 1
        self._begin(Fitting(f"{PREFIX}{self._count}", wanted, self._estimate(wanted)))

    def _estimate(self, wanted: Kept) -> float:
        to, data = wanted.fitted_to, self._data
        known = {title: _SHIPPED.get(key, 0) for key, title in BUNDLED.items()}
        own = 0 if to.own_test else None
        count = (
            len(data.digits) if data.digits is not None and data.digits.name == to.digits else known.get(to.digits, 0)
        )
        return seconds(wanted.recipe, image_counts(count, own, to.test_fraction, to.changes)[0], 0)

    def _begin(self, fitting: Fitting) -> None:
        opened = self._data.digits

        def work() -> AtHand:
            if fitting.job.cancelled():
                raise Cancelled(_("Cancelled."))
            fitting.begin()
            found = fit_at_hand(fitting.kept, opened, fitting.job.cancelled)
            if fitting.job.cancelled():
                found.end()
                raise Cancelled(_("Cancelled."))
            return found

        def done(found: AtHand) -> None:
            self._on_fitted(fitting, found)

        def failed(error: UserError) -> None:
            self._on_failed(fitting, error)

        self._under_way.append(fitting)
        self._tasks.queue("yardsticks", work, done, failed, fitting.job)
        self._timer.start()
        self.begun.emit()
        self.progressed.emit()

    def _on_fitted(self, fitting: Fitting, found: AtHand) -> None:
        self._end(fitting)
        if fitting.job.cancelled():
            self._let_go(fitting.which, found)
            return
        self._at_hand[fitting.which] = found
        self.changed.emit()
        self._choose(fitting.which)

    def _on_failed(self, fitting: Fitting, error: UserError) -> None:
        self._end(fitting)
        if isinstance(error, Cancelled):
            self._messages.told.emit(_("Given up: no yardstick was fitted"))
        else:
            self._messages.failed.emit(str(error))

    def _end(self, fitting: Fitting) -> None:
        self._under_way.remove(fitting)
        if not self._under_way:
            self._timer.stop()
        self.progressed.emit()

    def _choose(self, which: str) -> None:
        self.chosen = which
        self.opened.emit(which)

    # What is under way

    @property
    def under_way(self) -> tuple[Fitting, ...]:
        """The one that is being fitted first, then those that wait."""
        return tuple(self._under_way)

    def cancel(self) -> None:
        """Give up all that is under way: its process ends at once."""
        for fitting in self._under_way:
            fitting.job.cancel()

    def close(self) -> None:
        """The program ends."""
        self.cancel()
        self._timer.stop()
        for one in self._at_hand.values():
            one.kill()
        for one in self._at_hand.values():
            one.end()
        self._at_hand.clear()
