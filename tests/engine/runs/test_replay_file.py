"""The epochs of a run on disk: whole or as they were, no more often than need be, and the first to go."""

import os
from dataclasses import replace

import pytest
import torch

from engine import files
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs import replay_file
from engine.runs.about import About
from engine.runs.archive import pack_run, unpack_run
from engine.runs.autosave import RunKeeper
from engine.runs.library import (
    RUN,
    delete,
    empty_bin,
    entries,
    make_room,
    new_folder,
    restore,
    tidy,
    write_about,
    write_run,
)
from engine.runs.replay import KeptEpochs
from engine.runs.replay_file import REPLAY, EpochsKeeper, epochs_found, forget_epochs, read_epochs, write_epochs
from engine.runs.run import Run
from engine.runs.run_file import read_run


@pytest.fixture
def epochs(saved):
    """Of that run, three."""
    point = saved.checkpoint
    return KeptEpochs.of(point, 1, {1: FeedForward(point.spec, 9).flat})


@pytest.fixture
def keeper(saved, epochs):
    return EpochsKeeper(saved.checkpoint.spec, epochs)


def test_they_are_read_as_they_were_written(kept, saved, epochs, keeper):
    keeper.write(kept)
    found = read_epochs(kept / REPLAY, saved.checkpoint)
    assert sorted(found) == [0, 1, 2]
    assert all(torch.equal(found[epoch], epochs.kept[epoch]) for epoch in found)


def test_all_that_is_kept_of_the_lessons_run_has_less_than_10_mb(tmp_path):
    spec = NetworkSpec()
    kept = KeptEpochs(spec, {epoch: torch.full((spec.parameters,), float(epoch)) for epoch in range(61)})
    assert write_epochs(tmp_path, spec, kept.kept) == (tmp_path / REPLAY).stat().st_size < 10_000_000


def test_a_large_file_is_written_seldom_and_always_at_the_end(kept, epochs, keeper, monkeypatch):
    now, size = [100.0], []
    monkeypatch.setattr(replay_file, "monotonic", lambda: now[0])
    monkeypatch.setattr(replay_file, "write_epochs", lambda folder, spec, of: size.append(len(of)) or 10_000_000)
    keeper.write(kept)
    epochs.add(3, torch.zeros(len(epochs.kept[0])))
    for now[0] in (101.0, 104.9):
        keeper.write(kept)
    assert size == [3]
    now[0] = 105.1
    keeper.write(kept)
    epochs.add(4, torch.zeros(len(epochs.kept[0])))
    keeper.write(kept, last=True)
    assert size == [3, 4, 5]


def test_what_is_there_already_is_not_written_again_but_what_was_lost_is(kept, keeper):
    keeper.write(kept)
    before = (kept / REPLAY).stat().st_ino
    keeper.write(kept, last=True)
    assert (kept / REPLAY).stat().st_ino == before
    (kept / REPLAY).unlink()
    keeper.write(kept, last=True)
    assert (kept / REPLAY).exists()


@pytest.mark.parametrize("name", ["epoch.-1", "epoch.01", "epoch", "bias"])
def test_a_file_of_other_names_kinds_or_networks_is_none(kept, saved, name):
    from safetensors.torch import save

    flat, header = saved.checkpoint.last, {"format": replay_file.REPLAY_FORMAT, "spec": '{"hidden": [6]}'}
    for tensors in ({name: flat}, {"epoch.1": flat[:-1]}, {"epoch.1": flat.double()}, {"epoch.1": flat / 0}):
        (kept / REPLAY).write_bytes(save(tensors, header))
        assert epochs_found(kept, saved.checkpoint) == {}


def test_a_disk_that_fails_is_told_the_run_is_kept_and_it_is_tried_again(saved, keeper, tmp_path, monkeypatch):
    replaces = os.replace

    def fails(source, target):
        if str(target).endswith(REPLAY):
            raise OSError(28, "No space left on device")
        replaces(source, target)

    monkeypatch.setattr(files.os, "replace", fails)
    run = RunKeeper(tmp_path, epochs=keeper)
    run.offer(saved)
    run._write()
    run._write_epochs()
    assert "No space left on device" in run.problem
    assert read_run(run.folder / RUN).outcome == saved.outcome
    monkeypatch.setattr(files.os, "replace", replaces)
    run.close()
    assert run.problem is None
    assert sorted(path.name for path in run.folder.iterdir() if path.name[0] != ".") == [
        "history.csv", REPLAY, RUN,
    ]  # fmt: skip


def test_what_a_killed_program_has_left_half_written_is_removed(kept, keeper):
    keeper.write(kept)
    part = kept / f".{REPLAY}.1-ab.part"
    part.write_bytes(b"half")
    tidy(kept.parent)
    assert not part.exists()
    assert (kept / REPLAY).exists()


def test_they_are_the_first_to_go_when_room_is_made(saved, keeper, tmp_path):
    folders = []
    for number in range(1, 5):
        folders.append(new_folder(tmp_path))
        write_run(folders[-1], replace(saved, number=number))
        keeper.write(folders[-1], last=True)
    write_about(folders[0], About(starred=True))
    bytes_, total = (folders[1] / REPLAY).stat().st_size, sum(entry.bytes for entry in entries(tmp_path))
    removed = make_room(tmp_path, total - bytes_ - 1)
    assert removed == (2, [])
    assert [(folder / REPLAY).exists() for folder in folders] == [True, False, False, True]
    removed = make_room(tmp_path, total - 2 * bytes_ - 1)
    assert (removed.epochs, len(removed.runs)) == (0, 1)
    assert [folder.exists() for folder in folders] == [True, False, True, True]
    make_room(tmp_path, 0)
    assert [folder.exists() for folder in folders] == [True, False, False, True], "a star, and the newest"
    assert (folders[0] / REPLAY).exists()


def test_those_of_a_run_that_is_being_trained_stay(saved, keeper, tmp_path):
    run = RunKeeper(tmp_path, epochs=keeper)
    run.offer(saved)
    run._write()
    run._write_epochs()
    assert forget_epochs(run.folder) == 0
    run.close()
    assert forget_epochs(run.folder) > 0
    assert forget_epochs(run.folder) == 0


def test_a_deleted_run_comes_back_with_them(kept, saved, keeper):
    keeper.write(kept)
    back = restore(delete(kept), kept)
    assert len(read_epochs(back / REPLAY, saved.checkpoint)) == 3
    empty_bin(kept.parent)


def test_a_zip_goes_without_them_and_its_run_has_those_that_it_knows(kept, saved, keeper, tmp_path):
    keeper.write(kept)
    pack_run(kept, tmp_path / "run.zip")
    folder = unpack_run(tmp_path / "run.zip", kept.parent)
    assert not (folder / REPLAY).exists()
    run = Run.found(read_run(folder / RUN), folder, None, None)
    assert run.epochs.epochs == tuple(sorted({0, saved.history.best, 2}))
    empty_bin(kept.parent)
