"""The networks that can be chosen: the one that ships, those of the last two runs, one that was opened, and one of
these with units cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.digits.dataset import DIGIT_NAMES, Digits, plain_names
from engine.inspection.doubt import DRAWN, PASTED, Doubt, doubt_from
from engine.networks.files import PRETRAINED, load_network, read_facts
from engine.networks.network import FeedForward
from engine.runs.provenance import TrainedOn, from_facts
from engine.runs.run import Run
from engine.words import _
from gui.work.tasks import Tasks

if TYPE_CHECKING:
    from engine.networks.foreign import Foreign

SHIPPED, TRAINED, BEFORE, OPENED, CUT = WHICH = "shipped", "trained", "before", "opened", "cut"


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of a network. ``name``: what the window calls it. ``latest()``: the network; while it trains, a
    snapshot that is 1/30 s old at most. ``trained_on``, ``doubt``: its images and calibrated thresholds, if known, and
    ``doubt_of_pictures``, those for what was pasted. ``facts``: all that its file says. ``whole``: of a copy with units
    cut, the network that it is a copy of. ``epoch``: after which it was so, if its run is replayed; None otherwise."""

    name: str
    latest: Callable[[], FeedForward | None]
    trained_on: TrainedOn | None
    doubt: Doubt | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    whole: Known | None = None
    epoch: int | None = None
    doubt_of_pictures: Doubt | None = None

    def is_as(self, other: Known | None) -> bool:
        """Whether it is the same network, though it may be called otherwise."""
        return other is not None and self.latest == other.latest


def read_network(path: Path, name: str) -> Known:
    """A saved network, and what its file says about it. Raises UserError."""
    facts, network = read_facts(path), load_network(path)
    of_pictures = doubt_from(facts, PASTED)
    return Known(name, lambda: network, from_facts(facts), doubt_from(facts), facts, doubt_of_pictures=of_pictures)


def read_any(path: Path) -> Known | Foreign:
    """A network that Inkling has saved, or another's: Foreign while the person has to say what its file does not."""
    from engine.networks.foreign import is_inklings, read_foreign

    if is_inklings(path):
        return read_network(path, path.stem)
    found = read_foreign(path)
    return of_others(found.network(), path.stem) if found.is_known else found


def of_others(network: FeedForward, name: str) -> Known:
    return Known(name, lambda: network, None)


def shipped() -> Known:
    """The network that ships. Raises UserError."""
    return read_network(PRETRAINED, _("Ships with Inkling"))


def of_run(run: Run, name: str = _("Yours")) -> Known:
    """The network of a run that has one."""
    return Known(name, run.control.latest, run.trained_on)


class Networks(QObject):
    changed = Signal()
    """Another network is chosen, or can be."""
    opened = Signal()
    """A saved network was read, and is chosen."""

    unknown = Signal(object)
    """A Foreign was read, and the person has to say what its file does not."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._known: dict[str, Known] = {}
        self._replayed: Known | None = None
        self.chosen = SHIPPED

    def add(self, which: str, known: Known) -> None:
        """One of WHICH is there now, or another one in its place."""
        self._known[which] = known
        self.changed.emit()

    def drop(self, which: str) -> None:
        """One of WHICH is not there any more."""
        if self._known.pop(which, None) is not None:
            self.changed.emit()

    def replay(self, earlier: Known | None) -> None:
        """Until None is given, TRAINED is everywhere as it was earlier; gui.model.replay says when."""
        if earlier is not self._replayed:
            self._replayed = earlier
            self.changed.emit()

    def known(self, which: str | None = None) -> Known | None:
        """What is known of the chosen one, or of the one named."""
        which = which or self.chosen
        return self._replayed if self._replayed is not None and which == TRAINED else self._known.get(which)

    def epoch(self, which: str | None = None) -> int | None:
        """After which epoch it was as it is shown, if its run is being replayed."""
        known = self.known(which)
        return None if known is None else known.epoch

    def network(self, which: str | None = None) -> FeedForward | None:
        """The chosen network as it is now, or the one named."""
        known = self.known(which)
        return None if known is None else known.latest()

    def trained_on(self, which: str | None = None) -> TrainedOn | None:
        known = self.known(which)
        return None if known is None else known.trained_on

    def doubt(self, which: str | None = None, kind: str = DRAWN) -> Doubt | None:
        """The thresholds for what was drawn, or pasted: see engine.inspection.doubt."""
        known = self.known(which)
        return None if known is None else known.doubt if kind == DRAWN else known.doubt_of_pictures

    def class_names(self, digits: Digits | None, which: str | None = None) -> tuple[str, ...]:
        """What the classes of the chosen network, or of the one named, are called: where nobody has named them, as in
        ``digits``, those in hand, if these have as many; without a network, as there."""
        network, of_digits = self.network(which), DIGIT_NAMES if digits is None else digits.names
        if network is None:
            return of_digits
        names = network.spec.names
        nameless = names == plain_names(len(names)) and not network.spec.are_digits
        return of_digits if nameless and len(of_digits) == len(names) else names

    def names(self) -> dict[str, str]:
        """Those that can be chosen, and what the window calls each."""
        found = {which: (self.known(which), self.network(which)) for which in WHICH if which in self._known}
        return {which: f"{known.name}, {network.spec}" for which, (known, network) in found.items() if network}

    def of_training(self, which: str | None) -> bool:
        """Whether it is the network of the run here, whole or with units cut."""
        known = None if which is None else self.known(which)
        return known is not None and (known.whole or known).is_as(self._known.get(TRAINED))

    def which(self, known: Known) -> str | None:
        """As which of WHICH it can be chosen now, under whatever name."""
        return next((which for which in WHICH if known.is_as(self._known.get(which))), None)

    def choose(self, which: str) -> None:
        """Judge drawings by this one."""
        if which != self.chosen:
            self.chosen = which
            self.changed.emit()

    def open(self, path: Path) -> None:
        """Read a saved network, Inkling's or another's, and choose it."""
        self._tasks.start("open network", lambda: read_any(path), self._on_read)

    def take(self, network: FeedForward, name: str) -> None:
        """Another's network, of which the person has said what its file does not; and choose it."""
        self._on_read(of_others(network, name))

    def _on_read(self, known: Known | Foreign) -> None:
        if not isinstance(known, Known):
            self.unknown.emit(known)
            return
        self.chosen = OPENED
        self.add(OPENED, known)
        self.opened.emit()
