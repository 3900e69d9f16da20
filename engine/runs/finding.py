"""Finds runs on disk, and the digits that they were trained on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from engine.digits.dataset import Digits
from engine.digits.identity import is_marked
from engine.digits.readers import Loaded, read_sets
from engine.digits.readers.offers import Offer, any_turns, ways
from engine.errors import UserError
from engine.runs.library import RUN, Entry, entries, tidy
from engine.runs.provenance import known_set
from engine.runs.run import Run
from engine.runs.run_file import read_run
from engine.words import _


@dataclass(frozen=True, eq=False)
class Newest:
    """The newest run. ``offered``: whether it shall be asked about, because it is unfinished."""

    run: Run
    entry: Entry
    offered: bool


def newest(runs: Path, opened: Digits | None) -> Newest | None:
    """Puts the folder of runs in order, and opens the newest, if there is any. Raises UserError if that is damaged."""
    tidy(runs)
    free = [entry for entry in entries(runs) if not entry.in_use]
    if not free:
        return None
    entry = free[0]
    return Newest(find(entry.folder, opened, None), entry, entry.summary.can_go_on and not entry.about.left)


def find(folder: Path, opened: Digits | None, opened_test: Digits | None) -> Run:
    """The run in a folder, with its digits if they are opened or ship. Raises UserError."""
    saved = read_run(folder / RUN)
    trained_on = saved.trained_on
    digits = known_set(trained_on, opened)
    own_test = opened_test if trained_on.own_test and digits is opened else None
    if trained_on.own_test and own_test is None:
        digits = None
    return Run.found(saved, folder, digits, own_test)


def read_digits(run: Run) -> tuple[Digits, Digits | None]:
    """The digits of a run, and its own test set if it had one, read anew from the file that they came from.

    Raises UserError with what to do, if they are not there any more.
    """
    trained_on = run.trained_on
    assert trained_on is not None
    known = {"digits": trained_on.digits, "origin": run.origin}
    if not run.origin:
        sentence = _(
            "This run was trained on “{digits}”, which is not there: open that set on the Data page, and try again."
        )
        raise UserError(sentence.format(**known))
    if not Path(run.origin).exists():
        sentence = _(
            "This run was trained on “{digits}” from {origin}, which is not there: open that set on the Data page, "
            "and try again."
        )
        raise UserError(sentence.format(**known))
    loaded = _as_they_were(Path(run.origin), trained_on.mark, run.spec.names)
    if loaded is None:
        sentence = _(
            "This run was trained on “{digits}”, but {origin} holds other images now. Open the same set, and try again."
        )
        raise UserError(sentence.format(**known))
    if trained_on.own_test and loaded.test_digits is None:
        sentence = _("This run was trained on “{digits}”, but its test images are not in {origin} any more.")
        raise UserError(sentence.format(**known))
    return loaded.digits, loaded.test_digits if trained_on.own_test else None


def _as_they_were(path: Path, mark: str, names: tuple[str, ...]) -> Loaded | None:
    """The digits of this mark, scaled or prepared, turned, inverted and named as the person had them; None without."""
    for prepare in (False, True):
        loaded = read_sets(path, scale=not prepare, prepare=prepare)
        for taken in (*ways(loaded.offers), *((turn,) for turn in any_turns())):
            digits = _taken(loaded.digits, taken, names)
            if is_marked(digits, mark):
                test_digits = loaded.test_digits and _taken(loaded.test_digits, taken, names)
                return replace(loaded, digits=digits, test_digits=test_digits)
    return None


def _taken(digits: Digits, offers: Iterable[Offer], names: tuple[str, ...]) -> Digits:
    for offer in offers:
        digits = offer.apply(digits)
    return replace(digits, names=names) if len(names) == digits.classes else digits
