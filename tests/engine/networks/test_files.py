"""A network comes back from disk as it was, and no file can do harm."""

import json
import os
import pickle
import struct

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from engine.errors import UserError
from engine.networks.files import NETWORK_FORMAT, load_network, read_facts, save_network
from engine.networks.network import FeedForward, NetworkSpec

SPECS = [
    NetworkSpec(),
    NetworkSpec(()),
    NetworkSpec((7,), "tanh", "softmax", (-1.0, 1.0)),
    NetworkSpec((3, 4, 5, 6), "leaky_relu", "log_softmax", (0.0, 255.0)),
    NetworkSpec((2,), "sigmoid", "softmax", (0.1, 0.7)),
]
SMALL = NetworkSpec((3,))


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "mine.safetensors"
    save_network(path, FeedForward(SMALL), {"name": "mine"})
    return path


def rewrite(path, header=None, tensors=None, drop=()):
    """Another file in the place of a saved one: its header's entries, its tensors, or both, changed."""
    metadata = {name: value for name, value in (read_facts(path) | (header or {})).items() if name not in drop}
    save_file(load_file(path) | (tensors or {}), path, metadata)


def rewrite_spec(path, **fields):
    rewrite(path, {"spec": json.dumps(json.loads(read_facts(path)["spec"]) | fields)})


def assert_refused(path):
    with pytest.raises(UserError) as refused:
        load_network(path)
    assert path.name in str(refused.value)
    assert len(str(refused.value)) < 2_000


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_a_network_comes_back_as_it_was(tmp_path, spec, few_digits):
    network = FeedForward(spec, seed=3)
    save_network(tmp_path / "n.safetensors", network)
    loaded = load_network(tmp_path / "n.safetensors")
    assert loaded.spec == spec
    assert torch.equal(loaded.flat, network.flat)
    evidence = network.log_probabilities(few_digits.images)
    assert np.array_equal(loaded.log_probabilities(few_digits.images), evidence)


def test_a_loaded_network_still_has_its_parameters_in_one_buffer(saved):
    network = load_network(saved)
    network.flat.zero_()
    assert not any(p.any() for p in network.parameters())


def test_a_network_from_a_training_can_be_saved(tmp_path):
    with torch.inference_mode():
        network = FeedForward(SMALL)
    save_network(tmp_path / "n.safetensors", network)
    assert torch.equal(load_network(tmp_path / "n.safetensors").flat, network.flat)


def test_a_path_may_be_text_and_have_any_letters(tmp_path):
    path = f"{tmp_path}/Ziffern & 数字 é.safetensors"
    save_network(path, FeedForward(SMALL))
    assert load_network(path).spec == SMALL


def test_facts_are_in_the_header(saved):
    facts = read_facts(saved)
    assert facts["name"] == "mine"
    assert facts["format"] == NETWORK_FORMAT
    assert json.loads(facts["spec"])["hidden"] == [3]


def test_facts_cannot_replace_what_the_file_needs(tmp_path):
    save_network(tmp_path / "n.safetensors", FeedForward(SMALL), {"format": "mine", "spec": "none"})
    assert load_network(tmp_path / "n.safetensors").spec == SMALL


def test_saving_again_replaces_the_file(saved):
    save_network(saved, FeedForward(NetworkSpec((5,))))
    assert load_network(saved).spec == NetworkSpec((5,))
    assert [file.name for file in saved.parent.iterdir()] == ["mine.safetensors"]


def test_a_file_holds_the_parameters_once(tmp_path):
    save_network(tmp_path / "n.safetensors", FeedForward(NetworkSpec()))
    assert (tmp_path / "n.safetensors").stat().st_size < 53_706 * 4 + 2_000


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(UserError, match="could not be saved"):
        save_network(tmp_path / "nowhere" / "n.safetensors", FeedForward(SMALL))


