"""Check every number that the presets of Compare say, by running them with the settings that they were found with.

    python scripts/check_presets.py [PART OF A NAME ...]

Prints a line for each claim, and exits with 1 if one does not hold. All presets take about a quarter of an hour on one
core, a minute each on average.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ["LANGUAGE"] = "en"  # the claims name candidates by their labels
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.experiments.claims import Claim
from engine.experiments.experiment import Experiment
from engine.experiments.presets import PRESETS, Preset
from engine.experiments.race import Race
from engine.experiments.run import Run


@dataclass(frozen=True)
class Checked:
    """A claim and what was measured."""

    claim: Claim
    value: float

    @property
    def holds(self) -> bool:
        return self.claim.holds(self.value)

    def __str__(self) -> str:
        claim = self.claim
        what = " ".join(filter(None, (
            f"{claim.measure} of “{claim.of}”",
            f"less “{claim.minus}”" if claim.minus else "",
            f"by “{claim.by}”" if claim.by else "",
            *(f"with {name} {value}" for name, value in claim.given),
        )))  # fmt: skip
        sign = "ok   " if self.holds else "FALSE"
        return f"{sign} {self.value:9.2f}  {f'{claim.low:g} to {claim.high:g}':>12}  “{claim.says}”: {what}"


def check(preset: Preset, digits: Digits, workers: int | None = None) -> Iterator[Checked]:
    """What each of the preset's claims comes to; an experiment that several of them are about is run once."""
    whole = preset.experiment(preset.found_with)
    run: dict[tuple[object, ...], list[Run]] = {}
    for claim in preset.claims:
        experiment = claim.experiment(whole)
        key = (claim.of, claim.given) if claim.given else ()
        if key not in run:
            run[key] = _runs(experiment, digits, workers)
        yield Checked(claim, claim.value(experiment, run[key]))


def _runs(experiment: Experiment, digits: Digits, workers: int | None) -> list[Run]:
    """All runs of an experiment, when they have ended."""
    race = Race(experiment, digits, workers=workers)
    race.start()
    race.wait()
    return race.runs


def chosen(names: Iterable[str]) -> list[Preset]:
    """The presets whose names have one of these in them; all if there are none."""
    names = [name.lower() for name in names]
    return [preset for preset in PRESETS if not names or any(name in preset.name.lower() for name in names)]


def main(names: list[str]) -> int:
    digits, wrong = bundled("mnist-20k"), 0
    for preset in chosen(names):
        print(f"\n{preset.name} ({preset.epochs} epochs, seeds: {preset.seeds})", flush=True)
        for checked in check(preset, digits):
            print(checked, flush=True)
            wrong += not checked.holds
    print(f"\n{wrong} claims do not hold." if wrong else "\nEvery claim holds.")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
