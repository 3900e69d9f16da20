"""Experiments: what is varied, runs in processes that change nothing, and whether a difference is more than luck."""

import dataclasses
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from engine.digits.changes import INVERTED, LEFT_OUT, SHIFTED, TRAINING, Change, Changes
from engine.errors import UserError
from engine.experiments.conclusion import compared
from engine.experiments.experiment import Experiment, Factor, open_experiment, read_factor, save_experiment
from engine.experiments.factors import Plan
from engine.experiments.presets import PRESETS
from engine.experiments.race import Race
from engine.experiments.run import CANCELLED, FAILED, FINISHED
from engine.experiments.statistics import paired_interval, t_quantile
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train

SOON = 60.0  # seconds; nothing takes that long unless it hangs
BASE = Plan(NetworkSpec((16,)), TrainingConfig(epochs=2), 0.1)


def race(experiment, digits, workers=2):
    made = Race(experiment, digits, workers=workers)
    made.start()
    made._thread.join(SOON)
    assert made.over
    return made


def experiment(factor, seeds=(0, 1), base=BASE):
    return Experiment("mine", base, (factor,), seeds)


@pytest.fixture(scope="module")
def few(lesson_digits):
    return lesson_digits.take(np.arange(600))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_every_preset_makes_an_experiment_with_words_on_what_to_look_for(preset):
    made = preset.experiment(Plan(NetworkSpec(), TrainingConfig(), 0.1))
    assert made.candidates
    assert made.look_for.count(".") + made.look_for.count(":") >= 2


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_is_bit_for_bit_the_same_run_made_alone_and_those_of_a_seed_start_alike(few, workers):
    made = race(experiment(Factor("optimizer", ("sgd", "adam"))), few, workers)
    assert [run.state for run in made.runs] == [FINISHED] * 4
    for run in made.runs:
        train_set, test_set = Changes().sets(few, None, 0.1, run.seed)
        control, plan = Control(), run.plan
        reports = list(train(plan.spec, plan.config, train_set, test_set, control))
        assert run.history.loss.tolist() == [report.loss for report in reports]
        assert run.history.test_accuracy.tolist() == [report.test_accuracy for report in reports]
        assert (run.network().flat == control.latest().flat).all()
    assert len({(run.seed, run.history.loss[0]) for run in made.runs}) == 2


def test_a_run_that_diverges_is_marked_with_its_reason_and_the_rest_goes_on(few):
    made = race(experiment(Factor("learning_rate", (1000.0, 0.01)), seeds=(0,)), few)
    states = {run.plan.config.learning_rate: (run.state, run.reason) for run in made.runs}
    assert states[0.01][0] == FINISHED
    assert states[1000.0][0] == FAILED
    assert "diverged" in states[1000.0][1]


def test_cancelling_keeps_what_is_finished_and_leaves_no_process(few):
    base = dataclasses.replace(BASE, config=TrainingConfig(epochs=100_000))
    made = Race(experiment(Factor("epochs", (1, 100_000)), seeds=(0,), base=base), few, workers=2)
    made.start()
    quick = next(run for run in made.runs if run.plan.config.epochs == 1)
    assert _wait(lambda: quick.state == FINISHED)
    made.cancel()
    made._thread.join(SOON)
    assert {run.plan.config.epochs: run.state for run in made.runs} == {1: FINISHED, 100_000: CANCELLED}
    assert not [child for child in multiprocessing.active_children() if child.name == "inkling-run"]


def _wait(condition):
    end, pause = time.monotonic() + SOON, threading.Event()
    while not condition() and time.monotonic() < end:
        pause.wait(0.01)
    return condition()


def test_a_run_whose_process_is_killed_is_marked_with_a_reason_and_the_rest_goes_on(few):
    base = dataclasses.replace(BASE, config=TrainingConfig(epochs=100_000))
    made = Race(experiment(Factor("epochs", (1, 2, 100_000)), seeds=(0,), base=base), few, workers=1)
    made.start()
    longest = next(run for run in made.runs if run.plan.config.epochs == 100_000)
    assert _wait(lambda: longest.history.count > 1)
    made._crew[0].process.kill()
    made._thread.join(SOON)
    assert {run.plan.config.epochs: run.state for run in made.runs} == {1: FINISHED, 2: FINISHED, 100_000: FAILED}
    assert "process" in longest.reason


