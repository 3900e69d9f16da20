"""Whatever a person brings is read whole, or refused with a sentence."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from engine import digits
from engine.digits.readers import read_sets
from engine.errors import UserError

ABUSE = runpy.run_path(str(Path(__file__).resolve().parents[3] / "abuse" / "reading.py"))


MUTANTS = 100


@pytest.fixture(scope="module")
def some(some_digits):
    return some_digits.take(np.arange(40))


def refused(path, *words):
    """Reading ``path`` fails with a sentence that holds all of these words."""
    with pytest.raises(UserError) as found:
        read_sets(path)
    for word in words:
        assert word in str(found.value), str(found.value)
    return found.value


def same(found, expected):
    assert np.array_equal(found.images, expected.images)
    assert found.images.dtype == np.uint8
    assert np.array_equal(found.labels, expected.labels)
    assert found.labels.dtype == np.int64


def rows_of(digits):
    return np.column_stack([digits.labels, digits.images.reshape(len(digits), 784)]).astype(int).tolist()


def csv_of(path, rows, header="", delimiter=",", end="\n", encoding="utf-8"):
    lines = [delimiter.join(map(str, row)) for row in rows]
    path.write_bytes(end.join([header, *lines] if header else lines).encode(encoding))
    return path


def test_the_engines_own_read_leads_here(tmp_path, some):
    same(digits.read(csv_of(tmp_path / "train.csv", rows_of(some))), some)


def test_something_else_entirely_is_refused(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7 \x00\x01")
    refused(path, "report.pdf", "CSV")


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path):
    refused(tmp_path / "nowhere.csv", "nowhere.csv", "no file")


@pytest.mark.parametrize("kind", ABUSE["FORMATS"])
def test_damaged_files_are_read_whole_or_refused(tmp_path, kind):
    ABUSE["abuse"](kind, tmp_path, MUTANTS, seed=1)
