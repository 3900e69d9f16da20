"""A run comes back from its file as it was, and no other file is taken for one."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import UserError
from engine.runs.run_file import read_run, read_summary


def test_a_run_comes_back_as_it_was_saved(saved, kept):
    found = read_run(kept / "run.safetensors")
    assert found.summary() == saved.summary() == read_summary(kept / "run.safetensors")
    assert found.history.count == 3
    assert np.array_equal(found.history.test_accuracy, saved.history.test_accuracy, equal_nan=True)
    assert np.array_equal(found.history.batch_losses[2], saved.history.batch_losses[2])
    assert found.trained_on == saved.trained_on
    assert found.summary().can_go_on


def test_a_header_that_asks_for_what_cannot_be_is_refused(saved, kept):
    path = kept / "run.safetensors"
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    wrong = {
        "spec": {"hidden": [10**9]}, "config": {"epochs": "many"}, "epoch": 5, "outcome": "won", "threads": -1,
        "trained_on": {"digits": "x"}, "seconds": float("nan"), "unsound": 9, "versions": [],
    }  # fmt: skip
    for field, value in wrong.items():
        run = json.loads(header["__metadata__"]["run"]) | {field: value}
        changed = json.loads(json.dumps(header))
        changed["__metadata__"]["run"] = json.dumps(run)
        text = json.dumps(changed).encode()
        path.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + length :])
        with pytest.raises(UserError, match="run"):
            read_run(path)


@pytest.mark.parametrize(
    ("field", "possible", "impossible"),
    [
        ("epoch", (0, 4), (-1, 5)),
        ("accuracy", (0.0, 100.0, math.nan), (-0.1, 100.1)),
        ("best_accuracy", (-1.0, 100.0), (-1.1, 100.1)),
        ("seconds", (0.0, 1e9), (-0.1,)),
        ("threads", (0, 1024), (-1, 1025)),
        ("unsound", (0, 2), (-1, 3)),
        ("outcome", ("training", "stopped", "completed", "diverged", "failed"), ("won", "")),
    ],
)
def test_a_summary_says_only_what_can_be(saved, field, possible, impossible):
    for value in possible:
        replace(saved.summary(), **{field: value})
    for value in impossible:
        with pytest.raises(UserError, match=field):
            replace(saved.summary(), **{field: value})


@pytest.mark.parametrize(
    ("epoch", "outcome", "goes_on"), [(3, "stopped", True), (4, "completed", False), (3, "diverged", False)]
)
def test_a_run_that_has_epochs_left_and_is_sound_can_go_on(saved, epoch, outcome, goes_on):
    assert replace(saved.summary(), epoch=epoch, outcome=outcome).can_go_on == goes_on


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="the system does not tell what is mapped")
def test_a_run_that_is_open_is_not_mapped_from_its_file(kept):
    """On Windows, a file that is mapped cannot be replaced."""
    opened, summary = read_run(kept / "run.safetensors"), read_summary(kept / "run.safetensors")
    assert str(kept) not in Path("/proc/self/maps").read_text()
    assert opened.summary() == summary
