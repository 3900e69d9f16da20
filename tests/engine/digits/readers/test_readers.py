"""Whatever a person brings is read whole, or refused with a sentence."""

import runpy
from pathlib import Path

import pytest

from engine import digits

ABUSE = runpy.run_path(str(Path(__file__).resolve().parents[3] / "abuse" / "reading.py"))


MUTANTS = 100


def test_the_engines_own_read_leads_here(tmp_path, some, same, rows_of, csv_of):
    same(digits.read(csv_of(tmp_path / "train.csv", rows_of(some))), some)


def test_something_else_entirely_is_refused(tmp_path, refused):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7 \x00\x01")
    refused(path, "report.pdf", "CSV")


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path, refused):
    refused(tmp_path / "nowhere.csv", "nowhere.csv", "no file")


@pytest.mark.parametrize("kind", ABUSE["FORMATS"])
def test_damaged_files_are_read_whole_or_refused(tmp_path, kind):
    ABUSE["abuse"](kind, tmp_path, MUTANTS, seed=1)
