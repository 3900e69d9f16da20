"""What the tests of runs on disk share: a run of two epochs, and the folder that it is kept in."""

import pytest

from engine.digits.changes import Change, Changes
from engine.networks.network import NetworkSpec
from engine.runs import library
from engine.runs.library import new_folder
from engine.runs.provenance import TrainedOn
from engine.runs.run_file import SavedRun
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