def test_a_folder_in_the_place_of_the_file_is_said_in_a_sentence_and_nothing_is_left_behind(tmp_path):
    (tmp_path / "n.safetensors").mkdir()
    with pytest.raises(UserError, match="could not be saved"):
        save_network(tmp_path / "n.safetensors", FeedForward(SMALL))
    assert [file.name for file in tmp_path.iterdir()] == ["n.safetensors"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_without_permission_is_said_in_a_sentence(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="could not be saved"):
        save_network(tmp_path / "n.safetensors", FeedForward(SMALL))


def test_a_full_disk_leaves_the_former_file_and_nothing_else(saved, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="No space left on device"):
        save_network(saved, FeedForward(NetworkSpec((5,))))
    assert load_network(saved).spec == SMALL
    assert [file.name for file in saved.parent.iterdir()] == ["mine.safetensors"]


def test_a_missing_file_is_said_in_a_sentence(tmp_path):
    assert_refused(tmp_path / "nowhere.safetensors")
    with pytest.raises(UserError, match="nowhere"):
        read_facts(tmp_path / "nowhere.safetensors")


def test_a_folder_is_not_a_network(tmp_path):
    assert_refused(tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:7],
        lambda data: data[:100],
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data + b"more",
        lambda data: b"\0" * len(data),
        lambda data: b"\xff" * len(data),
        lambda data: b"PK\x03\x04" + data,
        lambda data: struct.pack("<Q", 2**63) + data[8:],
        lambda data: struct.pack("<Q", 99_000_000) + data[8:],
        lambda data: data.replace(b'"F32"', b'"F99"', 1),
        lambda data: data.replace(b'"dtype"', b'"dtypo"', 1),
    ],
    ids=[
        "empty",
        "less than a length",
        "half a header",
        "a byte short",
        "half",
        "a longer file",
        "zeros",
        "ones",
        "a zip file",
        "a header longer than anything",
        "a header longer than the file",
        "an unknown type",
        "an unknown field",
    ],
)
def test_a_damaged_file_is_refused_by_its_name(saved, damage):
    saved.write_bytes(damage(saved.read_bytes()))
    assert_refused(saved)
    with pytest.raises(UserError, match=saved.name):
        read_facts(saved)


def test_a_foreign_safetensors_file_is_refused(tmp_path):
    path = tmp_path / "foreign.safetensors"
    save_file({"model.weight": torch.zeros(3, 3)}, path)
    assert_refused(path)
    save_file({"model.weight": torch.zeros(3, 3)}, path, {"format": "pt"})
    assert_refused(path)


@pytest.mark.parametrize("drop", ["format", "spec"])
def test_a_header_without_what_is_needed_is_refused(saved, drop):
    rewrite(saved, drop=[drop])
    assert_refused(saved)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "3",
        "{}",
        '"hidden"',
        '{"hidden": [3]}',
        "[" * 100_000,
        pytest.param("9" * 10_000, id="a number of 10,000 digits"),
    ],
    ids=lambda text: text[:20],
)
def test_a_specification_that_is_none_is_refused(saved, text):
    rewrite(saved, {"spec": text})
    assert_refused(saved)


@pytest.mark.parametrize(
    "fields",
    [
        {"hidden": None},
        {"hidden": 3},
        {"hidden": ["x"]},
        {"hidden": [[3]]},
        {"hidden": [0]},
        {"hidden": [-3]},
        {"hidden": [10_000_000]},
        {"hidden": [3] * 1_000},
        {"hidden": [float("inf")]},
        {"hidden": [float("nan")]},
        {"hidden": [10_000, 10_000, 10_000]},
        {"activation": "__import__('os')"},
        {"activation": None},
        {"output": "evidence"},
        {"input_range": None},
        {"input_range": [1]},
        {"input_range": [0, float("nan")]},
        {"input_range": [0, float("inf")]},
        {"input_range": [1, 1]},
        {"input_range": ["a", "b"]},
        {"input_range": {}},
    ],
    ids=lambda fields: str(fields)[:50],
)
def test_a_specification_of_no_network_is_refused_by_the_files_name(saved, fields):
    rewrite_spec(saved, **fields)
    assert_refused(saved)


def test_a_specification_of_another_network_is_refused(saved):
    rewrite_spec(saved, hidden=[4])
    assert_refused(saved)