ORPHANS = """
import multiprocessing, numpy, sys
from engine.digits import Digits
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.race import Race

if __name__ == "__main__":
    images = numpy.zeros((200, 28, 28), numpy.uint8)
    digits = Digits(images, numpy.arange(200) % 10, "zeros", "")
    race = Race(Experiment("", Plan(), (Factor("epochs", (100_000, 99_999)),)), digits, workers=2)
    race.start()
    while not all(run.history.count > 1 for run in race.runs):
        race._thread.join(0.02)
    print(*[member.process.pid for member in race._crew], race._handed.images.parent, flush=True)
    race._thread.join()
"""


@pytest.mark.skipif(os.name != "posix", reason="asks for processes by their numbers")
def test_nothing_is_left_when_the_program_itself_is_killed(tmp_path):
    script = tmp_path / "main.py"
    script.write_text(ORPHANS)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
    with subprocess.Popen([sys.executable, script], env=environment, stdout=subprocess.PIPE, text=True) as program:
        *numbers, folder = program.stdout.readline().split()
        program.send_signal(signal.SIGKILL)
    assert len(numbers) == 2
    assert _wait(lambda: not any(_is_running(int(number)) for number in numbers))
    assert not Path(folder).exists()


def _is_running(process):
    """A process that has ended and was not waited for is none."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_race_that_is_paused_begins_nothing_new(few):
    made = Race(experiment(Factor("optimizer", ("sgd",)), seeds=(0,)), few, workers=1)
    made.pause()
    made.start()
    assert _wait(lambda: made._crew and made._crew[0].spoke)
    assert made.runs[0].history.count == 0
    made.resume()
    made._thread.join(SOON)
    assert made.runs[0].state == FINISHED


@pytest.mark.parametrize("seeds", [3, 5, 20])
def test_the_interval_is_the_paired_t_interval(seeds):
    random = np.random.default_rng(seeds)
    first, second = random.normal(95, 1, seeds), random.normal(94, 1, seeds)
    ours = paired_interval(first, second)
    low, high = stats.ttest_rel(first, second).confidence_interval(0.95)
    assert (ours.low, ours.high) == pytest.approx((low, high), rel=1e-6)
    assert t_quantile(0.95, seeds - 1) == pytest.approx(stats.t.ppf(0.975, seeds - 1), rel=1e-6)


def test_nothing_is_claimed_under_three_seeds():
    assert paired_interval([95, 96], [90, 91]) is None
    assert "luck" in compared({0: {0: 95.0, 1: 96.0}, 1: {0: 90.0, 1: 91.0}}, ["a", "b"])


def test_a_clear_difference_is_called_one_and_an_unclear_one_is_not():
    clear = {0: {0: 95.0, 1: 96.0, 2: 95.5}, 1: {0: 90.0, 1: 91.1, 2: 90.4}}
    unclear = {0: {0: 95.0, 1: 96.0, 2: 95.5}, 1: {0: 94.0, 1: 97.1, 2: 95.0}}
    assert "more than the spread" in compared(clear, ["a", "b"])
    assert "no more than" in compared(unclear, ["a", "b"])


def test_who_is_ahead_is_told_by_the_seeds_that_both_have_finished():
    words = compared({0: {0: 90.0, 1: 99.0}, 1: {0: 94.0}}, ["a", "b"])
    assert words.startswith("b (94.0 %) is ahead of a (90.0 %) by 4.0 points")
    assert "level" in compared({0: {0: 94.0, 1: 99.0}, 1: {0: 94.0}}, ["a", "b"])


FULL = Plan(
    NetworkSpec((16, 8), "tanh", "softmax", (-1.0, 1.0)), TrainingConfig(epochs=2, momentum=0.5, seed=7), 0.25,
    Changes((Change(INVERTED), Change(LEFT_OUT, (3, 4), TRAINING), Change(SHIFTED, 2)), 5), (0.0, 255.0),
)  # fmt: skip


def test_experiments_are_saved_and_opened_with_everything_that_they_do_not_vary(tmp_path):
    made = experiment(Factor("learning_rate", (0.1, 0.01)), seeds=(7, 8), base=FULL)
    save_experiment(tmp_path / "mine.json", made)
    assert open_experiment(tmp_path / "mine.json") == made


def test_an_experiment_that_cannot_be_saved_leaves_the_file_that_was_there(tmp_path, monkeypatch):
    path, made = tmp_path / "mine.json", experiment(Factor("learning_rate", (0.1, 0.01)))
    save_experiment(path, made)
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(UserError, match="No space"):
        save_experiment(path, experiment(Factor("epochs", (1, 2))))
    assert open_experiment(path) == made
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("learning_rate", 1 / 3), ("learning_rate", 1e-7), ("weight_decay", 0.0), ("momentum", 0.123456789012345),
        ("range", ((0.0, 1e-5), None)), ("range", ((-1e-7, 1 / 3), (0.0, 1e6))), ("range", ((1.0, -1.0), None)),
        ("hidden", ()), ("hidden", (64, 32)), ("left_out", None), ("data", (Change(INVERTED, where=TRAINING),)),
    ],
)  # fmt: skip
def test_a_value_in_words_is_read_as_the_same_value(name, value):
    made = Factor(name, (value,))
    assert read_factor(name, made.text()) == made


@pytest.mark.parametrize("seeds", [(-1, 0), (2**32 - 1, 2**32)])
def test_seeds_that_no_training_can_have_are_refused_before_any_begins(seeds):
    with pytest.raises(UserError, match="seed"):
        experiment(Factor("epochs", (1, 2)), seeds=seeds)


@pytest.mark.parametrize(
    "factors",
    [
        (Factor("kept", (2, 3)), Factor("left_out", (None, 4))),
        (Factor("depth", (0, 1)), Factor("width", (50, 100))),
        (Factor("width", (50, 100)), Factor("hidden", ((64,), (32,)))),
    ],
)
def test_candidates_that_are_the_same_training_are_refused(factors):
    with pytest.raises(UserError, match="the same training") as refused:
        Experiment("twice", BASE, factors)
    assert refused.value.field == "values"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("network", None), ("network", {"hidden": "many"}), ("training", {"epochs": "few"}), ("training", {"speed": 1}),
        ("test_fraction", 2), ("changes", {"chosen": [{"kind": "tilted", "value": 0, "where": "both"}], "seed": 0}),
        ("seeds", []), ("seeds", list(range(30))), ("factors", []), ("factors", [{"name": "color", "values": ["red"]}]),
        ("test_range", [0]), ("format", "inkling-experiment-9"),
    ],
)  # fmt: skip
def test_a_damaged_experiment_is_refused_with_its_name(tmp_path, field, value):
    path = tmp_path / "damaged.json"
    save_experiment(path, experiment(Factor("learning_rate", (0.1, 0.01)), base=FULL))
    path.write_text(json.dumps({**json.loads(path.read_text()), field: value}))
    with pytest.raises(UserError, match=r"damaged\.json"):
        open_experiment(path)


def test_images_as_they_are_are_so_whatever_else_is_chosen():
    base = dataclasses.replace(BASE, changes=Changes((Change(INVERTED), Change(SHIFTED, 2))))
    made = experiment(Factor("data", ((), (Change(INVERTED, where=TRAINING),))), base=base)
    plain, inverted = (candidate.plan.changes.chosen for candidate in made.candidates)
    assert set(plain) == {Change(SHIFTED, 2)}
    assert set(inverted) == {Change(SHIFTED, 2), Change(INVERTED, where=TRAINING)}
    assert made.alike.chosen == (Change(SHIFTED, 2),)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"format": "inkling-experiment-1"}', "\x00\xff"])
def test_a_file_that_is_no_experiment_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(UserError, match=r"bad\.json"):
        open_experiment(path)


@pytest.mark.parametrize(("name", "text"), [("learning_rate", "0.1, fast"), ("learning_rate", ""), ("colour", "red")])
def test_values_that_make_no_sense_are_told(name, text):
    with pytest.raises(UserError):
        read_factor(name, text)
