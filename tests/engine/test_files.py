"""A file is whole or as it was, also after the power has failed."""

import os
import stat

import pytest

from engine import files
from engine.errors import UserError
from engine.files import remove_parts, size_of, write_atomically, write_for_person


@pytest.fixture
def calls(monkeypatch):
    """What is flushed and replaced, in order: "file", "folder" or "in its place"."""
    made, fsync, replace = [], os.fsync, os.replace

    def flush(handle):
        made.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def put(source, target):
        made.append("in its place")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(os, "replace", put)
    return made


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot flush a folder")
def test_the_file_is_flushed_before_it_is_put_in_place_and_its_folder_afterwards(tmp_path, calls):
    write_atomically(tmp_path / "a", b"new")
    assert calls == ["file", "in its place", "folder"]


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot flush a folder")
def test_it_is_the_files_own_folder_that_is_flushed(tmp_path, monkeypatch):
    (tmp_path / "inner").mkdir()
    flushed, fsync = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (flushed.append(os.fstat(handle).st_ino), fsync(handle)))
    write_atomically(tmp_path / "inner" / "a", b"new")
    assert flushed[-1] == (tmp_path / "inner").stat().st_ino


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot flush a folder")
def test_a_folder_that_cannot_be_flushed_is_no_failure_and_leaves_no_handle(tmp_path, monkeypatch):
    handles, fsync = [], os.fsync

    def refuse_folders(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            handles.append(handle)
            raise OSError("not on this drive")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handles[0])


def test_what_was_there_is_replaced_whole(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"the former, which is longer")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a"]


def test_where_it_cannot_be_put_in_place_nothing_changes_and_nothing_is_left(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"former")

    def refuse(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError, match=r"The drawing was not kept: Input/output error\."):
        write_for_person(path, b"new", "The drawing was not kept")
    with pytest.raises(UserError, match=r"a could not be written: Input/output error\."):
        write_for_person(path, b"new")
    assert path.read_bytes() == b"former"
    assert os.listdir(tmp_path) == ["a"]


def test_what_a_killed_program_left_half_written_is_removed_and_nothing_else(tmp_path):
    for name in (f".a.12{files.PART}", f"a{files.PART}", "a", ".hidden"):
        (tmp_path / name).write_bytes(b"x")
    remove_parts(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".hidden", "a", f"a{files.PART}"]


def test_the_size_of_a_folder_is_that_of_all_files_in_it(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "a").write_bytes(bytes(100))
    (tmp_path / "inner" / "b").write_bytes(bytes(23))
    assert size_of(tmp_path) == 123
    assert size_of(tmp_path / "missing") == 0
