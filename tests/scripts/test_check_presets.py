"""The script runs a preset's experiment, and tells a claim that holds from one that does not."""

from dataclasses import replace

import numpy as np

from engine.digits.bundle import bundled
from engine.experiments.claims import Claim
from engine.experiments.presets import PRESETS
from scripts import check_presets
from scripts.check_presets import check, chosen, main

CLAIMS = (
    Claim("minutes", "test", "dropout 0.1", 0, 100),
    Claim("seconds", "test", "dropout 0", 101, 102),
    Claim("hours", "training", "dropout 0", high=100, given=(("epochs", 2),)),
)
SMALL = replace(next(p for p in PRESETS if p.name == "Dropout"), epochs=1, seeds=1, claims=CLAIMS)


def few_digits():
    return bundled().take(np.arange(600))


def test_each_claim_is_checked_by_running_what_it_is_about(monkeypatch):
    run, really = [], check_presets._runs

    def remembered(experiment, *rest):
        run.append(experiment)
        return really(experiment, *rest)

    monkeypatch.setattr(check_presets, "_runs", remembered)
    found = list(check(SMALL, few_digits(), workers=1))
    assert [checked.holds for checked in found] == [True, False, True]
    assert [len(experiment.candidates) for experiment in run] == [4, 1]
    assert str(found[1]).startswith("FALSE")
    assert "“seconds”: test of “dropout 0”" in str(found[1])


def test_a_claim_that_does_not_hold_is_told_at_the_end_and_in_the_exit_code(monkeypatch, capsys):
    monkeypatch.setattr(check_presets, "bundled", lambda _: few_digits())
    for claims, code, words in ((CLAIMS[:1], 0, "Every claim holds."), (CLAIMS[:2], 1, "1 claims do not hold.")):
        monkeypatch.setattr(check_presets, "PRESETS", [replace(SMALL, claims=claims)])
        assert main(["dropout"]) == code
        assert capsys.readouterr().out.endswith(f"{words}\n")


def test_presets_are_chosen_by_a_part_of_their_names():
    assert [preset.name for preset in chosen(["WEIGHT", "dropout"])] == ["Dropout", "Weight decay"]
    assert chosen([]) == list(PRESETS)
