"""What the tests of programs share: they are saved, and run in a process that knows nothing of Inkling."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from engine.code.program import program
from engine.code.recipe import beside
from engine.code.saving import save_program
from engine.digits.readers import Loaded
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.training import Control, TrainingConfig, train

ROOT = Path(__file__).resolve().parents[3]
RUNNER = """
import contextlib, gc, io, json, os, runpy, sys, traceback, warnings
import matplotlib.pyplot as plt
gc.disable()  # half of the time would go into looking for garbage among what the libraries are
warnings.simplefilter("error")
shown, plt.show = [], lambda: (shown.append(plt.gcf().axes[0].get_title()), plt.close("all"))
def run(path):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        names = runpy.run_path(path, run_name="__main__")
    curves = ("losses", "train_accuracies", "test_accuracies")
    told = {name: list(map(float, names[name])) for name in curves if name in names}
    return told | {"results": names.get("results"), "out": out.getvalue(), "shown": shown[:]}
for path in map(str.strip, sys.stdin):
    os.chdir(os.path.dirname(path))
    sys.path.insert(0, os.path.dirname(path))  # as for a file that is started
    try:
        told = run(path)
    except Exception:
        told = {"failed": traceback.format_exc()}
    print(json.dumps(told), flush=True)
    shown.clear()
    del sys.path[0]
    gc.collect()
    gc.freeze()
"""
LONGEST = 300  # seconds that a program may take
BY_ITSELF = {"MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"}


def started(*arguments, folder):
    """A new process of Python's alone: what it put on stdout."""
    command, environment = [sys.executable, "-I", *map(str, arguments)], {**os.environ, **BY_ITSELF}
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="session")
def run_files():
    """What each of some saved programs came to; all of all tests in one process, which loads torch and scikit-learn
    once, one after the other."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, "-I", "-c", RUNNER]
    with subprocess.Popen(command, env={**os.environ, **BY_ITSELF}, **pipes) as runner:

        def run(path):
            end = threading.Timer(LONGEST, runner.kill)
            end.start()
            print(path, file=runner.stdin, flush=True)
            answer = runner.stdout.readline()
            end.cancel()
            assert answer, f"{path} took {LONGEST} seconds, or the process has died"
            told = json.loads(answer)
            assert "failed" not in told, told["failed"]
            return told

        yield lambda paths: list(map(run, paths))
        runner.stdin.close()


def ruff(*words):
    command = [sys.executable, "-m", "ruff", *map(str, words), "--no-cache"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


@pytest.fixture(scope="session")
def assert_clean():
    """Ruff finds nothing in the files of a folder, by its usual rules nor by ours, and would write them the same."""

    def check(folder):
        ruff("check", "--isolated", folder)
        ruff("check", "--config", ROOT / "pyproject.toml", folder)
        ruff("format", "--check", "--config", ROOT / "pyproject.toml", folder)

    return check


@pytest.fixture(scope="session")
def start():
    return started


def plan_of(*, test_fraction=0.1, test_range=None, changes=None, **settings):
    """A plan from the form's names."""
    spec = {name: settings.pop(name) for name in list(settings) if name in NetworkSpec.__annotations__}
    given = {"changes": changes} if changes else {}
    return Plan(NetworkSpec(**spec), TrainingConfig(**settings), test_fraction, test_range=test_range, **given)


@pytest.fixture(scope="session")
def make_plan():
    return plan_of


@pytest.fixture(scope="session")
def save():
    """Write the program of a plan, and what it needs, into a folder."""

    def saved(path, plan, digits, test_digits=None, style=None, rates=()):
        path.parent.mkdir(parents=True, exist_ok=True)
        images = Loaded(digits, test_digits)
        save_program(path, program(plan, beside(images), style, rates), images)
        return path

    return saved


class Changing(Control):
    """Changes the rate before the same batches."""

    def __init__(self, rates, batches):
        super().__init__()
        self._batch, self._rates = 0, {(one.epoch - 1) * batches + one.batch: one.rate for one in rates}

    @property
    def paused(self):
        """Asked once before each batch."""
        self._batch += 1
        if self._batch in self._rates:
            self.set_learning_rate(self._rates[self._batch])
        return False


@pytest.fixture(scope="session")
def engines():
    """The engine's own course of a plan: epoch, loss, accuracies, from epoch 1 on."""

    def course(plan, digits, test_digits=None, rates=()):
        seed = plan.config.seed
        sets = plan.changes.sets_to_train(digits, test_digits, plan.test_fraction, seed)
        control = Changing(rates, len(sets[0]) // plan.config.batch_size)
        _, *reports = train(plan.spec, plan.config, *sets, control, after=plan.changes.after_augmentation)
        return reports

    return course


@pytest.fixture(scope="session")
def assert_repeats():
    """The first epoch's loss within 1e-5 and the others' within 1e-3 of themselves."""

    def check(told, reports):
        losses = np.array([report.loss for report in reports])
        assert len(told["losses"]) == len(losses)
        assert told["losses"][0] == pytest.approx(losses[0], abs=1e-5)
        assert told["losses"] == pytest.approx(losses, rel=1e-3)
        assert told["test_accuracies"] == pytest.approx([report.test_accuracy for report in reports], abs=1)
        assert told["train_accuracies"] == pytest.approx([report.train_accuracy for report in reports], abs=0.5)

    return check
