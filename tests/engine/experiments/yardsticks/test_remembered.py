"""Figures are kept on disk, the newest in the place of older ones of the same; a damaged file is set aside."""

import json
from dataclasses import replace

import pytest

from engine.digits.changes import Change, Changes
from engine.experiments.yardsticks import remembered
from engine.experiments.yardsticks.recipes import Forest, Logistic, Machine, Neighbours
from engine.experiments.yardsticks.record import Record
from engine.experiments.yardsticks.remembered import NAME, change_records, read_records, replaced
from engine.runs.provenance import TrainedOn

FITTED = TrainedOn("MNIST 20,000", 0.1, 0, Changes((Change("left_out", (4, 9)),), seed=5), "0123456789abcdef")


def record(recipe=None, seed=0, right=90, **others):
    fitted = replace(FITTED, seed=seed)
    return replace(Record(recipe or Forest(), fitted, "", True, 900, 100, right, 1.5, 1e-5, 5000, True), **others)


def test_they_come_back_as_they_were(tmp_path):
    assert read_records(tmp_path) == []
    some = [record(Logistic(30, 0.5)), record(Neighbours(5, "distance"), 3), record(Machine(), settled=False)]
    change_records(tmp_path, lambda kept: replaced(kept, some))
    assert read_records(tmp_path) == some


def test_new_figures_take_the_place_of_those_of_the_same_recipe_images_and_seed():
    old = [record(right=80), record(seed=1), record(test_mark="other")]
    new = record(right=95)
    assert replaced(old, [new]) == [*old[1:], new]


def test_the_oldest_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 3)
    some = [record(seed=seed) for seed in range(5)]
    assert change_records(tmp_path, lambda kept: replaced(kept, some)) == some[2:] == read_records(tmp_path)


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"yardsticks": [1]}', "recipe", "kind", "right"])
def test_a_damaged_file_counts_as_none_and_is_set_aside_by_the_next_writing(damage, tmp_path):
    path = tmp_path / NAME
    change_records(tmp_path, lambda _kept: [record()])
    known = json.loads(path.read_text())
    if damage in known["yardsticks"][0]:
        known["yardsticks"][0][damage] = {"recipe": {"trees": 0}, "kind": "oracle", "right": 101}[damage]
        damage = json.dumps(known)
    path.write_text(damage)
    assert read_records(tmp_path) == []
    change_records(tmp_path, lambda kept: [*kept, record(seed=1)])
    assert read_records(tmp_path) == [record(seed=1)]
    assert damage in [other.read_text() for other in tmp_path.iterdir()]
