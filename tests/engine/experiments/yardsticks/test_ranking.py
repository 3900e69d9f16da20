"""Published figures, measured ones and a person's runs in one list, each of its kind."""

import math
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from engine.digits.changes import Changes
from engine.experiments.yardsticks.milestones import MILESTONES
from engine.experiments.yardsticks.ranking import MEASURED, MOST_OWN, OWN, PUBLISHED, YOU, OwnScore, ranking
from engine.experiments.yardsticks.recipes import Forest
from engine.experiments.yardsticks.record import Record
from engine.networks.network import NetworkSpec
from engine.runs.about import About
from engine.runs.library import Entry
from engine.runs.provenance import TrainedOn
from engine.training.config import TrainingConfig

TRAINED = TrainedOn("MNIST 20,000", 0.1, 0, Changes(), "mark")


def record(right, seed=0, are_digits=True):
    return Record(Forest(), replace(TRAINED, seed=seed), "", are_digits, 18_000, 2_000, right, 1.0, 1e-5, 9, True)


def run(accuracy, name="", classes=10):
    names = tuple("abc")[:classes] if classes < 10 else NetworkSpec().names
    spec = NetworkSpec(classes=classes, names=names)
    summary = SimpleNamespace(spec=spec, config=TrainingConfig(), accuracy=accuracy, trained_on=TRAINED)
    return Entry(Path("run"), About(name), summary, 0, False)


def of_kind(kind, *given):
    return [one for one in ranking(*given) if one.kind == kind]


def test_all_published_ones_are_there_by_what_is_wrong():
    found = ranking([], [])
    assert len(found) == len(MILESTONES)
    assert [one.wrong for one in found] == sorted(one.error for one in MILESTONES)
    assert {one.kind for one in found} == {PUBLISHED}


def test_a_yardstick_is_there_once_with_the_mean_of_its_seeds_and_says_of_which_images():
    [one] = of_kind(MEASURED, [record(1900), record(1910, 1), record(1000, 2, are_digits=False)], [])
    assert (one.method, one.year, round(one.wrong, 6)) == ("forest of 100 trees", None, 4.75)
    assert one.source == "MNIST 20,000: 18,000 to learn from, 2,000 of the test; 2 seeds"


def test_the_best_own_runs_on_digits_are_there():
    runs = [run(90 + k / 2) for k in range(MOST_OWN + 2)] + [run(99.0, "mine"), run(math.nan), run(99.9, classes=3)]
    found = of_kind(OWN, [], runs)
    assert len(found) == MOST_OWN
    assert (found[0].method.startswith("mine ("), round(found[0].wrong, 6)) == (True, 1.0)
    assert "MNIST 20,000" in found[0].source


def test_the_person_is_among_them_once_they_have_tried():
    [you] = [one for one in ranking([], [], OwnScore(7, 10)) if one.kind == YOU]
    assert math.isclose(you.wrong, 30)
    assert "10 hardest" in you.method
    assert not [one for one in ranking([], []) if one.kind == YOU]
