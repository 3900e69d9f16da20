"""The command trains as the window does, to the last bit, and keeps the run as it does."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from commands.settings import LESSON
from engine.digits.bundle import bundled
from engine.networks.network import NetworkSpec
from engine.runs.library import RUN, entries
from engine.runs.run import Run
from engine.runs.run_file import read_run
from engine.training.config import TrainingConfig

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def train(records, table, tmp_path):
    def trained(*arguments):
        return records("train", "--digits", table, "--runs", tmp_path / "runs", "--epochs", 2, *arguments)

    return trained


def test_the_lessons_numbers_are_those_of_the_engine_bit_for_bit(records, tmp_path):
    run = Run(NetworkSpec(), TrainingConfig(epochs=2), bundled(), 0.1)
    run.carry_out(None)
    *epochs, result = records("train", "--epochs", 2, "--runs", tmp_path)
    assert [epoch["loss"] for epoch in epochs] == run.history.loss.tolist()
    assert [epoch["test_accuracy"] for epoch in epochs] == run.history.test_accuracy.tolist()
    assert [epoch["train_accuracy"] for epoch in epochs] == run.history.train_accuracy.tolist()
    assert result["parameters"] == 53_706
    assert (result["outcome"], result["epochs"]) == ("completed", 2)


def test_the_run_is_kept_as_the_window_keeps_it(train, tmp_path):
    *_, result = train("--seed", 4, "--output", "softmax")
    (entry,) = entries(tmp_path / "runs")
    assert str(entry.folder) == result["folder"]
    assert not entry.in_use
    kept = read_run(entry.folder / RUN)
    assert (kept.outcome, kept.checkpoint.config.seed, kept.checkpoint.spec.output) == ("completed", 4, "softmax")


def test_options_go_before_the_file_and_the_file_before_the_lesson(train, tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text('hidden = [8, 4]\nlearning-rate = 1\nbatch_size = 10\noptimizer = "adam"\n')
    train("--settings", settings, "--learning-rate", "0.5", "--test-share", "20", "--input-range=-1,1")
    (entry,) = entries(tmp_path / "runs")
    spec, config = entry.summary.spec, entry.summary.config
    assert (spec.hidden, spec.input_range) == ((8, 4), (-1.0, 1.0))
    assert (config.learning_rate, config.batch_size, config.optimizer, config.momentum) == (0.5, 10, "adam", 0.0)
    assert entry.summary.trained_on.test_fraction == 0.2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("epochs = 1.5", "“epochs” is 1.5"),
        ('epochs = "3"', "“epochs” is 3"),
        ("hidden = 999", "“hidden” is 999"),
        ("epohcs = 3", "no setting “epohcs”"),
        ("learning-rate = nan", "learning rate must be a number"),
        ("seed = true", "“seed” is True"),
        ("epochs", "is no TOML"),
        (f"learning-rate = 1{'0' * 400}", "a number in it is far too long"),
        (f"hidden = 0x{'f' * 9_000}", "a number in it is far too long"),
        (f"hidden = [0x{'f' * 9_000}]", "a number in it is far too long"),
        ("learning-rate = 1\nlearning_rate = 2", "“learning_rate” is there twice"),
        ('digits = "a\\u0000b"', "no name that a file can have"),
        ('digits = "a\\u001b[2Jb"', "a\N{REPLACEMENT CHARACTER}[2Jb"),
        (f"activation = '{'x' * 10_000}'", "There is no activation"),
        (f"{'a.' * 20_000}a = 1", "too large"),
    ],
)
def test_a_file_that_says_nonsense_is_refused_in_a_sentence(command, table, tmp_path, text, words):
    (tmp_path / "s.toml").write_text(text)
    given = () if text.startswith("digits") else ("--digits", table)
    status, out, err = command("train", *given, "--runs", tmp_path / "runs", "--settings", tmp_path / "s.toml")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert words in err
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--epochs", "0"), ("--hidden", "64,,32"), ("--optimizer", "sdg"), ("--test-share", "0"),
        ("--input-range", "1"), ("--batch-size", "100000"), ("--settings", "nowhere.toml"),
        ("--digits", "nowhere.csv"), ("--dropout", "nan"),
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_is_refused_in_a_sentence(command, table, tmp_path, option, value):
    status, _, err = command("train", "--digits", table, "--runs", tmp_path / "runs", option, value)
    assert (status, err.count("\n")) == (1, 1), err
    assert "Traceback" not in err


def test_the_options_are_the_fields_of_the_form():
    from gui.train.training_fields import FIELDS

    names = {field.name: field.value for field in FIELDS}
    for share in ("test", "validation"):
        names[f"{share}_share"] = names.pop(f"{share}_fraction")
    assert set(names) == set(LESSON) - {"schedule", "input_range", "digits"}  # which stand elsewhere in the window
    assert {name: type(LESSON[name])(value or 0) for name, value in names.items()} == {
        name: LESSON[name] for name in names
    }


def test_words_say_how_it_ended_and_where_it_is(command, table, tmp_path):
    status, out, err = command("train", "--digits", table, "--epochs", 1, "--runs", tmp_path / "runs")
    assert (status, err) == (0, "")
    assert "of the test images are right, after epoch 1" in out
    assert str(tmp_path / "runs") in out


def test_an_early_end_is_told_with_its_reason(command, train, table, tmp_path):
    rules = "--epochs", 30, "--target-accuracy", 30, "--validation-share", 40, "--optimizer", "adam"
    *epochs, result = train(*rules)
    assert (result["outcome"], result["reason"]) == ("early", "the validation accuracy has reached 30 %")
    assert epochs[-1]["validation_accuracy"] >= 30 > epochs[-2]["validation_accuracy"]
    status, out, _ = command("train", "--digits", table, "--runs", tmp_path / "runs", *rules)
    assert status == 0
    assert f"stopped after epoch {result['epochs']}: the validation accuracy has reached 30 %" in out
    status, _, err = command("train", "--digits", table, "--validation-share", 99)
    assert (status, "--validation-share: Keep 1 to 90 percent" in err) == (1, True)


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
def test_ctrl_c_stops_keeps_and_says_where(tmp_path):
    command = [sys.executable, "main.py", "train", "--epochs", "100000", "--runs", str(tmp_path), "--json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as program:
        while json.loads(program.stdout.readline())["epoch"] < 2:
            pass
        program.send_signal(signal.SIGINT)
        _, err = program.communicate()
    (entry,) = entries(tmp_path)
    assert program.returncode == 130
    assert err == f"inkling: Stopped, and kept in {entry.folder}.\n"
    assert (entry.summary.outcome, entry.in_use) == ("stopped", False)
