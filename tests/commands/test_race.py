"""An experiment is raced by the command with the window's numbers, told run by run, and kept for the window."""

import pytest

from commands import race
from commands.frame import INTERRUPTED
from engine.digits.readers import read
from engine.experiments.conclusion import conclusion
from engine.experiments.experiment import Experiment, Factor, save_experiment
from engine.experiments.factors import Plan
from engine.experiments.presets import PRESETS
from engine.experiments.race import Race
from engine.experiments.results import open_results
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig


@pytest.fixture
def asked():
    base = Plan(NetworkSpec((8,)), TrainingConfig(epochs=2, seed=5), 0.2)
    return Experiment("rates", base, (Factor("learning_rate", (0.01, 1000.0)),), (5, 9))


@pytest.fixture
def file(asked, tmp_path):
    save_experiment(tmp_path / "rates.json", asked)
    return tmp_path / "rates.json"


def test_the_numbers_are_those_of_the_window_and_all_is_kept(records, file, asked, table, tmp_path):
    alone = Race(asked, read(table), workers=1)
    alone.start()
    alone.wait()
    out = tmp_path / "out.inkling-experiment"
    *runs, last = records("race", file, "--digits", table, "--workers", 1, "--out", out)
    assert runs == [{**race.record(alone, run), "seconds": found["seconds"]} for run, found in zip(
        alone.runs, runs, strict=True
    )]  # fmt: skip
    assert {(run["seed"], run["state"]) for run in runs} == {(s, w) for s in (5, 9) for w in ("finished", "failed")}
    assert (last["runs"], last["finished"], last["failed"], last["file"]) == (4, 2, 2, str(out))
    assert last["conclusion"] == conclusion(asked, alone.runs)
    kept = open_results(out)
    assert [run.history.loss.tolist() for run in kept.runs[:1]] == [alone.runs[0].history.loss.tolist()]
    assert (kept.runs[0].flat == alone.runs[0].flat).all()


def test_without_a_place_it_is_kept_in_the_users_folder_and_never_over_another(
    command, file, table, tmp_path, monkeypatch
):
    monkeypatch.setattr(race, "user_folder", lambda: tmp_path / "home")
    for workers in ((), ("--workers", 1)):
        status, out, err = command("race", file, "--digits", table, "--seeds", 1, "--epochs", 1, *workers)
        assert (status, err) == (0, "")
    assert "rate 0.01: " in out
    assert "by 1 run" in out
    assert "no run has finished (Training diverged" not in out  # in one epoch nothing is known to diverge
    kept = sorted((tmp_path / "home" / "experiments").iterdir())
    assert [path.name for path in kept] == ["rates-2.inkling-experiment", "rates.inkling-experiment"]
    assert str(kept[0]) in out
    assert {run.seed for run in open_results(kept[0]).runs} == {5}


def test_the_lessons_comparisons_are_listed_and_found_by_their_names(command):
    status, out, _err = command("race")
    assert (status, out.splitlines()) == (0, [preset.name for preset in PRESETS])
    parser = race.argparse.ArgumentParser()
    race.fill(parser)
    found = race.experiment_of(parser.parse_args(["optimisers by", "--seeds", "3", "--epochs", "4"]))
    preset = next(preset for preset in PRESETS if preset.name == "Optimisers by learning rate")
    assert found == preset.experiment(Plan(), 3, 4)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("nowhere",), "nowhere"),
        (("s",), "Several comparisons"),
        (("dropout", "--seeds", 0), "seeds"),
        (("dropout", "--seeds", 21), "seeds"),
        (("dropout", "--epochs", 0), "epoch"),
        (("dropout", "--workers", 0), "--workers"),
        (("dropout", "--cluster", "lab"), "address"),
        (("dropout", "--digits", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(command, arguments, word):
    status, out, err = command("race", *arguments)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert word in err


def test_ctrl_c_ends_it_and_says_what_is_kept(command, monkeypatch, file, table, tmp_path):
    def interrupted(race, as_json):
        if as_json:
            race.wait()
        raise KeyboardInterrupt

    monkeypatch.setattr(race, "_as_they_end", interrupted)
    out = tmp_path / "out.inkling-experiment"
    words = ("race", file, "--digits", table, "--out", out)
    assert command(*words) == (INTERRUPTED, "", "inkling: Stopped before a run had finished.\n")
    assert not out.exists()
    status, _said, err = command(*words, "--json")
    assert (status, str(out) in err) == (INTERRUPTED, True)
    assert sum(run.state == "finished" for run in open_results(out).runs) == 2
