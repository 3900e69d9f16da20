"""Lines of text are read one after the other, in the encoding that they are in."""

import gzip

import pytest

from engine.digits.readers.common import Watch
from engine.digits.readers.lines import encoding_of, lines_of, size_of
from engine.digits.readers.sources import DiskFile
from engine.errors import UserError

WATCH = Watch(None, None)


def source(path, data):
    path.write_bytes(data)
    return DiskFile((path.name,), str(path), path)


def test_empty_lines_are_passed_over_and_counted(tmp_path):
    for data in (b"a\r\n\r\n \nb", gzip.compress(b"a\n\n\nb")):
        with lines_of(source(tmp_path / "a", data), "utf-8-sig", WATCH) as lines:
            assert [(lines.number, line.strip()) for line in lines] == [(1, "a"), (4, "b")]


def test_a_packed_file_is_larger_than_it_looks(tmp_path):
    assert size_of(source(tmp_path / "a", b"abc"), WATCH) == 3
    assert size_of(source(tmp_path / "b", gzip.compress(b"abc")), WATCH) > 100


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_the_encoding_is_told_by_the_first_bytes(encoding):
    assert encoding_of("label".encode(encoding)) == encoding


def test_a_text_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("engine.limits.RATIO_FREE", 1_000_000)
    bomb = source(tmp_path / "a.csv.gz", gzip.compress(b"0,0\n" * 5_000_000))
    with pytest.raises(UserError, match="unpacks to far more"), lines_of(bomb, "utf-8", WATCH) as lines:
        list(lines)
