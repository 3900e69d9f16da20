"""Cuts units out of the network that Inspect looks at: each step can be undone, and all of it happens to a copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine.inspection.cutting import Unit, cut, inspection_of_cut
from engine.inspection.image_sets import TEST, Inspection, Opened
from engine.networks.network import FeedForward
from engine.words import _
from gui.inspect.controller import Inspector
from gui.inspect.units_examining import Examined, UnitsExamining
from gui.model.cut_network import CutNetwork
from gui.model.networks import CUT, SHIPPED, Known, Networks
from gui.work.tasks import Tasks

KEY = "cut units"  # of its task
STEPS = 200  # that can be taken back
SLIDING = 1  # steps that are one as long as they follow each other: those of a slider


@dataclass(frozen=True)
class Cuts:
    """``whole``: the network that they are cut from; None as long as nothing is cut. ``chosen_on``: the images by which
    these units were found to be the least useful, one of the keys of the sets; "" if the person chose them."""

    whole: Known | None = None
    units: frozenset[Unit] = frozenset()
    chosen_on: str = ""


class UnitsCutting(QObject):
    changed = Signal()
    """Other units are cut; the network without them may still be under way."""

    def __init__(
        self, inspector: Inspector, examining: UnitsExamining, networks: Networks, tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._inspector, self._examining, self._networks, self._tasks = inspector, examining, networks, tasks
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(STEPS)
        self._cuts = Cuts()
        self._copy: CutNetwork | None = None
        self._name = ""  # of the whole network, in that of the copy
        networks.changed.connect(self._on_networks_changed)

    # Which network, which units

    def whole(self) -> Known | None:
        """The network that Inspect looks at or, where that is a copy with units cut, the one that this comes from."""
        which = self._inspector.which()
        known = None if which is None else self._networks.known(which)
        return known if known is None else known.whole or known

    def whole_of(self, network: FeedForward) -> FeedForward:
        """The same with all its units."""
        return CutNetwork.whole_of(network) if isinstance(network, FeedForward) else network

    def units(self) -> frozenset[Unit]:
        """Those that are cut of the network that Inspect looks at."""
        whole = self.whole()
        return self._cuts.units if whole is not None and whole.is_as(self._cuts.whole) else frozenset()

    @property
    def busy(self) -> bool:
        """Whether the network without them is still made or judged."""
        return self._tasks.is_busy(KEY) or (self._inspector.busy and self._inspector.which() == CUT)

    # What the person does

    def toggle(self, unit: Unit) -> None:
        """Cut a unit, or restore it."""
        units = self.units()
        self._step(_("restored unit") if unit in units else _("cut unit"), units ^ {unit})

    def restore_all(self) -> None:
        self._step(_("restored units"), frozenset())

    def cut_least_useful(self, units: Iterable[Unit], chosen_on: str) -> None:
        """These, and no others. ``chosen_on``: the images by which they were found."""
        self._step(_("cut the least useful units"), frozenset(units), chosen_on, SLIDING)

    def _step(self, words: str, units: frozenset[Unit], chosen_on: str = "", kind: int = -1) -> None:
        if units != self.units():
            after = Cuts(self.whole(), units, chosen_on) if units else Cuts()
            self.stack.push(_Step(words, self._take, self._cuts, after, kind))

    # What comes of it

    def _take(self, cuts: Cuts) -> None:
        before, self._cuts = self._cuts, cuts
        if cuts.units:
            self._prepare(cuts)
        else:
            self._tasks.cancel(KEY)
            self._copy = None
            self._leave(before)
        self.changed.emit()

    def _prepare(self, cuts: Cuts) -> None:
        copy, network = CutNetwork(cuts.whole, cuts.units, cuts.chosen_on == TEST), cuts.whole.latest()
        examined = self._examining.examined
        if examined is not None and examined.network is not network:
            examined = None
        work = lambda: _prepared(copy, network, examined, cuts.chosen_on)  # noqa: E731
        self._tasks.start(KEY, work, partial(self._on_prepared, copy, network, self._inspector.opened()))

    def _on_prepared(
        self, copy: CutNetwork, network: FeedForward, opened: Opened, made: tuple[FeedForward, Inspection | None]
    ) -> None:
        copy.take(network, made[0])
        if made[1] is not None:
            self._inspector.remember(made[1], opened)
        self._copy = copy
        self._offer()
        self._networks.choose(CUT)
        self._inspector.show(CUT)
        self.changed.emit()

    def _offer(self) -> None:
        """Under the name that the whole network has now: "Yours" is "The run before" when another is trained."""
        which = self._networks.which(self._copy.whole)
        self._name = (self._copy.whole if which is None else self._networks.known(which)).name
        self._networks.add(CUT, self._copy.known(self._name))

    def _leave(self, before: Cuts) -> None:
        """Nothing is cut any more: whoever looks at the copy looks at the whole network again."""
        which = None if before.whole is None else self._networks.which(before.whole)
        which = which or next(iter(self._networks.names()), SHIPPED)  # it may have been replaced by another
        if self._networks.chosen == CUT:
            self._networks.choose(which)
        if self._inspector.which() == CUT:
            self._inspector.show(which)
        self._networks.drop(CUT)

    def _on_networks_changed(self) -> None:
        which = None if self._copy is None else self._networks.which(self._copy.whole)
        if which is not None and self._networks.known(CUT) and self._networks.known(which).name != self._name:
            self._offer()


class _Step(QUndoCommand):
    def __init__(self, words: str, take, before: Cuts, after: Cuts, kind: int) -> None:
        super().__init__(words)
        self._take, self._before, self._after, self._kind = take, before, after, kind

    def id(self) -> int:
        return self._kind

    def mergeWith(self, other: QUndoCommand) -> bool:
        self._after = other._after
        return True

    def redo(self) -> None:
        self._take(self._after)

    def undo(self) -> None:
        self._take(self._before)


def _prepared(
    copy: CutNetwork, network: FeedForward, examined: Examined | None, chosen_on: str
) -> tuple[FeedForward, Inspection | None]:
    """In a thread: the network without the units, and all that is known about it where the whole one was examined."""
    made = cut(network, copy.units)
    if examined is None:
        return made, None
    found = inspection_of_cut(examined.inspection, examined.activity, made, copy.units)
    if chosen_on == found.images:
        found = replace(found, chosen_on=np.ones(len(found.evaluation), bool))
    return made, replace(found, trained_on=copy.trained_on)
