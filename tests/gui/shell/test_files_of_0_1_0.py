"""What the first version wrote is opened: settings, runs, networks, experiments, my digits (tests/files/0.1.0)."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from engine.digits.bundle import bundled
from engine.digits.changes import Change, Changes
from engine.experiments.experiment import open_experiment
from engine.networks.files import read_facts
from engine.runs.finding import find
from engine.runs.provenance import from_facts
from engine.runs.run import Run
from gui.shell.main_window import MainWindow

FILES = Path(__file__).resolve().parents[2] / "files" / "0.1.0"
CHANGES = Changes((Change("shifted", 2), Change("left_out", (3, 4), "training")), 1)
SETTINGS = {"hidden": "4", "epochs": "3", "momentum": "0.9", "augmentation": "affine"}


@pytest.fixture
def folder(folder):
    """The user's folder as the first version left it."""
    shutil.copytree(FILES, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def digits():
    return bundled().take(np.arange(600))


def test_the_window_is_as_it_was(qtbot, qapp, folder, wait):
    window = MainWindow()
    window.show()
    wait(lambda: window.session.training.run is not None and not window.session.tasks.busy)
    values = window.train_page.form.values()
    assert {name: values[name] for name in SETTINGS} == SETTINGS
    assert window.pages.currentWidget() is window.compare_page
    assert window.train_page.yardsticks.isChecked()
    assert not window.train_page.watching.isChecked()
    assert window.draw_page.bars.kind() == "log_probability"
    assert window.menus.schemes.checkedAction().data() == "dark"
    assert "“from before” stopped after 1 of 3 epochs" in window.unfinished.words()
    assert window.session.training.run.changes == CHANGES
    window.session.my_digits.load()
    wait(lambda: len(window.session.my_digits) == 2)
    assert [drawing.name for drawing in window.session.my_digits.drawings] == ["1", "7"]
    window.menus.schemes.actions()[0].trigger()
    window.close()


def test_a_run_goes_on_as_if_it_had_been_trained_in_one_go(folder, digits):
    (place,) = (folder / "runs").iterdir()
    run = find(place, digits, None)
    assert (run.changes, run.history.count, run.outcome) == (CHANGES, 2, "stopped")
    more = run.going_on(run.config)
    more.digits, more.trained_on = digits, run.trained_on
    more.carry_out(None)
    assert more.outcome == "completed", more.message
    whole = Run(run.spec, run.config, digits, run.test_fraction, None, run.changes)
    whole.carry_out(None)
    np.testing.assert_array_equal(more.history.loss[:2], run.history.loss[:2])
    np.testing.assert_allclose(more.history.loss, whole.history.loss, rtol=1e-4)  # it was begun on another machine


def test_a_network_says_what_it_was_trained_on():
    trained_on = from_facts(read_facts(FILES / "network.safetensors"))
    assert trained_on.changes == CHANGES
    assert trained_on.test_fraction == 0.1


def test_an_experiment_is_as_it_was():
    experiment = open_experiment(FILES / "experiment.json")
    assert experiment.base.changes == CHANGES
    assert experiment.base.config.augmentation == "affine"
    assert [candidate.values for candidate in experiment.candidates] == [(0.1,), (0.01,)]
    assert experiment.seeds == (0, 1)
