"""On a cluster a run is the run that it is here; it is held, ended, and run again where its worker was lost."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("distributed", reason="dask.distributed is not installed: pip install inkling[cluster]")

from commands import frame
from engine.errors import UserError
from engine.experiments import cluster_worker
from engine.experiments.cluster import Cluster, checked_address, try_cluster, versions_note
from engine.experiments.cluster_worker import facts
from engine.experiments.experiment import Experiment, Factor, save_experiment
from engine.experiments.factors import Plan
from engine.experiments.race import Race
from engine.experiments.results import open_results
from engine.experiments.run import CANCELLED, FAILED, FINISHED
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig

ROOT = Path(__file__).resolve().parents[3]
SOON = 60.0  # seconds; nothing takes that long unless it hangs
BASE = Plan(NetworkSpec((16,)), TrainingConfig(epochs=2), 0.1)
ENDLESS = dataclasses.replace(BASE, config=TrainingConfig(epochs=100_000))


@pytest.fixture(scope="module")
def address():
    """Of a scheduler with two workers, in processes of their own."""
    script = [sys.executable, ROOT / "tests" / "local_cluster.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as cluster:  # fmt: skip
        yield cluster.stdout.readline().strip()
        cluster.stdin.close()


@pytest.fixture(scope="module")
def few(lesson_digits):
    return lesson_digits.take(np.arange(600))


@pytest.fixture
def begun(address, few):
    """``begun(experiment)``: a race on the cluster; ended after the test."""
    made = []

    def begin(experiment, digits=few, test_digits=None):
        made.append(Race(experiment, digits, test_digits, place=Cluster(address)))
        made[-1].start()
        return made[-1]

    yield begin
    for race in made:
        race.cancel()
        race._thread.join(SOON)
        assert race.over


def wait(condition):
    end, pause = time.monotonic() + SOON, threading.Event()
    while not condition() and time.monotonic() < end:
        pause.wait(0.01)
    return condition()


def nothing_comes_from(race):
    """For as long as many epochs take."""
    before = [run.history.count for run in race.runs]
    threading.Event().wait(0.3)
    return [run.history.count for run in race.runs] == before


def experiment(factor, seeds=(0, 1), base=BASE):
    return Experiment("mine", base, (factor,), seeds)


def test_what_is_found_is_said(address):
    found = try_cluster(address)
    assert (found.workers, found.threads, found.places, found.note) == (2, 2, 2, "")
    assert str(found) == "2 workers, 2 threads: 2 runs at a time."


def test_results_are_those_of_this_computer_bit_for_bit(begun, few):
    asked = experiment(Factor("learning_rate", (0.01, 1000.0)))
    there, here = begun(asked, few, few.take(np.arange(50))), Race(asked, few, few.take(np.arange(50)), workers=1)
    here.start()
    here.wait()
    assert wait(lambda: there.over)
    assert (there.message, there.is_here, there.workers) == ("", False, 2)
    assert {run.state for run in there.runs} == {FINISHED, FAILED}
    for run, own in zip(there.runs, here.runs, strict=True):
        assert (run.candidate, run.seed, run.state, run.reason) == (own.candidate, own.seed, own.state, own.reason)
        assert np.array_equal(run.flat, own.flat)
        assert np.array_equal(run.confusion, own.confusion)
        for name in ("loss", "train_accuracy", "test_accuracy"):
            assert np.array_equal(getattr(run.history, name), getattr(own.history, name), equal_nan=True)
        for losses, own_losses in zip(run.history.batch_losses, own.history.batch_losses, strict=True):
            assert np.array_equal(losses, own_losses, equal_nan=True)


def test_running_tasks_are_held_go_on_and_end_when_told(begun):
    race = begun(experiment(Factor("optimizer", ("sgd", "adam")), base=ENDLESS))
    assert wait(lambda: sum(run.history.count > 1 for run in race.runs) == 2)
    client = race.place._client
    race.pause()
    assert wait(lambda: all(all(c) and c for c in client.run(_held).values()))
    counts = [run.history.count for run in race.runs]
    assert wait(lambda: nothing_comes_from(race))  # what they had told before may be on its way still
    held = [run.history.count for run in race.runs]
    assert nothing_comes_from(race)
    assert sum(held) < sum(counts) + 100
    race.resume()
    assert wait(lambda: sum(run.history.count for run in race.runs) > sum(held))
    race.cancel()
    assert wait(lambda: race.over)
    assert {run.state for run in race.runs} == {CANCELLED}
    follower = begun(experiment(Factor("optimizer", ("sgd",)), seeds=(0,)))  # which needs a worker that is free
    assert wait(lambda: follower.over)
    assert follower.runs[0].state == FINISHED


def _held():
    return [control.paused for _race, control in cluster_worker._here.tasks.values()]


def test_runs_whose_workers_are_lost_with_the_digits_are_run_again(begun):
    asked = experiment(Factor("optimizer", ("sgd", "adam")), seeds=(0,), base=dataclasses.replace(
        BASE, config=TrainingConfig(epochs=400)
    ))  # fmt: skip
    race = begun(asked)
    assert wait(lambda: all(run.history.count > 1 for run in race.runs))
    for number in race.place._client.run(os.getpid).values():
        os.kill(number, signal.SIGKILL)
    assert wait(lambda: race.over)
    assert [run.state for run in race.runs] == [FINISHED] * 2
    assert [run.history.count for run in race.runs] == [401] * 2


def test_the_command_races_there_and_keeps_what_came_of_it(address, capsys, tmp_path, few):
    rows = np.column_stack([few.labels, few.images.reshape(len(few), -1)])
    np.savetxt(tmp_path / "few.csv", rows, "%d", ",")
    save_experiment(tmp_path / "e.json", experiment(Factor("optimizer", ("sgd", "adam")), seeds=(0,)))
    handler, out = signal.getsignal(signal.SIGTERM), tmp_path / "out.inkling-experiment"
    words = (tmp_path / "e.json", "--digits", tmp_path / "few.csv", "--out", out, "--json", "--cluster", address)
    assert frame.run("race", list(map(str, words))) == 0
    signal.signal(signal.SIGTERM, handler)
    *runs, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert {run["state"] for run in runs} == {FINISHED}
    assert (last["finished"], last["workers"]) == (2, 2)
    assert [run.state for run in open_results(out).runs] == [FINISHED] * 2


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("tcp://192.168.0.10:8786", "tcp://192.168.0.10:8786"),
        (" lab-1.example.org:8786 ", "tcp://lab-1.example.org:8786"),
        ("tls://[::1]:1", "tls://[::1]:1"),
    ],
)
def test_an_address_is_a_host_and_a_port(text, taken):
    assert checked_address(text) == taken


@pytest.mark.parametrize(
    "text", ["", "lab", "http://lab:8786", "tcp://lab", "lab:0", "lab:70000", "a b:1", "tcp://a:1/x"]
)
def test_anything_else_is_refused_in_a_sentence(text):
    with pytest.raises(UserError, match="is no address of a cluster"):
        Cluster(text)


def test_where_nothing_answers_the_race_says_so(few, monkeypatch):
    monkeypatch.setattr("engine.experiments.cluster.PATIENCE", 0.5)
    race = Race(experiment(Factor("optimizer", ("sgd",)), seeds=(0,)), few, place=Cluster("127.0.0.1:1"))
    race.start()
    race.wait()
    assert "No cluster answers at tcp://127.0.0.1:1" in race.message
    assert race.runs[0].state == FAILED


def test_versions_that_differ_are_said_and_another_inkling_is_refused():
    here = facts()
    assert versions_note({"tcp://a:1": here}) == ""
    assert "torch is 1.0 at tcp://a:1, and " in versions_note(
        {"tcp://b:1": here, "tcp://a:1": {**here, "torch": "1.0"}}
    )
    with pytest.raises(UserError, match=r"There is Inkling 0\.0\.1 at tcp://a:1"):
        versions_note({"tcp://a:1": {**here, "Inkling": "0.0.1"}})
    with pytest.raises(UserError, match="Inkling is not installed at tcp://a:1"):
        versions_note({"tcp://a:1": ModuleNotFoundError("No module named 'engine'")})


def test_what_goes_wrong_with_a_run_there_is_told_or_tried_again():
    class KilledWorker(Exception):
        pass

    place = Cluster("a:1")
    place._attempts = {0: 1, 1: 4}
    (back,) = place._lost(0, cluster_worker.Unwanted())
    assert back == ("back", 0)
    for number, error in ((0, KilledWorker()), (1, cluster_worker.Unwanted())):
        ((word, _number, reason, flat),) = place._lost(number, error)
        assert (word, flat) == ("failed", None)
        assert "memory" in reason
    ((_word, _number, reason, _flat),) = place._lost(0, KeyError("x"))
    assert "KeyError" in reason
