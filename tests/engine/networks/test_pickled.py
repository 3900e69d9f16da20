"""A state_dict is read without being unpickled, and what is larger than its file is never believed."""

import collections
import io
import pickle
import zipfile
from pathlib import Path

import pytest
import torch
from torch import nn

from engine.errors import UserError
from engine.networks import pickled
from engine.networks.pickled import read_state_dict


def saved(path, thing):
    torch.save(thing, path)
    return path


def refused(path, *words):
    with pytest.raises(UserError) as found:
        read_state_dict(path)
    for word in words:
        assert word in str(found.value), str(found.value)


def with_index(path, index):
    """A file of torch.save with another data.pkl."""
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, index if name.endswith("data.pkl") else old.read(name))
    path.write_bytes(data.getvalue())


@pytest.mark.parametrize("kind", [torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64])
def test_tensors_are_as_torch_reads_them(tmp_path, kind):
    tensors = {"a": torch.arange(12).reshape(3, 4).to(kind), "b": torch.arange(5).to(kind)}
    tensors |= {"t": tensors["a"].t(), "part": tensors["b"][2:], "none": torch.empty(0, 3, dtype=kind)}
    path = saved(tmp_path / "a.pt", tensors)
    found, expected = read_state_dict(path), torch.load(path, weights_only=True)
    assert list(found) == list(expected)
    assert all(found[name].equal(expected[name]) and found[name].dtype == kind for name in found)


@pytest.mark.parametrize("name", pickled.NESTED)
def test_a_checkpoint_is_searched_for_its_state_dict(tmp_path, name):
    model = nn.Linear(3, 2)
    path = saved(tmp_path / "a.pt", {"epoch": 3, name: model.state_dict(), "optimizer": {"lr": 0.1}})
    assert read_state_dict(path)["weight"].equal(model.weight)


class Bomb:
    def __reduce__(self):
        return (Path.touch, (Path("/nowhere/unpickled"),))


def test_a_whole_model_or_anything_else_is_refused_and_nothing_runs(tmp_path, monkeypatch):
    whole, bomb = saved(tmp_path / "a.pt", nn.Linear(3, 2)), saved(tmp_path / "b.pt", {"w": Bomb()})
    monkeypatch.setattr(Path, "touch", lambda *_: pytest.fail("it ran"))
    refused(whole, "more than tensors", "Linear", "state_dict")
    refused(bomb, "more than tensors")
    refused(saved(tmp_path / "c.pt", [1, 2]), "no state_dict")


def test_a_tensor_that_is_larger_than_its_file_is_refused(tmp_path):
    path = saved(tmp_path / "a.pt", {"a": torch.zeros(3)})
    with zipfile.ZipFile(path) as file:
        index = next(file.read(name) for name in file.namelist() if name.endswith("data.pkl"))
    assert index.count(b"K\x03\x85") == 1  # its shape
    with_index(path, index.replace(b"K\x03\x85", b"K\x7f\x85"))
    refused(path, "larger than what is in it")


@pytest.mark.parametrize(
    "index",
    [b"", b"\x80", b"\x80\x02}.", b"garbage", b"\x80\x02(" * 1_000, b"\x80\x04r\xff\xff\xff\x7f.", pickle.dumps({1: 2}),
     pickle.dumps(collections.OrderedDict(a=1)), b"\x80\x02\x8a\xff", b"\x82\x01."],
)  # fmt: skip
def test_an_index_that_is_none_is_refused(tmp_path, index):
    path = saved(tmp_path / "a.pt", {"a": torch.zeros(3)})
    with_index(path, index)
    refused(path, "a.pt")


def test_packed_storages_and_programs_are_refused(tmp_path):
    torch.save({"a": torch.zeros(3)}, tmp_path / "a.pt")
    with zipfile.ZipFile(tmp_path / "a.pt") as old, zipfile.ZipFile(tmp_path / "b.pt", "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    refused(tmp_path / "b.pt", "packed")
    with zipfile.ZipFile(tmp_path / "c.pt", "w") as file:
        file.writestr("c/constants.pkl", b"")
    refused(tmp_path / "c.pt", "TorchScript")
    with zipfile.ZipFile(tmp_path / "d.pt", "w") as file:
        file.writestr("x", b"")
    refused(tmp_path / "d.pt", "not one that PyTorch has saved")


def test_many_tensors_in_one_large_storage_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(pickled.limits, "NETWORK_FILE", 100_000)
    flat = torch.zeros(20_000)
    refused(saved(tmp_path / "a.pt", {str(place): flat[place:] for place in range(20)}), "far more tensors")
