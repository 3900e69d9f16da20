"""What is exported works without Inkling, and what others send is checked before anything is done with it."""

import json
import os
import runpy
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.errors import UserError
from engine.networks.export import export_python, export_state_dict
from engine.networks.network import FeedForward, NetworkSpec
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
SPECS = {
    "the lesson's": NetworkSpec(),
    "no hidden layer": NetworkSpec(()),
    "tanh, another range": NetworkSpec((12, 5), "tanh", input_range=(-1.0, 1.0)),
    "leaky, softmax": NetworkSpec((9,), "leaky_relu", "softmax", (0.0, 2.5)),
    "sigmoid": NetworkSpec((7,), "sigmoid"),
    "identity": NetworkSpec((4, 4), "identity", input_range=(1.0, 0.0)),
}


# Networks


def test_a_state_dict_is_plain_pytorch_and_holds_each_parameter_once(tmp_path):
    network = FeedForward(NetworkSpec((6, 5)), seed=3)
    export_state_dict(tmp_path / "network.pt", network)
    found = torch.load(tmp_path / "network.pt", weights_only=True)
    assert list(found) == [f"layers.{layer}.{kind}" for layer in (0, 1, 2) for kind in ("weight", "bias")]
    plain = torch.nn.ModuleDict(
        {"layers": torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in ((784, 6), (6, 5), (5, 10)))}
    )
    plain.load_state_dict(found)
    assert torch.equal(torch.cat([tensor.flatten() for tensor in found.values()]), network.flat)
    assert (tmp_path / "network.pt").stat().st_size < 4 * network.flat.numel() + 10_000


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_the_exported_python_file_gives_the_networks_own_evidence(tmp_path, few_digits, spec):
    network, images = FeedForward(spec, seed=1), few_digits.images[:50]
    export_python(tmp_path / "mine.py", network)
    script = runpy.run_path(str(tmp_path / "mine.py"))
    pixels = torch.from_numpy(images.reshape(-1, 784).astype(np.float32))
    with torch.no_grad():
        found = script["load"]()(pixels).numpy()
    assert np.allclose(found, network.log_probabilities(images), atol=1e-5)


@pytest.fixture
def exported(tmp_path, few_digits):
    """A network, and the path of its file beside that of a picture."""
    network = FeedForward(NetworkSpec((8,), "tanh", input_range=(-1.0, 1.0)), seed=2)
    export_python(tmp_path / "my network.v2", network)
    Image.fromarray(few_digits.images[0]).save(tmp_path / "picture.png")
    return network, tmp_path / "my network.v2.py"


def started(path, *arguments):
    """A new process of Python's alone: nothing of Inkling's can be imported."""
    command = [sys.executable, "-I", str(path), *map(str, arguments)]
    return subprocess.run(command, cwd=path.parent, capture_output=True, text=True, timeout=120, check=False)


def test_the_exported_python_file_classifies_a_picture_on_its_own(exported, few_digits):
    network, path = exported
    assert sorted(file.suffix for file in path.parent.iterdir()) == [".png", ".pt", ".py"]
    assert not {"engine", "gui", "numpy"} & {line.split()[1].split(".")[0] for line in imports(path)}
    found = started(path, path.parent / "picture.png")
    assert found.returncode == 0, found.stderr
    *probabilities, verdict = found.stdout.splitlines()
    evidence = network.log_probabilities(few_digits.images[:1])[0]
    assert [line.split(": ")[0] for line in probabilities] == list("0123456789")
    assert np.allclose([float(line.split(": ")[1]) for line in probabilities], np.exp(evidence), atol=2e-6)
    assert verdict == f"It is a {evidence.argmax()}."
    assert found.stderr == ""


def imports(path):
    return [line for line in path.read_text("utf-8").splitlines() if line.startswith(("import ", "from "))]


def test_the_exported_file_is_short_and_says_how_it_is_used_and_what_pictures_it_takes(exported):
    text = exported[1].read_text("utf-8")
    assert "python my network.v2.py picture.png" in text
    assert "white ink on black" in text
    assert len(text.splitlines()) < 60
    assert "@" not in text


def test_a_larger_coloured_picture_is_scaled_to_what_the_network_takes(exported, few_digits, tmp_path):
    _, path = exported
    read = runpy.run_path(str(path))["read"]
    small = Image.fromarray(few_digits.images[0])
    small.resize((280, 280), Image.Resampling.NEAREST).convert("RGB").save(tmp_path / "large.png")
    assert torch.equal(read(tmp_path / "large.png"), read(tmp_path / "picture.png"))


@pytest.mark.parametrize("name", ["torch.py", "random", "PIL.py"])
def test_a_name_that_would_hide_a_module_is_refused(tmp_path, name):
    with pytest.raises(UserError, match="another name"):
        export_python(tmp_path / name, FeedForward(NetworkSpec()))
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_a_sentence_says_so(tmp_path):
    for export in (export_python, export_state_dict):
        with pytest.raises(UserError, match="could not be written"):
            export(tmp_path / "nowhere" / "network", FeedForward(NetworkSpec(())))


# Runs


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
    monkeypatch.setattr(archive, "_check", lambda name, infos: None)
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
    assert list((tmp_path / "theirs").iterdir()) == []


def test_a_name_that_is_no_text_can_be_kept_too(tmp_path):
    write_about(tmp_path, About("\ud800"))
    assert json.loads((tmp_path / library.ABOUT).read_text())["name"] == "\ud800"


# Damaged files


@pytest.mark.parametrize("kind", ABUSE["KINDS"])
def test_mutants_are_opened_or_refused_and_touch_nothing_else(tmp_path, kind):
    ABUSE["abuse"](kind, tmp_path, MUTANTS, seed=1)
