"""No folder of an experiment outlives it, not even if its program is killed."""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest

from engine.experiments.handed_folder import LOCK, PREFIX, hand_over, handed_folder

KILLED = """
import os, sys, tempfile
from engine.experiments.handed_folder import handed_folder
tempfile.tempdir = sys.argv[1]
with handed_folder() as folder:
    (folder / "digits.npy").write_bytes(b"x")
    os._exit(0)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_folder_goes_with_its_experiment(temporary):
    with handed_folder() as folder:
        (folder / "digits.npy").write_bytes(b"x")
        assert folder.parent == temporary
    assert list(temporary.iterdir()) == []


def test_what_a_killed_program_has_left_goes_and_what_is_in_use_or_somebody_elses_stays(temporary):
    subprocess.run([sys.executable, "-c", KILLED, str(temporary)], check=True, cwd=Path(__file__).parents[3])
    (left,) = temporary.iterdir()
    assert {path.name for path in left.iterdir()} == {"digits.npy", LOCK}
    new, other = temporary / f"{PREFIX}new", temporary / "other"
    for place in (new, other):
        place.mkdir()
    (other / LOCK).touch()
    with handed_folder() as first, handed_folder() as second:
        assert set(temporary.iterdir()) == {new, other, first, second}


def test_a_link_is_not_followed(temporary):
    elsewhere = temporary / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / LOCK).touch()
    (temporary / f"{PREFIX}link").symlink_to(elsewhere)
    with handed_folder():
        assert (elsewhere / LOCK).exists()


def test_images_are_mapped_and_nobody_writes_into_those_of_another(few_digits, tmp_path):
    handed = hand_over(few_digits, tmp_path, "digits")
    mine, theirs = handed.digits(), handed.digits()
    assert isinstance(mine.images.base, np.memmap)
    mine.images[0] = 7
    assert np.array_equal(theirs.images, few_digits.images)
    assert np.array_equal(handed.digits().images, few_digits.images)


def test_the_names_of_the_classes_are_handed_over(classed, tmp_path):
    found = hand_over(classed, tmp_path, "digits").digits()
    assert (found.names, found.labels.tolist()) == (classed.names, classed.labels.tolist())
