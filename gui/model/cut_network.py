"""A network with units cut, as one of those that can be chosen: a copy of what the whole one is at the moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar
from weakref import WeakKeyDictionary

from engine.inspection.cutting import Unit, cut, facts_of_cut
from engine.networks.network import FeedForward
from engine.numbers import whole as whole_number
from engine.words import ngettext
from gui.model.networks import Known


class CutNetwork:
    """``whole``: the network that stays as it is. ``units``: those that are cut in the copy. ``trained_on``: what both
    were trained on, and whether the test images helped to choose the units."""

    _wholes: ClassVar[WeakKeyDictionary[FeedForward, FeedForward]] = WeakKeyDictionary()
    """Of each copy that somebody still looks at."""

    def __init__(self, whole: Known, units: Iterable[Unit], chosen_on_test: bool = False) -> None:
        self.whole, self.units, trained = whole, frozenset(units), whole.trained_on
        flattered = trained is not None and (trained.chosen_on_test or chosen_on_test)
        self.trained_on = None if trained is None else replace(trained, chosen_on_test=flattered)
        self._newest: tuple[FeedForward, FeedForward] | None = None  # the whole one, and its copy

    def latest(self) -> FeedForward | None:
        """The copy of what the whole network is now; while that trains, it is another one all the time."""
        network = self.whole.latest()
        if network is None:
            return None
        if self._newest is None or self._newest[0] is not network:
            self.take(network, cut(network, self.units))
        return self._newest[1]

    def take(self, network: FeedForward, copy: FeedForward) -> None:
        """``copy`` is that of ``network``: it was made elsewhere."""
        self._newest = network, copy
        self._wholes[copy] = network

    @classmethod
    def whole_of(cls, network: FeedForward) -> FeedForward:
        """What it is a copy of, whichever units are cut in it; itself, if it is none."""
        return cls._wholes.get(network, network)

    def known(self, name: str) -> Known:
        """As it is offered. ``name``: of the whole network."""
        words = ngettext("{name}, {count} unit cut", "{name}, {count} units cut", len(self.units))
        facts = facts_of_cut(self.whole.facts, name, self.units)
        called = words.format(name=name, count=whole_number(len(self.units)))
        return Known(called, self.latest, self.trained_on, None, facts, self.whole)
