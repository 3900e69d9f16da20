"""Only what is a file is opened, and no more of it is read than the limits allow."""

import os
import socket
import zipfile

import pytest

from engine import limits
from engine.errors import UserError
from engine.reading import PIECE, check_file, check_ratio, is_strange, open_file, read_file

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "a.txt"
    found.write_bytes(b"0123456789")
    return found


def pipe(path):
    os.mkfifo(path)


def bound(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


SPECIAL = {"a pipe": pipe, "a socket": bound, "a device": lambda path: path.symlink_to("/dev/zero")}


@needs_pipes
@pytest.mark.parametrize("kind", SPECIAL)
@pytest.mark.parametrize("way", [read_file, open_file, check_file])
def test_what_is_no_file_is_refused_and_nobody_waits_for_it(tmp_path, kind, way):
    SPECIAL[kind](tmp_path / "x")
    with pytest.raises(UserError, match=f"^x is {kind}.*no file"):
        way(tmp_path / "x", 100)
    assert is_strange(tmp_path / "x")


def test_a_folder_and_a_loop_of_links_are_refused(tmp_path):
    with pytest.raises(UserError, match="is a folder"):
        read_file(tmp_path, 100)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(OSError, match="symbolic links"):
        read_file(tmp_path / "loop", 100)


def test_a_file_a_folder_and_nothing_are_not_strange(path, tmp_path):
    assert not any(map(is_strange, (path, tmp_path, tmp_path / "nothing")))


def test_a_file_that_is_too_large_is_refused_and_called_as_it_is_asked(path):
    assert read_file(path, 10) == b"0123456789"
    with pytest.raises(UserError, match=r"^a\.txt is too large: it has 10 bytes, and at most 9 bytes"):
        read_file(path, 9)
    with pytest.raises(UserError, match=r"^0/a\.txt is too large"):
        read_file(path, 9, "0/a.txt")


def test_what_a_file_grows_by_while_it_is_read_is_not_read(path):
    with open_file(path, 10) as file:
        assert file.read(1) == b"0"
        with path.open("ab") as more:
            more.write(b"more" * 100_000)
        assert file.read() == b"123456789"


def test_a_file_that_is_cut_off_while_it_is_read_just_ends(path):
    path.write_bytes(bytes(PIECE))
    with open_file(path, PIECE) as file:
        file.read(1)
        os.truncate(path, 10)
        assert len(file.read(PIECE)) < PIECE


def test_no_more_than_a_piece_is_given_at_once(path):
    path.write_bytes(bytes(PIECE + 1))
    for size in (-1, None, PIECE + 1):
        with (
            open_file(path, 2 * PIECE) as file,
            pytest.raises(UserError, match=r"a\.txt is damaged, or made to do harm"),
        ):
            file.read(size)
    with open_file(path, 2 * PIECE) as file:
        assert len(file.read(PIECE)) == PIECE


def test_a_zip_reads_from_it_as_from_a_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("b", bytes(range(256)) * 1_000)
    with open_file(tmp_path / "a.zip", limits.MB) as file, zipfile.ZipFile(file) as opened:
        assert opened.read("b") == bytes(range(256)) * 1_000


def test_reading_can_be_given_up_at_every_piece(path):
    asked = []

    def check():
        asked.append(1)
        if len(asked) == 3:
            raise UserError("given up")

    path.write_bytes(bytes(10 * PIECE))
    with open_file(path, 10 * PIECE, check) as file, pytest.raises(UserError, match="given up"):
        file.readlines()
    assert len(asked) == 3


@pytest.mark.parametrize(("packed", "unpacked"), [(1, limits.RATIO_FREE), (limits.MB, 100 * limits.MB)])
def test_what_unpacks_to_more_than_honest_files_do_is_refused(packed, unpacked):
    check_ratio("a.npz", packed, unpacked)
    with pytest.raises(UserError, match=r"a\.npz would unpack from"):
        check_ratio("a.npz", packed, unpacked + 1)


def test_a_name_that_no_file_can_have_is_told(tmp_path):
    with pytest.raises(UserError, match="no name that a file can have"):
        read_file(tmp_path / "a\0b", 10)
