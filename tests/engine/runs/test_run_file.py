"""A run comes back from its file as it was, and no other file is taken for one."""

import json

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
