"""The tables of a comparison have a row for each candidate, and one for each epoch of each run."""

import math
from dataclasses import replace

import numpy as np

from engine.experiments.factors import Plan
from engine.experiments.run import Run
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport
from gui.compare.tables import race_tables

PLAN = Plan(NetworkSpec((4,)))


def run(seed, state, *accuracies):
    made = Run(0, seed, PLAN)
    for epoch, accuracy in enumerate(accuracies):
        made.history.append(EpochReport(epoch, 2.0 - epoch, np.empty(0), accuracy - 1, accuracy, 0.5))
    made.state = state
    return made


LINES = [("a", [run(0, "finished", 97, 95), run(1, "finished", 10, 91)]), ("b", [run(0, "failed", 10)])]


def test_the_comparison_has_a_column_for_each_header():
    headers, rows = race_tables(LINES)[0].headers, [*race_tables(LINES)[0].rows()]
    assert {len(row) for row in rows} == {len(headers)}
    first, second = (dict(zip(headers, row, strict=True)) for row in rows)
    assert (first["candidate"], first["runs finished"], first["final test accuracy (%)"]) == ("a", 2, 93)
    assert first["deviation over seeds"] == np.std([95, 91], ddof=1)
    assert first["best test accuracy (%, optimistic)"] == 94
    assert first["deviation over seeds of the best"] == np.std([97, 91], ddof=1)
    assert (first["epochs to 90 %"], first["runs that reached 90 %"], first["seconds of a run"]) == (0.5, 2, 1)
    assert (second["runs failed"], first["parameters"]) == (1, PLAN.spec.parameters)
    assert math.isnan(second["final test accuracy (%)"])


def test_where_images_were_kept_for_validation_their_accuracy_stands_beside():
    made = Run(0, 0, replace(PLAN, config=TrainingConfig(validation_fraction=0.1)))
    made.history.append(EpochReport(0, 2.0, np.empty(0), 10.0, 11.0, 0.5, validation_accuracy=12.0))
    table = race_tables([*LINES, ("c", [made])])[1]
    rows = [dict(zip(table.headers, row, strict=True)) for row in table.rows()]
    assert rows[-1]["validation accuracy (%)"] == 12.0
    assert math.isnan(rows[0]["validation accuracy (%)"])
    assert "validation accuracy (%)" not in race_tables(LINES)[1].headers


def test_every_epoch_that_was_measured_has_a_row():
    table = race_tables(LINES)[1]
    rows = [dict(zip(table.headers, row, strict=True)) for row in table.rows()]
    assert [(row["candidate"], row["seed"], row["epoch"]) for row in rows] == [
        ("a", 0, 0), ("a", 0, 1), ("a", 1, 0), ("a", 1, 1), ("b", 0, 0),
    ]  # fmt: skip
    assert (rows[1]["loss"], rows[1]["training accuracy (%)"], rows[1]["test accuracy (%)"]) == (1, 94, 95)
    assert (rows[4]["state"], rows[4]["seconds"]) == ("failed", 0.5)
