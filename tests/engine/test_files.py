"""A file is whole or as it was, also after the power has failed."""

import os
import stat
import subprocess
import sys
import threading

import pytest

from engine import files
from engine.errors import UserError
from engine.files import (
    remove_orphaned_parts,
    remove_parts,
    set_aside,
    size_of,
    write_atomically,
    write_for_person,
    write_own,
)


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


def test_what_another_program_holds_for_a_moment_is_tried_again(tmp_path, monkeypatch):
    """As on Windows, where a file that is open cannot be replaced."""
    refused, replace = [], os.replace

    def refuse_twice(*paths):
        if len(refused) < 2:
            refused.append(paths)
            raise PermissionError(13, "Access is denied")
        replace(*paths)

    monkeypatch.setattr(os, "replace", refuse_twice)
    with pytest.raises(PermissionError):
        write_atomically(tmp_path / "a", b"never")
    assert list(tmp_path.iterdir()) == []
    refused.clear()
    monkeypatch.setattr(files, "PAUSES", (0.0, 0.0, 0.0))
    write_atomically(tmp_path / "a", b"then")
    assert (tmp_path / "a").read_bytes() == b"then"


def test_what_a_killed_program_left_half_written_is_removed_and_nothing_else(tmp_path):
    for name in (f".a.12{files.PART}", f"a{files.PART}", "a", ".hidden"):
        (tmp_path / name).write_bytes(b"x")
    remove_parts(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".hidden", "a", f"a{files.PART}"]


def test_of_one_file_only_what_is_half_written_of_it_is_removed(tmp_path):
    for name in (f".a.12{files.PART}", f".b.12{files.PART}"):
        (tmp_path / name).write_bytes(b"x")
    remove_parts(tmp_path, "a")
    assert os.listdir(tmp_path) == [f".b.12{files.PART}"]


def test_what_others_are_writing_just_now_stays(tmp_path):
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    ours, left, odd = (
        tmp_path / f".a.{owner}{files.PART}" for owner in (f"{os.getpid()}-ab", f"{gone.pid}-ab", 10**30)
    )
    for path in (ours, left, odd, tmp_path / f".a.x{files.PART}"):
        path.write_bytes(b"x")
    remove_orphaned_parts(tmp_path)
    assert sorted(os.listdir(tmp_path)) == sorted([ours.name, f".a.x{files.PART}"])


def test_two_threads_that_write_the_same_file_never_share_what_is_half_written(tmp_path, monkeypatch):
    """Each is held where its file is whole but not in its place, until the other is there, too."""
    path, meeting, fsync = tmp_path / "a", threading.Barrier(2), os.fsync

    def flush(handle):
        if stat.S_ISREG(os.fstat(handle).st_mode):
            meeting.wait(30)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", flush)
    failed = []

    def write(data):
        try:
            write_atomically(path, data)
        except OSError as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(data,)) for data in (b"one", b"the other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert path.read_bytes() in (b"one", b"the other")
    assert os.listdir(tmp_path) == ["a"]


def test_a_file_with_the_longest_name_can_be_written(tmp_path):
    path = tmp_path / ("x" * 255)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.fixture
def link(tmp_path):
    """A link to a file in another folder."""
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a").write_bytes(b"former")
    made = tmp_path / "link"
    try:
        made.symlink_to(tmp_path / "far" / "a")
    except OSError:
        pytest.skip("no links here")
    return made


def test_a_link_stays_a_link_to_the_file_that_is_replaced(link, tmp_path):
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "far" / "a").read_bytes() == b"new"


def test_a_link_to_nothing_yet_leads_to_the_new_file(link, tmp_path):
    (tmp_path / "far" / "a").unlink()
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "far" / "a").read_bytes() == b"new"


def test_in_a_folder_of_our_own_nothing_is_written_through_a_link(link, tmp_path):
    write_own(link, b"new")
    assert not link.is_symlink()
    assert (tmp_path / "far" / "a").read_bytes() == b"former"


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_a_file_that_is_replaced_keeps_who_may_read_it(tmp_path, mode):
    path = tmp_path / "a"
    path.write_bytes(b"former")
    path.chmod(mode)
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_what_only_its_owner_may_read_nobody_else_can_read_while_it_is_written(tmp_path, monkeypatch):
    path, fsync, seen = tmp_path / "a", os.fsync, []
    path.write_bytes(b"former")
    path.chmod(0o600)
    monkeypatch.setattr(os, "fsync", lambda handle: (seen.append(os.fstat(handle).st_mode), fsync(handle)))
    write_atomically(path, b"new")
    assert stat.S_IMODE(seen[0]) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_a_new_file_has_the_rights_that_files_have_here(tmp_path):
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_is_set_aside_never_replaces_what_was_set_aside_before(tmp_path):
    for content in ("1", "2", "3"):
        (tmp_path / "a.json").write_text(content)
        set_aside(tmp_path / "a.json")
    names = ["a.damaged-2.json", "a.damaged-3.json", "a.damaged.json"]
    assert sorted(os.listdir(tmp_path)) == names
    assert [(tmp_path / name).read_text() for name in names] == ["2", "3", "1"]


def test_the_size_of_a_folder_is_that_of_all_files_in_it(tmp_path):
    (tmp_path / "inner").mkdir()
    (tmp_path / "a").write_bytes(bytes(100))
    (tmp_path / "inner" / "b").write_bytes(bytes(23))
    assert size_of(tmp_path) == 123
    assert size_of(tmp_path / "missing") == 0


def test_a_free_path_has_a_number_before_its_ending_if_its_name_is_taken(tmp_path):
    path = tmp_path / "digits.pt"
    assert files.free_path(path) == path
    path.touch()
    (tmp_path / "digits-2.pt").symlink_to(tmp_path / "nowhere")
    assert files.free_path(path) == tmp_path / "digits-3.pt"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_nothing_is_written_in_the_place_of_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    for name in ("pipe", "link"):
        with pytest.raises(UserError, match="it is no file"):
            write_for_person(tmp_path / name, b"new")
    assert stat.S_ISFIFO((tmp_path / "pipe").lstat().st_mode)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "pipe"]
