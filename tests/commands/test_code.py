"""The command writes the program that does what its options say."""

import json

import numpy as np
import pytest

from engine.code.experiment_program import experiment_program
from engine.code.program import program
from engine.code.recipe import CROSS_ENTROPY, Source, Style
from engine.digits.bundle import bundled
from engine.experiments.experiment import Experiment, read_factor, save_experiment
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig


def test_without_options_it_is_the_lesson_with_its_images_beside_it(command, tmp_path):
    status, out, err = command("code", "--out", tmp_path / "lesson.py")
    assert (status, out) == (0, f"{tmp_path / 'lesson.py'}\n")
    assert "It needs mnist-20k.npz" in err
    assert (tmp_path / "lesson.py").read_text("utf-8") == program(Plan()).text
    with np.load(tmp_path / "mnist-20k.npz") as file:
        assert np.array_equal(file["images"], bundled().images)


def test_the_options_are_those_of_a_training(command, table, tmp_path):
    options = ["--hidden", "8,4", "--optimizer", "adam", "--learning-rate", "0.001", "--epochs", 2, "--test-share", 20]
    style = ["--loss", "cross_entropy", "--short", "--ordinary"]
    assert command("code", *options, *style, "--digits", table, "--out", tmp_path / "a.py")[0] == 0
    plan = Plan(NetworkSpec((8, 4)), TrainingConfig(2, optimizer="adam", learning_rate=0.001), 0.2)
    known = program(plan, style=Style(CROSS_ENTROPY, False, False)).text
    known = known.replace("mnist-20k.npz", "few-csv-digits.npz").replace("MNIST 20,000", "few.csv")
    assert (tmp_path / "a.py").read_text("utf-8") == known


def test_a_name_that_ends_so_makes_a_notebook(command, table, tmp_path):
    assert command("code", "--digits", table, "--augmentation", "affine", "--out", tmp_path / "a.ipynb")[0] == 0
    assert json.loads((tmp_path / "a.ipynb").read_text("utf-8"))["nbformat"] == 4
    assert (tmp_path / "augmentation.py").exists()


@pytest.mark.parametrize("source", ["colab", "file"])
def test_a_program_that_reads_another_file_stands_alone(command, table, tmp_path, source):
    (tmp_path / "new").mkdir()
    given = ["--source", source, "--digits", table, "--out", tmp_path / "new" / "a.py"]
    assert command("code", *given)[0] == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.py"]
    assert ('"few.csv"' in (tmp_path / "new" / "a.py").read_text()) == (source == "file")


@pytest.mark.parametrize(
    "wrong",
    [
        ["--out", "a.txt"], ["--out", "torch.py"], ["--out", "there.py"], [], ["--epochs", "0", "--out", "a.py"],
        ["--output", "softmax", "--loss", "cross_entropy", "--out", "a.py"], ["--digits", "nowhere", "--out", "a.py"],
        ["--source", "file", "--digits", "mnist-20k", "--out", "a.py"], ["--out", "no/where/a.py"],
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(command, tmp_path, monkeypatch, wrong):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.py").write_text("mine")
    status, out, err = command("code", *wrong)
    assert (status, out, err.count("\n")) == (1, "", 1), err
    assert [path.name for path in tmp_path.iterdir()] == ["there.py"]


def test_a_file_is_replaced_with_force(command, table, tmp_path):
    (tmp_path / "a.py").write_text("mine")
    assert command("code", "--digits", table, "--out", tmp_path / "a.py", "--force")[0] == 0
    assert "import torch" in (tmp_path / "a.py").read_text()


def test_a_saved_experiment_is_the_loop_over_its_candidates_and_seeds(command, table, tmp_path):
    experiment = Experiment("mine", Plan(), (read_factor("optimizer", "SGD, Adam"),), (4, 5))
    save_experiment(tmp_path / "mine.json", experiment)
    given = ["--experiment", tmp_path / "mine.json", "--digits", table, "--out", tmp_path / "a.py"]
    assert command("code", *given)[0] == 0
    source = Source(name="few.csv", file="few-csv-digits.npz")
    assert (tmp_path / "a.py").read_text("utf-8") == experiment_program(experiment, source).text
