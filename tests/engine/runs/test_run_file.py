"""A run comes back from its file as it was, and no other file is taken for one."""

import json

import numpy as np
import pytest

from engine.digits.changes import Change, Changes
from engine.errors import UserError
from engine.networks.network import NetworkSpec
from engine.runs import library
from engine.runs.library import new_folder
from engine.runs.provenance import TrainedOn
from engine.runs.run_file import SavedRun, read_run, read_summary
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import History
from engine.training.trainer import train


@pytest.fixture(scope="module")
def saved(some_digits, few_digits):
    """A run of two epochs, of the four that were asked for."""
    config, control = TrainingConfig(epochs=4, seed=5), Control(resumable=True)
    history = History(4)
    for report in train(NetworkSpec((6,)), config, some_digits, few_digits, control):
        history.append(report)
        if report.epoch == 2:
            control.stop()
    changes = Changes((Change("inverted"), Change("left_out", (3, 4), "training")))
    return SavedRun(control.checkpoint(), history, TrainedOn("MNIST", 0.1, 5, changes, "ab"), "stopped", "digits.csv")


@pytest.fixture
def kept(saved, tmp_path):
    """The folder of such a run, in an empty folder of runs."""
    folder = new_folder(tmp_path / "runs")
    library.write_run(folder, saved)
    library.write_history(folder, saved.history, 2)
    return folder


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
