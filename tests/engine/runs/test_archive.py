"""What others send is checked before anything of it is kept."""

import json
import os
import runpy
import stat
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.errors import UserError
from engine.networks.network import NetworkSpec
from engine.runs import archive, library
from engine.runs.archive import pack_run, unpack_run
from engine.runs.library import About, entries, new_folder, write_about, write_run
from engine.runs.provenance import TrainedOn
from engine.runs.run_file import SavedRun, read_run
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import History
from engine.training.trainer import train

ABUSE = runpy.run_path(str(Path(__file__).resolve().parents[2] / "abuse" / "sharing.py"))


MUTANTS = 100


@pytest.fixture(scope="module")
def saved(some_digits, few_digits):
    """A run of two of its three epochs."""
    control, history = Control(resumable=True), History(3)
    for report in train(NetworkSpec((6,)), TrainingConfig(epochs=3), some_digits, few_digits, control):
        history.append(report)
        if report.epoch == 2:
            control.stop()
    trained_on = TrainedOn("my digits", 0.1, 0)
    return SavedRun(control.checkpoint(), history, trained_on, "stopped", "/home/me/digits.csv")


@pytest.fixture
def packed(saved, tmp_path):
    folder = new_folder(tmp_path / "mine")
    write_run(folder, saved)
    write_about(folder, About("Äpfel", "with care", True))
    pack_run(folder, tmp_path / "run.zip")
    return tmp_path / "run.zip"


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_run_goes_into_a_zip_and_comes_out_as_it_was(saved, packed, tmp_path):
    runs = tmp_path / "theirs"
    folder = unpack_run(packed, runs)
    assert [entry.folder for entry in entries(runs)] == [folder]
    assert entries(runs)[0].about == About("Äpfel", "with care", True)
    found = read_run(folder / "run.safetensors")
    assert torch.equal(found.checkpoint.last, saved.checkpoint.last)
    assert np.array_equal(found.history.loss, saved.history.loss, equal_nan=True)
    assert found.trained_on == saved.trained_on
    assert len((folder / "history.csv").read_text().splitlines()) == 4
    assert unpack_run(packed, runs) != folder  # a second one beside it
    assert len(entries(runs)) == 2


def test_a_zip_holds_the_three_files_of_a_run_and_not_where_the_digits_lie(packed):
    assert sorted(members(packed)) == ["about.json", "history.csv", "run.safetensors"]
    assert not any(b"/home/me" in data for data in members(packed).values())


def test_the_path_of_anothers_digits_is_never_looked_at(saved, packed, tmp_path):
    content = members(packed) | {"run.safetensors": saved.to_bytes()}
    folder = unpack_run(zipped(tmp_path, content), tmp_path / "theirs")
    assert read_run(folder / "run.safetensors").origin == ""


def test_a_run_without_a_word_about_it_is_packed_too(packed, tmp_path):
    folder = unpack_run(packed, tmp_path / "theirs")
    (folder / "about.json").unlink()
    (folder / "history.csv").unlink()
    pack_run(folder, tmp_path / "again.zip")
    assert sorted(members(tmp_path / "again.zip")) == ["history.csv", "run.safetensors"]
    assert entries(unpack_run(tmp_path / "again.zip", tmp_path / "third").parent)[0].about == About()


def test_a_run_is_packed_also_where_the_clock_is_set_back_by_decades(packed, tmp_path, monkeypatch):
    folder = unpack_run(packed, tmp_path / "theirs")
    monkeypatch.setattr(archive.time, "localtime", lambda: time.gmtime(0))
    os.utime(folder / "about.json", (0, 0))
    pack_run(folder, tmp_path / "again.zip")
    assert members(tmp_path / "again.zip").keys() == members(packed).keys()


def zipped(folder, content, **attributes):
    """A zip of ``content``; ``attributes`` are given to each entry."""
    path = folder / "sent.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            info = zipfile.ZipInfo(name)
            for attribute, value in attributes.items():
                setattr(info, attribute, value)
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return path


def refused(path, tmp_path, match):
    """Nothing of it is anywhere afterwards."""
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError, match=match):
        unpack_run(path, tmp_path / "runs")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "name",
    [
        "../run.safetensors",
        "/etc/passwd",
        "C:\\run",
        "sub/run.safetensors",
        "sub/",
        "readme.txt",
        "Run.Safetensors",
        "",
    ],
)
def test_a_zip_with_any_other_file_is_refused(packed, tmp_path, name):
    refused(zipped(tmp_path, members(packed) | {name: b""}), tmp_path, "no run has")


def test_a_zip_with_a_link_is_refused(packed, tmp_path):
    link = (stat.S_IFLNK | 0o777) << 16
    refused(zipped(tmp_path, members(packed) | {"about.json": b"/etc/passwd"}, external_attr=link), tmp_path, "link")


