"""What is exported works without Inkling."""

import os
import runpy
import subprocess
import sys

import numpy as np
import pytest
import torch
from PIL import Image

from engine.errors import UserError
from engine.networks.export import export_python, export_state_dict
from engine.networks.network import FeedForward, NetworkSpec

SPECS = {
    "the lesson's": NetworkSpec(),
    "no hidden layer": NetworkSpec(()),
    "tanh, another range": NetworkSpec((12, 5), "tanh", input_range=(-1.0, 1.0)),
    "leaky, softmax": NetworkSpec((9,), "leaky_relu", "softmax", (0.0, 2.5)),
    "sigmoid": NetworkSpec((7,), "sigmoid"),
    "identity": NetworkSpec((4, 4), "identity", input_range=(1.0, 0.0)),
}


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


def test_a_file_of_the_parameters_name_stays_as_it_is(tmp_path, few_digits):
    network = FeedForward(NetworkSpec((4,)), seed=5)
    (tmp_path / "digits.pt").write_bytes(b"somebody's")
    assert export_python(tmp_path / "digits.py", network) == tmp_path / "digits-2.pt"
    assert (tmp_path / "digits.pt").read_bytes() == b"somebody's"
    images = few_digits.images[:5]
    script = runpy.run_path(str(tmp_path / "digits.py"))
    with torch.no_grad():
        found = script["load"]()(torch.from_numpy(images.reshape(-1, 784).astype(np.float32))).numpy()
    assert np.allclose(found, network.log_probabilities(images), atol=1e-5)


def test_an_export_that_fails_leaves_the_former_one_whole(tmp_path, monkeypatch):
    export_python(tmp_path / "digits.py", FeedForward(NetworkSpec((4,))))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replace = os.replace

    def full(source, target):
        if str(target).endswith(".py"):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UserError, match="No space left"):
        export_python(tmp_path / "digits.py", FeedForward(NetworkSpec((6,))))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_exported_file_knows_the_names_of_any_classes(tmp_path, classed, monkeypatch, capsys):
    network = FeedForward(NetworkSpec((8,)).fitting(classed), seed=2)
    export_python(tmp_path / "mine.py", network)
    Image.fromarray(classed.images[0]).save(tmp_path / "picture.png")
    monkeypatch.setattr(sys, "argv", ["mine.py", str(tmp_path / "picture.png")])
    runpy.run_path(str(tmp_path / "mine.py"), run_name="__main__")
    *probabilities, verdict = capsys.readouterr().out.splitlines()
    evidence = network.log_probabilities(classed.images[:1])[0]
    assert [line.rsplit(": ", 1)[0] for line in probabilities] == list(classed.names)
    assert verdict == f"It is: {classed.names[evidence.argmax()]}."


def test_names_in_the_exported_file_are_only_ever_text(tmp_path):
    names = ("""'); raise SystemExit("run" #""", '"""', "@SIZES@", "{exit()}", "\\", "ж")
    export_python(tmp_path / "mine.py", FeedForward(NetworkSpec((), classes=6, names=names)))
    assert runpy.run_path(str(tmp_path / "mine.py"))["NAMES"] == names
