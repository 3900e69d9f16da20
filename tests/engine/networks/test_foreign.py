"""Networks that others have made are opened by the shapes of their layers."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from engine.digits.bundle import bundled
from engine.errors import UserError
from engine.networks.export import export_python, export_state_dict
from engine.networks.files import save_network
from engine.networks.foreign import read_foreign
from engine.networks.network import FeedForward, NetworkSpec


def model(*sizes, activation=nn.ReLU):
    layers = [part for a, b in pairwise(sizes) for part in (nn.Linear(a, b), activation())][:-1]
    return nn.Sequential(nn.Flatten(), *layers)


@pytest.fixture
def images():
    return bundled("mnist-test").images[:20]


def expected(network, images, low=0.0, high=1.0):
    pixels = torch.from_numpy(images).float().reshape(-1, 784) / 255 * (high - low) + low
    return torch.log_softmax(network(pixels), 1).detach().numpy()


def refused(path, *words):
    with pytest.raises(UserError) as found:
        read_foreign(path).network("relu", (0.0, 1.0))
    for word in words:
        assert word in str(found.value), str(found.value)
    return found.value


@pytest.mark.parametrize("sizes", [(784, 10), (784, 128, 64, 10), (784, 32, 32, 32, 47), (784, 784, 26)])
@pytest.mark.parametrize("ending", [".pt", ".safetensors"])
def test_its_layers_are_told_by_its_shapes(tmp_path, sizes, ending, images):
    made, path = model(*sizes), tmp_path / f"a{ending}"
    save_file(made.state_dict(), path) if ending == ".safetensors" else torch.save(made.state_dict(), path)
    found = read_foreign(path)
    assert found.sizes == sizes
    assert not found.is_known
    network = found.network("relu", (-1.0, 1.0))
    assert network.spec.classes == sizes[-1]
    assert np.allclose(network.log_probabilities(images), expected(made, images, -1.0), atol=1e-5)


def test_names_that_stand_in_another_order_do_no_harm(tmp_path, images):
    made = model(784, 100, 50, 10)
    names = dict(zip(("fc1", "hidden", "a_last"), (made[1], made[3], made[5]), strict=True))
    save_file({f"{name}.{k}": v for name, layer in names.items() for k, v in layer.state_dict().items()},
              tmp_path / "a.safetensors")  # fmt: skip
    network = read_foreign(tmp_path / "a.safetensors").network("relu", (0.0, 1.0))
    assert np.allclose(network.log_probabilities(images), expected(made, images), atol=1e-5)


def test_layers_without_bias_have_none(tmp_path):
    torch.save({"w": torch.ones(10, 784)}, tmp_path / "a.pt")
    assert not read_foreign(tmp_path / "a.pt").network("relu", (0.0, 1.0)).layers[0].bias.any()


def test_what_is_not_said_is_asked(tmp_path):
    torch.save(model(784, 20, 10).state_dict(), tmp_path / "a.pt")
    found = read_foreign(tmp_path / "a.pt")
    for given, field in (((None, (0.0, 1.0)), "activation"), (("relu", None), "input_range")):
        with pytest.raises(UserError) as error:
            found.network(*given)
        assert error.value.field == field


@pytest.mark.parametrize(
    ("tensors", "words"),
    [
        ({"conv.weight": torch.zeros(8, 1, 3, 3)}, ["convolutional", "conv.weight"]),
        ({"bn.running_mean": torch.zeros(8)}, ["batch normalisation"]),
        ({"w": torch.zeros(10, 100)}, ["784 pixels", "w (10, 100)"]),
        ({"w": torch.zeros(100, 784)}, ["classes"]),
        ({"w": torch.zeros(10, 784), "b": torch.zeros(7)}, ["b (7,)"]),
        ({"w": torch.full((10, 784), torch.nan)}, ["not finite"]),
        ({"w": torch.zeros(10, 784, dtype=torch.int64)}, ["not finite"]),
        ({f"w{k}": torch.zeros(784, 784) for k in range(11)}, ["784 pixels"]),
        ({"w": torch.zeros(0, 784), "v": torch.zeros(10, 0)}, ["unit"]),
    ],
)
def test_other_networks_are_refused_by_what_they_are(tmp_path, tensors, words):
    torch.save(tensors, tmp_path / "a.pt")
    refused(tmp_path / "a.pt", *words)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.h5", b"\x89HDF\r\n\x1a\n", "HDF5"),
        ("a.onnx", b"\x08\x07\x12", "ONNX"),
        ("a.pt", b"\x80\x02\x8a\nl\xfc\x9cF\xf9", "pickle"),
        ("a.py", b"print('hello')\n", "not one that Inkling has exported"),
        ("a.bin", b"hello", "safetensors"),
    ],
)
def test_other_files_are_refused_by_what_they_are(tmp_path, name, data, word):
    (tmp_path / name).write_bytes(data)
    refused(tmp_path / name, word)


@pytest.mark.parametrize("chosen", [".py", ".pt"])
def test_what_inkling_exports_opens_with_all_it_says(tmp_path, chosen):
    spec = NetworkSpec((20, 12), "tanh", input_range=(-0.5, 2.0), classes=3, names=("cat", "dog", "emu"))
    network = FeedForward(spec, seed=3)
    export_python(tmp_path / "mine.py", network)
    found = read_foreign(tmp_path / f"mine{chosen}")
    assert found.is_known
    again = found.network()
    assert again.spec == spec
    assert again.flat.equal(network.flat)


def test_parameters_that_are_exported_alone_open_when_asked(tmp_path):
    network = FeedForward(NetworkSpec((20,)), seed=3)
    export_state_dict(tmp_path / "a.pt", network)
    assert read_foreign(tmp_path / "a.pt").network("relu", (0.0, 1.0)).flat.equal(network.flat)


def test_inklings_own_networks_open_too(tmp_path):
    network = FeedForward(NetworkSpec((20,), "sigmoid", "softmax", (-1.0, 1.0)), seed=3)
    save_network(tmp_path / "a.safetensors", network)
    found = read_foreign(tmp_path / "a.safetensors").network()
    assert (found.spec, found.flat.equal(network.flat)) == (network.spec, True)


def test_a_program_without_its_parameters_or_with_others_says_so(tmp_path):
    export_python(tmp_path / "mine.py", FeedForward(NetworkSpec((20,)), seed=3))
    torch.save(model(784, 30, 10).state_dict(), tmp_path / "mine.pt")
    refused(tmp_path / "mine.py", "do not belong together")
    assert not read_foreign(tmp_path / "mine.pt").is_known
    (tmp_path / "mine.pt").unlink()
    refused(tmp_path / "mine.py", "needs its parameters", "mine.pt")


def test_a_file_that_is_not_there_is_said(tmp_path):
    refused(tmp_path / "nowhere.pt", "nowhere.pt")


class Worded(nn.Module):
    """Layers of one size, called by words that sort otherwise than they follow."""

    def __init__(self):
        super().__init__()
        self.input, self.middle = nn.Linear(784, 32), nn.Linear(32, 32)
        self.extra, self.output = nn.Linear(32, 32), nn.Linear(32, 10)


def weights_of(path):
    return [weight for weight, _bias in read_foreign(path).layers]


def test_layers_without_numbers_follow_in_the_order_of_pytorchs_file(tmp_path):
    made = Worded()
    torch.save(made.state_dict(), tmp_path / "a.pt")
    expected = [made.input, made.middle, made.extra, made.output]
    for found, layer in zip(weights_of(tmp_path / "a.pt"), expected, strict=True):
        assert torch.equal(found, layer.weight)


def test_layers_that_only_their_names_could_order_are_refused_where_the_file_sorts_those(tmp_path):
    save_file(Worded().state_dict(), tmp_path / "a.safetensors")
    refused(tmp_path / "a.safetensors", "in which order")


@pytest.mark.parametrize("has", [(False, True, False), (False, False, True), (True, False, True), (False,) * 3])
def test_layers_may_be_without_biases(tmp_path, has):
    linear = [nn.Linear(a, b, bias=bias) for (a, b), bias in zip([(784, 32), (32, 32), (32, 10)], has, strict=True)]
    torch.save(nn.Sequential(*linear).state_dict(), tmp_path / "a.pt")
    for (_weight, bias), layer in zip(read_foreign(tmp_path / "a.pt").layers, linear, strict=True):
        assert torch.equal(bias, torch.zeros(len(bias)) if layer.bias is None else layer.bias)


@pytest.mark.parametrize("part", [nn.LayerNorm(32), nn.PReLU(32), nn.BatchNorm1d(32, track_running_stats=False)])
def test_vectors_that_multiply_are_never_taken_for_biases(tmp_path, part):
    parts = [nn.Linear(784, 32, bias=False), part, nn.Linear(32, 32, bias=False), nn.Linear(32, 10, bias=False)]
    torch.save(nn.Sequential(*parts).state_dict(), tmp_path / "a.pt")
    refused(tmp_path / "a.pt", "1.weight", "normalisation")


def test_more_layers_than_inklings_networks_have_are_named(tmp_path):
    torch.save(model(784, *[16] * 11, 10).state_dict(), tmp_path / "a.pt")
    refused(tmp_path / "a.pt", "12 layers", "at most 11")


def test_a_checkpoint_may_have_its_accuracy_as_a_tensor(tmp_path):
    torch.save({"net": model(784, 10).state_dict(), "acc": torch.tensor(0.9)}, tmp_path / "a.pt")
    assert read_foreign(tmp_path / "a.pt").sizes == (784, 10)
