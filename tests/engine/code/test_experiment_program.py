"""The program of an experiment repeats each of its runs."""

import ast

import nbformat
import numpy as np
import pytest

from engine.code.experiment_program import experiment_program
from engine.code.notebook import notebook
from engine.code.recipe import Style, beside
from engine.code.saving import save_program
from engine.digits.changes import Change, Changes
from engine.digits.readers import Loaded
from engine.experiments.experiment import Experiment, read_factor
from engine.experiments.factors import FACTORS, Plan
from engine.experiments.presets import PRESETS
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig

ADAM = TrainingConfig(2, optimizer="adam", learning_rate=0.002)
SMALL = NetworkSpec((12,))
EXPERIMENTS = {
    "settings": Experiment(
        "'); print('gone')", Plan(SMALL, TrainingConfig(2, learning_rate=0.1, momentum=0.5)),
        (read_factor("optimizer", "SGD, Adam"), read_factor("dropout", "0, 0.2")), (0, 3),
    ),
    "images": Experiment(
        "a\n", Plan(SMALL, ADAM, changes=Changes((Change("inverted", where="testing"),))),
        (read_factor("augmentation", "none, affine"), read_factor("data", "as they are; inverted (training only)")),
    ),
    "ranges": Experiment(
        "", Plan(SMALL, ADAM), (read_factor("range", "0 to 1; -1 to 1; 0 to 1 but tested in 0 to 2"),),
    ),
    "ends": Experiment(
        "", Plan(NetworkSpec((8,)), TrainingConfig(12, optimizer="adam", learning_rate=0.03, validation_fraction=0.2,
                                                   patience=2), changes=Changes((Change("scrambled_each"),))),
        (read_factor("patience", "0, 1, 2"),), (0, 1),
    ),
    "ends in another range": Experiment(
        "", Plan(NetworkSpec((8,)), TrainingConfig(12, optimizer="adam", learning_rate=0.03, patience=1,
                                                   target_accuracy=99.0)),
        (read_factor("range", "0 to 1 but tested in 0 to 2"), read_factor("augmentation", "none, affine")),
    ),
    "outputs": Experiment("", Plan(SMALL, ADAM), (read_factor("output", "log-softmax, softmax"),)),
}  # fmt: skip


@pytest.fixture(scope="module")
def thousand(some_digits):
    return some_digits.take(np.arange(1_000))


@pytest.fixture(scope="module")
def told(run_files, thousand, few_digits, assert_clean, tmp_path_factory):
    """By name: what each program came to; the last one has a test set of its own."""
    folder, paths = tmp_path_factory.mktemp("experiments"), []
    for name, experiment in EXPERIMENTS.items():
        images = Loaded(thousand, few_digits if name == "outputs" else None)
        paths.append(folder / f"{name}.py")
        save_program(paths[-1], experiment_program(experiment, beside(images)), images)
    assert_clean(folder)
    return dict(zip(EXPERIMENTS, run_files(paths), strict=True))


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_run_ends_where_the_engines_ends(told, engines, thousand, few_digits, name):
    experiment, found = EXPERIMENTS[name], told[name]["results"]
    assert list(found) == [candidate.label for candidate in experiment.candidates]
    for index, candidate in enumerate(experiment.candidates):
        for seed, accuracies in zip(experiment.seeds, found[candidate.label], strict=True):
            plan = experiment.plan(index, seed)
            reports = engines(plan, thousand, few_digits if name == "outputs" else None)
            assert len(accuracies) == len(reports)
            if plan.test_range is None:  # the engine's own course is measured in the network's range
                assert accuracies == pytest.approx([report.test_accuracy for report in reports], abs=2)


def test_the_table_has_a_line_for_each_candidate(told):
    lines = told["settings"]["out"].splitlines()
    assert [line.split("  ")[0].strip() for line in lines[1:]] == [
        candidate.label for candidate in EXPERIMENTS["settings"].candidates
    ]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_every_preset_has_a_program_and_a_valid_notebook(preset):
    one = experiment_program(preset.experiment(Plan()), style=Style(comments=False))
    ast.parse(one.text)
    assert max(len(line.text) for line in one.lines) <= 120
    nbformat.validate(nbformat.reads(notebook(one), as_version=nbformat.NO_CONVERT))


@pytest.mark.parametrize("factor", FACTORS)
def test_every_factor_makes_a_difference(factor):
    experiment = Experiment("", Plan(), (read_factor(factor, FACTORS[factor].example),))
    text = experiment_program(experiment).text
    block = ast.literal_eval(settings_of(text))
    assert len(set(map(str, block.values()))) == len(experiment.candidates)


def settings_of(text):
    """The candidates, with the code of each value as text."""
    tree = ast.parse(text)
    (found,) = [node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "candidates"]
    return repr({key.value: ast.unparse(value) for key, value in zip(found.keys, found.values, strict=True)})
