"""The program of a kept run is that of its settings, with the images that it was trained on."""

from dataclasses import replace

import numpy as np
import pytest

from engine.code.of_run import program_of_run
from engine.code.program import program
from engine.code.recipe import beside
from engine.digits.changes import Change, Changes
from engine.digits.readers import Loaded
from engine.errors import UserError
from engine.experiments.factors import Plan
from engine.handwriting.my_digits import csv
from engine.networks.network import NetworkSpec
from engine.runs.run import Run
from engine.training.config import TrainingConfig

SPEC, CONFIG = NetworkSpec((4,)), TrainingConfig(epochs=2, optimizer="adam", learning_rate=0.001, seed=3)
CHANGES = Changes((Change("inverted"),), seed=3)


@pytest.fixture
def kept(tmp_path):
    """``kept(digits)``: a run of two epochs, carried out and kept."""

    def made(digits, test_digits=None):
        run = Run(SPEC, CONFIG, digits, 0.25, test_digits, CHANGES)
        run.carry_out(tmp_path / "runs")
        return run

    return made


def test_it_is_that_of_the_runs_settings_and_images(kept, some_digits):
    run = kept(some_digits)
    made, images = program_of_run(run.folder, some_digits, None)
    assert made.text == program(Plan(SPEC, CONFIG, 0.25, CHANGES), beside(Loaded(some_digits))).text
    assert images.digits is some_digits
    assert images.test_digits is None


def test_a_test_set_of_its_own_is_in_it(kept, some_digits, few_digits):
    run = kept(some_digits, few_digits)
    made, images = program_of_run(run.folder, some_digits, few_digits)
    assert images.test_digits is few_digits
    assert 'file["test_images"]' in made.text


def test_images_that_are_not_in_hand_are_read_from_where_they_came_from(kept, some_digits, few_digits, tmp_path):
    table = tmp_path / "table.csv"
    table.write_bytes(csv(some_digits))
    run = kept(replace(some_digits, name="table.csv", origin=str(table)))
    _made, images = program_of_run(run.folder, few_digits, None)
    assert np.array_equal(images.digits.images, some_digits.images)


def test_images_that_are_gone_are_told(kept, some_digits, few_digits):
    run = kept(some_digits)
    with pytest.raises(UserError, match="which is not there"):
        program_of_run(run.folder, few_digits, None)
