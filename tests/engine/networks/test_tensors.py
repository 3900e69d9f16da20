"""What is in a file of tensors is known before any of it is taken."""

import struct
from unittest.mock import Mock

import pytest
import torch
from safetensors import SafetensorError
from safetensors.torch import save

from engine import limits
from engine.errors import UserError
from engine.networks.tensors import Form, forms, open_tensors, reason


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "a.safetensors"
    found.write_bytes(save({"weights": torch.zeros(3, 2), "counts": torch.zeros(4, dtype=torch.uint8)}, {"by": "me"}))
    return found


def test_the_header_tells_what_each_tensor_is(path):
    with open_tensors(path, 10_000) as file:
        assert forms(file) == {"weights": Form("F32", (3, 2)), "counts": Form("U8", (4,))}
        assert file.metadata() == {"by": "me"}
        assert file.get_tensor("counts").tolist() == [0, 0, 0, 0]


def test_a_header_beyond_all_use_is_refused_unread(path, monkeypatch):
    monkeypatch.setattr("engine.networks.tensors.safe_open", None)
    path.write_bytes(struct.pack("<Q", limits.TENSORS_HEADER + 1) + b" " * (limits.TENSORS_HEADER + 1))
    with pytest.raises(UserError, match=r"a\.safetensors is of another kind.*header"), open_tensors(path, 10**9):
        pass


def test_a_file_that_is_too_large_is_refused(path):
    with pytest.raises(UserError, match="too large"), open_tensors(path, 10):
        pass


def test_what_the_system_says_is_told_without_the_place(path):
    path.write_bytes(b"\1\0\0")
    with pytest.raises(SafetensorError) as found, open_tensors(path, 10_000):
        pass
    assert "header" in reason(found.value)
    assert reason(OSError(40, "Too many levels of symbolic links", "/home/me/a")) == "Too many levels of symbolic links"


def test_without_memory_for_it_a_file_is_refused_in_a_sentence(path, monkeypatch):
    monkeypatch.setattr("engine.networks.tensors.safe_open", Mock(side_effect=MemoryError()))
    with pytest.raises(UserError, match=r"a\.safetensors needs more memory than there is"), open_tensors(path, 10_000):
        pass
