"""Nothing that the program needs stays out of its package."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from installer.contents import LEFT_OUT_FILES, LEFT_OUT_MODULES, SOURCES_KEPT, left_out, strippable

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a process tells what it has loaded")
ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for folder in ("engine", "gui")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.stem != "__init__"
]
WITHOUT = f"""
import importlib, json, sys

class LeftOut:
    def find_spec(self, name, path=None, target=None):
        if any(name == out or name.startswith(out + ".") for out in {list(LEFT_OUT_MODULES)}):
            raise ModuleNotFoundError(f"{{name}} stays out of the package", name=name)

sys.meta_path.insert(0, LeftOut())
"""


def without_what_stays_out(code, folder):
    """What ``code`` prints in a process in which what stays out cannot be imported."""
    script = folder / "script.py"
    script.write_text(f"if __name__ == '__main__':\n    exec({WITHOUT + code!r})\n")
    done = subprocess.run(
        [sys.executable, script], env={"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the self-test says, and the libraries that it has loaded."""
    code = """
import gui.shell.self_test
assert gui.shell.self_test.main(2) == 0
print(json.dumps(sorted({line.split()[-1] for line in open("/proc/self/maps") if ".so" in line})))
"""
    home = tmp_path_factory.mktemp("home")
    return [*map(json.loads, without_what_stays_out(code, home).splitlines()), home]


@linux
def test_the_self_test_passes_without_what_stays_out_and_touches_no_settings(told):
    facts, _loaded, home = told
    assert facts["raced"] == 2
    assert facts["resumed"] is True
    assert facts["judged"] == 1
    assert facts["saved_and_loaded"] is True
    assert [path.name for path in home.rglob("*")] == ["script.py"]


@linux
def test_no_library_that_is_loaded_stays_out(told):
    _facts, loaded, _home = told
    in_packages = [path.partition("site-packages/")[2] for path in loaded if "site-packages/" in path]
    assert "torch/lib/libtorch_cpu.so" in in_packages
    assert [path for path in in_packages if left_out(path)] == []


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The libraries that are loaded when every module has been imported, and every operation of torch, every yardstick
    and every map made."""
    code = f"""
import torch
for name in {MODULES}:
    importlib.import_module(name)
import io
from engine.networks.network import FeedForward, NetworkSpec
network = FeedForward(NetworkSpec())
images = torch.rand(4, 784, requires_grad=True)
network.logits(images).sum().backward()
torch.nn.functional.grid_sample(torch.rand(1, 1, 4, 4), torch.rand(1, 2, 2, 2), align_corners=False)
torch.save(network.state_dict(), io.BytesIO())

import numpy as np
from engine.digits.bundle import bundled
from engine.experiments.yardsticks.recipes import KINDS, Centroid, Neighbours
from engine.experiments.yardsticks.result import measure
from engine.inspection.tsne import compute

digits = bundled("mnist-20k")
train, test = digits.take(np.arange(400)), digits.take(np.arange(400, 450))
for recipe in (*(kind.recipe() for kind in KINDS.values()), Centroid("manhattan"), Neighbours(3, "distance")):
    assert measure(recipe, train, test).accuracy > 50
assert compute(test.images.reshape(50, 784).astype(np.float32), 5.0, 0).shape == (50, 2)
if sys.platform.startswith("linux"):
    print(json.dumps(sorted({{line.split()[-1] for line in open("/proc/self/maps") if ".so" in line}})))
"""
    return without_what_stays_out(code, tmp_path_factory.mktemp("all"))


def test_every_module_operation_of_torch_yardstick_and_map_can_be_had_without_what_stays_out(loaded):
    assert loaded.startswith("[") == sys.platform.startswith("linux")


@linux
def test_no_library_that_any_of_them_loads_stays_out(loaded):
    in_packages = [path.partition("site-packages/")[2] for path in json.loads(loaded) if "site-packages/" in path]
    assert any(path.startswith("sklearn/") for path in in_packages)
    assert [path for path in in_packages if left_out(path)] == []


@pytest.mark.parametrize("name", SOURCES_KEPT)
def test_the_modules_whose_source_is_kept_exist(name):
    assert find_spec(name).origin.endswith(".py")


@pytest.mark.parametrize("reasons", [LEFT_OUT_MODULES, LEFT_OUT_FILES])
def test_everything_that_stays_out_has_its_reason(reasons):
    assert all(reasons.values())


@pytest.mark.parametrize("plugin", ["xcb", "wayland", "offscreen"])
def test_the_platforms_of_linux_stay_in(plugin):
    assert not left_out(f"PySide6/Qt/plugins/platforms/libq{plugin}.so")


def test_the_svg_plugins_stay_in():
    assert not left_out("PySide6/Qt/plugins/iconengines/libqsvgicon.so")
    assert not left_out("PySide6/Qt/plugins/imageformats/libqsvg.so")


def test_only_what_bears_it_is_stripped():
    assert strippable("torch/lib/libtorch_cpu.so")
    assert not strippable("numpy.libs/libscipy_openblas64_-32a4b2a6.so")
    assert not strippable("pillow.libs/libjpeg-6dc8d115.so.62.4.0")