@pytest.mark.parametrize(
    "tensors",
    [
        {"layers.0.bias": torch.zeros(4)},
        {"layers.0.weight": torch.zeros(784, 3)},
        {"layers.0.weight": torch.zeros(3 * 784)},
        {"layers.9.bias": torch.zeros(1)},
        {f"layers.{index}.bias": torch.zeros(1) for index in range(2, 2_000)},
        {"layers.0.bias": torch.full((3,), torch.nan)},
        {"layers.0.bias": torch.full((3,), -torch.inf)},
        {"layers.0.bias": torch.full((3,), 1e300, dtype=torch.float64)},
        {"layers.0.bias": torch.zeros(3, dtype=torch.complex64)},
        {"layers.0.bias": torch.zeros(3, dtype=torch.int64)},
    ],
    ids=[
        "wrong width",
        "transposed",
        "flattened",
        "one too many",
        "two thousand too many",
        "NaN",
        "infinite",
        "too large for single precision",
        "complex",
        "whole numbers",
    ],
)
def test_tensors_that_are_not_the_networks_are_refused(saved, tensors):
    rewrite(saved, tensors=tensors)
    assert_refused(saved)


def test_a_missing_tensor_is_refused(saved):
    tensors = load_file(saved)
    del tensors["layers.1.bias"]
    save_file(tensors, saved, read_facts(saved))
    assert_refused(saved)


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.bfloat16])
def test_parameters_in_another_precision_are_read_as_single(saved, dtype):
    expected = {name: tensor.to(dtype) for name, tensor in load_file(saved).items()}
    rewrite(saved, tensors=expected)
    for name, tensor in load_network(saved).state_dict().items():
        assert tensor.dtype == torch.float32
        assert torch.equal(tensor, expected[name].float())


class Bomb:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


@pytest.mark.parametrize(
    "write",
    [
        lambda bomb, path: path.write_bytes(pickle.dumps(bomb)),
        lambda bomb, path: torch.save({"layers.0.weight": bomb}, path),
    ],
    ids=["pickle", "torch.save"],
)
def test_a_pickle_is_refused_and_never_run(tmp_path, write):
    path, trace = tmp_path / "bomb.safetensors", tmp_path / "trace"
    write(Bomb(trace), path)
    assert_refused(path)
    assert not trace.exists()


def test_weights_whose_sums_are_no_numbers_are_refused(tmp_path):
    network = FeedForward(NetworkSpec((5,)))
    network.flat.fill_(1e38)
    save_network(tmp_path / "wild.safetensors", network)
    with pytest.raises(UserError, match="so large that its sums are no numbers"):
        load_network(tmp_path / "wild.safetensors")


def test_a_network_of_any_classes_comes_back_with_their_names(tmp_path, classed):
    network = FeedForward(SMALL.fitting(classed), seed=4)
    save_network(tmp_path / "n.safetensors", network)
    loaded = load_network(tmp_path / "n.safetensors")
    assert (loaded.spec.classes, loaded.spec.names) == (classed.classes, classed.names)
    assert np.array_equal(loaded.log_probabilities(classed.images), network.log_probabilities(classed.images))


def test_of_ten_digits_the_header_is_what_it_was_before_there_were_others(saved):
    assert set(json.loads(read_facts(saved)["spec"])) == {"hidden", "activation", "output", "input_range"}
    assert load_network(saved).spec.are_digits


@pytest.mark.parametrize(
    "fields",
    [
        {"classes": 1},
        {"classes": 63},
        {"classes": -3},
        {"classes": 10**30},
        {"classes": 2.0},
        {"classes": True},
        {"classes": "ten"},
        {"classes": None},
        {"names": ["a", "b"]},
        {"classes": 3, "names": ["a", "b"]},
        {"classes": 2, "names": ["a", "a"]},
        {"classes": 2, "names": ["a", ""]},
        {"classes": 2, "names": ["a", " "]},
        {"classes": 2, "names": ["a", "b" * 41]},
        {"classes": 2, "names": ["a", "b" * 100_000]},
        {"classes": 2, "names": ["a", "b\nc"]},
        {"classes": 2, "names": ["a", "\u2028"]},
        {"classes": 2, "names": ["a", "\x00"]},
        {"classes": 2, "names": ["a", "\ud800"]},
        {"classes": 2, "names": ["a", 7]},
        {"classes": 2, "names": {"a": 0, "b": 1}},
        {"classes": 2, "names": "ab"},
        {"classes": 10, "names": [f"{number}" for number in range(20_000)]},
        {"classes": 26, "names": list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")},  # of another network's tensors
    ],
)
def test_classes_that_are_none_are_refused_by_the_files_name(saved, fields):
    rewrite_spec(saved, **fields)
    assert_refused(saved)
