"""What is read when the program starts: the digits, the network that ships, and the newest run. It runs in threads."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.inspection.doubt import Doubt, doubt_from
from engine.networks.files import PRETRAINED, load_network, read_facts
from engine.networks.network import FeedForward
from engine.runs.provenance import SHIPPED as SHIPPED_TRAINED_ON
from engine.runs.provenance import TrainedOn, from_facts
from gui.model.kept_runs import AtStart, newest

SHIPPED = "shipped"


class Known(NamedTuple):
    """A network, what it was trained on, and its thresholds of doubt, as far as they are known."""

    network: FeedForward
    origin: TrainedOn | None
    doubt: Doubt | None


class Loaded(NamedTuple):
    """What is there at the start: the digits, and by "shipped" and "trained" what is known of each network."""

    digits: Digits
    networks: dict[str, FeedForward]
    origins: dict[str, TrainedOn | None]
    doubts: dict[str, Doubt | None]
    notes: list[str]  # what the person must know

    def add(self, which: str, path: Path) -> None:
        """Raises UserError."""
        self.networks[which], self.origins[which], self.doubts[which] = read_network(path)


def read_network(path: Path) -> Known:
    """A saved network, and what its file says about it. Raises UserError."""
    facts = read_facts(path)
    return Known(load_network(path), from_facts(facts), doubt_from(facts))


def load() -> Loaded:
    """Runs in a thread."""
    loaded = Loaded(bundled(), {}, {}, {}, [])
    try:
        loaded.add(SHIPPED, PRETRAINED)
        loaded.origins[SHIPPED] = loaded.origins[SHIPPED] or SHIPPED_TRAINED_ON
    except UserError as error:
        loaded.notes.append(f"The network that ships could not be opened: {error} Train one, and draw for that.")
    return loaded


def prepare(runs: Path | None, digits: Digits) -> AtStart:
    """What can wait until the digits are there. Runs in a thread."""
    return newest(runs, digits) if runs else AtStart(None, None, False)
