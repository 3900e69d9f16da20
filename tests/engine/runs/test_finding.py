"""Runs on disk are found again, with the digits that they were trained on, or with what to do if those are gone."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from engine.digits.readers import read_sets
from engine.errors import UserError
from engine.handwriting.my_digits import csv
from engine.networks.network import NetworkSpec
from engine.runs.finding import find, newest, read_digits
from engine.runs.library import About, write_about
from engine.runs.run import Run
from engine.training.config import TrainingConfig


@pytest.fixture
def runs(tmp_path):
    return tmp_path / "runs"


@pytest.fixture
def kept(runs):
    """``kept(digits)``: a run of two epochs, carried out and kept."""

    def made(digits, test_digits=None):
        run = Run(NetworkSpec((4,)), TrainingConfig(epochs=2), digits, 0.25, test_digits)
        run.carry_out(runs)
        assert run.outcome == "completed"
        return run

    return made


@pytest.fixture
def table(some_digits, tmp_path):
    """Some digits in a file, and as they are read from it."""
    path = tmp_path / "table.csv"
    path.write_bytes(csv(some_digits))
    return path, replace(some_digits, name="table.csv", origin=str(path))


def test_an_empty_folder_holds_none(runs, some_digits):
    assert newest(runs, some_digits) is None


def test_a_finished_run_is_shown_and_not_offered(runs, kept, some_digits):
    run = kept(some_digits)
    found = newest(runs, some_digits)
    assert found.entry.folder == found.run.folder == run.folder
    assert not found.offered


def test_digits_in_hand_are_known_again_and_others_are_not(kept, some_digits, few_digits):
    run = kept(some_digits)
    assert find(run.folder, some_digits, None).digits is some_digits
    assert find(run.folder, few_digits, None).digits is None


def test_a_test_set_of_its_own_must_be_in_hand_too(kept, some_digits, few_digits):
    run = kept(some_digits, few_digits)
    found = find(run.folder, some_digits, few_digits)
    assert (found.digits, found.test_digits) == (some_digits, few_digits)
    found = find(run.folder, some_digits, None)
    assert (found.digits, found.test_digits) == (None, None)


def test_digits_are_read_from_their_file_again(kept, table):
    _, digits = table
    found = find(kept(digits).folder, None, None)
    assert found.digits is None
    again, own_test = read_digits(found)
    assert np.array_equal(again.images, digits.images)
    assert own_test is None


def test_a_file_that_is_gone_or_holds_other_images_is_told_with_what_to_do(kept, table):
    path, digits = table
    found = find(kept(digits).folder, None, None)
    path.write_bytes(csv(digits.take(np.arange(100))))
    with pytest.raises(UserError, match="holds other images now"):
        read_digits(found)
    path.unlink()
    with pytest.raises(UserError, match="which is not there: open that set on the Data page"):
        read_digits(found)


def test_a_file_whose_test_images_are_gone_is_told(kept, table, few_digits):
    _, digits = table
    with pytest.raises(UserError, match="its test images are not in"):
        read_digits(find(kept(digits, few_digits).folder, None, None))


class Stopped(Run):
    """Stops itself after its first epoch."""

    def _keep(self):
        super()._keep()
        if self.history.count == 2:
            self.control.stop()


def test_an_unfinished_run_is_offered_until_the_person_leaves_it(runs, some_digits):
    run = Stopped(NetworkSpec((4,)), TrainingConfig(epochs=100), some_digits, 0.25)
    run.carry_out(runs)
    found = newest(runs, some_digits)
    assert (found.run.outcome, found.run.history.count) == ("stopped", 2)
    assert found.offered
    write_about(run.folder, About(left=True))
    assert not newest(runs, some_digits).offered


def test_digits_that_were_turned_inverted_or_named_are_found_in_their_file_again(kept, table):
    _path, digits = table
    turned = replace(digits, images=np.ascontiguousarray(digits.images.transpose(0, 2, 1)))
    named = replace(digits, names=tuple("abcdefghij"))
    for one in (turned, named, replace(named, images=turned.images)):
        found, _test = read_digits(kept(one))
        assert np.array_equal(found.images, one.images)
        assert found.names == one.names


def test_pictures_that_were_prepared_are_found_in_their_folder_again(kept, some_digits, tmp_path):
    for digit in (3, 7):
        (tmp_path / "pictures" / str(digit)).mkdir(parents=True)
        for number, image in enumerate(some_digits.images[some_digits.labels == digit][:40]):
            large = Image.fromarray(255 - image).resize((84, 84))
            large.save(tmp_path / "pictures" / str(digit) / f"{number}.png")
    prepared = read_sets(tmp_path / "pictures", prepare=True).digits
    found, _test = read_digits(kept(prepared))
    assert np.array_equal(found.images, prepared.images)
