"""Goes back through the epochs of the run in hand: its network is everywhere as it was after the one that is shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping

import torch
from PySide6.QtCore import QObject, QTimer, Signal
from torch import Tensor

from engine.runs.replay import network_of
from engine.runs.run import Run
from engine.words import _
from gui.model.networks import TRAINED, Known, Networks
from gui.model.run_under_way import RunUnderWay

PACE = 125  # milliseconds that each epoch is shown for
TICKS = 20  # of a training, from one look at what is new to the next: about once a second


class Replay(QObject):
    """``epoch``: the one that is shown; None: the network is as it is now. ``epochs``: those that one can go back to.
    ``playing``: whether they are shown one after another.

    A training goes on undisturbed, and so does what is saved of it: only what the window shows is of earlier.
    """

    changed = Signal()
    """Another epoch is shown, or others can be, or it plays, or does not."""

    def __init__(self, training: RunUnderWay, networks: Networks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._training, self._networks = training, networks
        self._run: Run | None = None
        self._kept: Mapping[int, Tensor] = {}  # when it was looked at: what trains may put out some meanwhile
        self._ticks = 0
        self.epoch: int | None = None
        self.epochs: tuple[int, ...] = ()
        self.now = 0
        """Where the run is, as an epoch: after all of ``epochs``."""
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self._on_next)
        training.changed.connect(self._on_run_changed)
        training.ticked.connect(self._on_ticked)

    @property
    def run(self) -> Run | None:
        """The run whose epochs they are."""
        return self._run

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    @property
    def is_possible(self) -> bool:
        """Whether there is anything to go back to."""
        return bool(self.epochs)

    # What the person does

    def show(self, epoch: int) -> None:
        """Show the nearest that is kept, or the network as it is now where that is nearer."""
        places = (*self.epochs, self.now)
        nearest = min(places, key=lambda place: abs(place - epoch))
        if nearest == self.now:
            self.end()
        elif nearest != self.epoch:
            self._show(nearest)
            self.changed.emit()

    def before(self) -> None:
        """Show the epoch before the one that is shown."""
        at = bisect_left(self.epochs, self.now if self.epoch is None else self.epoch)
        if at:
            self.show(self.epochs[at - 1])

    def after(self) -> None:
        """Show the epoch after the one that is shown; after the last comes the network as it is now."""
        if self.epoch is not None:
            at = bisect_right(self.epochs, self.epoch)
            self.show(self.epochs[at] if at < len(self.epochs) else self.now)

    def end(self) -> None:
        """Back to now."""
        self._timer.stop()
        if self.epoch is not None:
            self.epoch = None
            self._networks.replay(None)
        self.changed.emit()

    def play(self) -> None:
        """Show one after another, up to now: from the one that is shown, or from the first."""
        if self.is_possible:
            self._timer.start()
            if self.epoch is None:
                self._show(self.epochs[0])
            self.changed.emit()

    def hold(self) -> None:
        """Stay at the epoch that is shown."""
        self._timer.stop()
        self.changed.emit()

    def close(self) -> None:
        self._timer.stop()

    def _show(self, epoch: int) -> None:
        run = self._run
        assert run is not None
        network, name = network_of(run.spec, self._kept[epoch]), _("Yours, epoch {epoch}").format(epoch=epoch)
        facts = {"epoch": str(epoch)}  # which its file says, if it is saved
        was_now, self.epoch = self.epoch is None, epoch
        self._networks.replay(Known(name, lambda: network, run.trained_on, facts=facts, epoch=epoch))
        if was_now:
            self._networks.choose(TRAINED)

    # What happens

    def _on_next(self) -> None:
        self.after()

    def _on_run_changed(self) -> None:
        run = self._training.run
        if run is not self._run:
            self._run = run
            self._timer.stop()
            self.epoch = None
            self._networks.replay(None)
        self._look()
        self.changed.emit()

    def _on_ticked(self) -> None:
        self._ticks += 1
        if self._ticks % TICKS == 0 and self._run is not None and self._run.epochs.epochs[-1:] != self.epochs[-1:]:
            self._look()
            self.changed.emit()

    def _look(self) -> None:
        """At what the run has kept. The last epoch is nothing to go back to if the run is still there."""
        run = self._run
        self._kept = {} if run is None else run.epochs.kept
        self.epochs = tuple(self._kept)
        if run is None or not self.epochs:
            return
        last = self.epochs[-1]
        self.now = last + 1
        if not self._training.under_way and _is_now(run, self._kept[last]):
            self.now, self.epochs = last, self.epochs[:-1]


def _is_now(run: Run, flat: Tensor) -> bool:
    """Whether a run that has ended has moved on from these parameters no more."""
    latest = run.control.latest()
    return latest is not None and torch.equal(latest.flat, flat)