def test_a_zip_with_two_files_of_a_name_is_refused(packed, tmp_path):
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("run.safetensors", b"")
    refused(packed, tmp_path, "two files of one name")


def test_a_zip_without_the_run_itself_is_refused(tmp_path):
    refused(zipped(tmp_path, {"about.json": b"{}"}), tmp_path, "there is no run.safetensors")


def test_a_zip_that_says_that_it_is_too_large_is_refused_unread(packed, tmp_path, monkeypatch):
    bomb = zipped(tmp_path, members(packed) | {"about.json": bytes(archive.MOST["about.json"] + 1)})
    monkeypatch.setattr(archive, "_copy", None)
    refused(bomb, tmp_path, "far too large")


def test_what_comes_out_of_a_zip_is_counted_whatever_it_says_of_itself(packed, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_check", lambda *_: None)
    bomb = zipped(tmp_path, members(packed) | {"about.json": bytes(archive.MOST["about.json"] + 1)})
    monkeypatch.setattr(archive, "PIECE", 10_000)
    refused(bomb, tmp_path, "far too large")


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all" * 100])
def test_what_is_no_zip_is_refused(tmp_path, data):
    (tmp_path / "sent.zip").write_bytes(data)
    refused(tmp_path / "sent.zip", tmp_path, "no zip that Inkling can open")


def test_a_zip_that_is_not_there_or_is_locked_is_refused(packed, tmp_path):
    refused(tmp_path / "nowhere.zip", tmp_path, "could not be opened")
    data = bytearray(packed.read_bytes())
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(signature) + flags] |= 1  # encrypted
    packed.write_bytes(data)
    refused(packed, tmp_path, "password")


def test_a_zip_whose_run_is_damaged_is_refused(packed, tmp_path):
    damaged = members(packed)["run.safetensors"][:-1]
    refused(zipped(tmp_path, members(packed) | {"run.safetensors": damaged}), tmp_path, "run.safetensors is not a run")


def test_on_a_full_disk_nothing_half_stays(packed, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "write_history", full)
    with pytest.raises(UserError, match="No space left"):
        unpack_run(packed, tmp_path / "theirs")
    assert not (tmp_path / "theirs").exists()


def test_a_name_that_is_no_text_can_be_kept_too(tmp_path):
    write_about(tmp_path, About("\ud800"))
    assert json.loads((tmp_path / library.ABOUT).read_text())["name"] == "\ud800"


@pytest.mark.parametrize("kind", ABUSE["KINDS"])
def test_mutants_are_opened_or_refused_and_touch_nothing_else(tmp_path, kind):
    ABUSE["abuse"](kind, tmp_path, MUTANTS, seed=1)


def test_a_run_for_which_there_is_no_room_is_refused_and_no_other_goes(packed, tmp_path):
    runs = tmp_path / "theirs"
    first = unpack_run(packed, runs)
    (needed,) = [entry.bytes for entry in entries(runs)]
    before = sorted(runs.rglob("*"))
    with pytest.raises(UserError, match="There is no room for this run"):
        unpack_run(packed, runs, 2 * needed - 1)
    assert sorted(runs.rglob("*")) == before
    assert unpack_run(packed, runs, 2 * needed) != first


def test_taking_in_can_be_given_up_and_leaves_nothing(packed, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError, match="not taken in"):
        unpack_run(packed, tmp_path / "theirs", cancelled=lambda: True)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_run_that_unpacks_to_far_more_than_networks_do_is_refused(packed, tmp_path):
    content = members(packed)
    bomb = content | {"run.safetensors": content["run.safetensors"] + bytes(200_000_000)}
    refused(zipped(tmp_path, bomb), tmp_path, "would unpack from")


@pytest.mark.parametrize("about", [{"name": "x" * 1_000_000}, {"name": 3}, {"note": None}, []])
def test_what_was_said_about_a_run_is_taken_whole_or_refused(packed, tmp_path, about):
    content = members(packed) | {"about.json": json.dumps(about).encode()}
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError):
        unpack_run(zipped(tmp_path, content), tmp_path / "runs")
    assert set(tmp_path.rglob("*")) - set(before) <= {tmp_path / "sent.zip"}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_a_way_that_unpacks_whole_is_refused_unread(packed, tmp_path, monkeypatch, method):
    path = tmp_path / "sent.zip"
    with zipfile.ZipFile(path, "w", method) as made:
        for name, data in members(packed).items():
            made.writestr(name, data)
    monkeypatch.setattr(archive, "_copy", None)
    refused(path, tmp_path, "run.safetensors is packed in a way that no run is")


def test_what_is_wrong_with_what_was_said_names_the_zip_and_the_file(packed, tmp_path):
    refused(
        zipped(tmp_path, members(packed) | {"about.json": b"{}"}),
        tmp_path,
        r"sent\.zip.*about\.json.*“name” is missing",
    )
