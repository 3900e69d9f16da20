"""An experiment goes to a file with all that has come of it, and comes back bit for bit; no other file is taken."""

import json

import numpy as np
import pytest

from engine.errors import UserError
from engine.experiments.conclusion import conclusion
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.race import Race
from engine.experiments.results import CURVES, open_results, save_results, with_set
from engine.experiments.run import CANCELLED, FAILED, FINISHED
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig


@pytest.fixture(scope="module")
def few(lesson_digits):
    return lesson_digits.take(np.arange(300))


@pytest.fixture(scope="module")
def ended(few):
    """One that finished, one that diverged, and one of whose end nothing came."""
    base = Plan(NetworkSpec((8,)), TrainingConfig(epochs=3), 0.2)
    race = Race(Experiment("rates", base, (Factor("learning_rate", (0.01, 1000.0, 0.02)),)), few, workers=1)
    race.start()
    race.wait()
    race.runs[2].state, race.runs[2].flat, race.runs[2].confusion = CANCELLED, None, None
    return race


@pytest.fixture
def path(ended, tmp_path):
    save_results(tmp_path / "rates.inkling-experiment", ended)
    return tmp_path / "rates.inkling-experiment"


def test_everything_comes_back_bit_for_bit(ended, path, few):
    found = open_results(path)
    assert (found.experiment, found.mark, found.seconds) == (ended.experiment, ended.mark, ended.seconds)
    assert (found.set_name, found.images, found.own_test) == (few.name, 300, False)
    assert [run.state for run in found.runs] == [FINISHED, FAILED, CANCELLED]
    for run, was in zip(found.runs, ended.runs, strict=True):
        assert (run.candidate, run.seed, run.plan, run.reason) == (was.candidate, was.seed, was.plan, was.reason)
        for name in CURVES:
            assert np.array_equal(getattr(run.history, name), getattr(was.history, name), equal_nan=True)
        assert np.array_equal(run.history.batch_losses[-1], was.history.batch_losses[-1], equal_nan=True)
        assert (run.flat is None) == (was.flat is None)
        assert run.flat is None or np.array_equal(run.flat, was.flat)
    assert np.array_equal(found.runs[0].confusion, ended.runs[0].confusion)
    assert conclusion(found.experiment, found.runs) == conclusion(ended.experiment, ended.runs)
    assert (found.over, found.paused, found.share(), found.workers) == (True, False, 1.0, 1)


def test_it_knows_its_set_again_and_no_other(path, few, lesson_digits):
    assert with_set(open_results(path), few, None).digits is few
    assert with_set(open_results(path), lesson_digits.take(np.arange(1, 301)), None).digits is None
    assert with_set(open_results(path), None, None).digits is None


def damaged(data, change):
    """The file with its header changed by ``change(results)``, or with another experiment."""
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    known = header["__metadata__"]
    results = json.loads(known["results"])
    change(results, known)
    if "results" in known:
        known["results"] = json.dumps(results)
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data[8 + length :]


@pytest.mark.parametrize(
    "change",
    [
        lambda results, known: known.pop("results"),
        lambda results, known: known.update(format="inkling-run-1"),
        lambda results, known: known.update(experiment="{}"),
        lambda results, known: results.update(images=0),
        lambda results, known: results["runs"].pop(),
        lambda results, known: results["runs"][0].update(epochs=5),
        lambda results, known: results["runs"][0].update(epochs=2),
        lambda results, known: results["runs"][0].update(state="won"),
        lambda results, known: results["runs"][0].update(has_network=False),
        lambda results, known: results["runs"][2].update(has_network=True),
        lambda results, known: results["runs"][2].update(seed=1),
    ],
)  # fmt: skip
def test_a_header_that_does_not_fit_is_refused_in_a_sentence(path, change):
    path.write_bytes(damaged(path.read_bytes(), change))
    with pytest.raises(UserError, match=r"rates\.inkling-experiment"):
        open_results(path)


@pytest.mark.parametrize("keep", [0, 7, 300, -40])
def test_what_is_cut_off_or_no_such_file_is_refused_in_a_sentence(path, keep):
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(UserError, match=r"rates\.inkling-experiment"):
        open_results(path)
