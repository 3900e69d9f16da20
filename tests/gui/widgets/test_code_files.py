"""What was written is said: the program, and what it needs beside it."""

import pytest

from engine.code.program import program
from engine.code.recipe import beside, colab, own_file
from engine.digits.readers import Loaded
from engine.errors import UserError
from engine.experiments.factors import Plan
from engine.handwriting.my_digits import csv
from engine.training.config import TrainingConfig
from gui.widgets.code_files import KINDS, write_program


def test_the_images_beside_it_are_named(tmp_path, few_digits):
    images = Loaded(few_digits)
    made = program(Plan(), beside(images))
    said = write_program(tmp_path / "a.py", made, images)
    assert said == f"Saved a.py; its images are in {made.source.file} beside it."
    assert (tmp_path / made.source.file).exists()


def test_of_another_set_of_that_name_it_says_where_they_are_now(tmp_path, few_digits, some_digits):
    for digits, file in ((few_digits, "mnist-20k.npz"), (some_digits, "mnist-20k-2.npz")):
        made = program(Plan())
        assert f"images are in {file}" in write_program(tmp_path / "a.py", made, Loaded(digits))


def test_a_helper_is_named_too(tmp_path, few_digits):
    images = Loaded(few_digits)
    made = program(Plan(config=TrainingConfig(augmentation="affine")), beside(images))
    said = write_program(tmp_path / "a.ipynb", made, images)
    assert said.endswith("beside it. It also needs augmentation.py, which is beside it.")


def test_a_table_that_it_reads_is_named(tmp_path, few_digits):
    (tmp_path / "mine.csv").write_bytes(csv(few_digits))
    said = [
        write_program(tmp_path / "a.py", program(Plan(), source), None)
        for source in (colab(), own_file(tmp_path / "mine.csv", few_digits))
    ]
    assert said == ["Saved a.py; in Colab it finds mnist_train_small.csv.", "Saved a.py; it needs mine.csv beside it."]


def test_what_cannot_be_written_is_an_error_for_the_person(tmp_path, few_digits):
    images = Loaded(few_digits)
    with pytest.raises(UserError):
        write_program(tmp_path / "no" / "a.py", program(Plan(), beside(images)), images)


def test_the_dialog_has_a_kind_for_each_ending():
    assert all(f"*.{ending}" in words for ending, words in KINDS.items())
