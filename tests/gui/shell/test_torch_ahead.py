"""Torch's libraries are there before torch is imported, and torch finds them as it would have loaded them itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from gui.shell import torch_ahead

ROOT = Path(__file__).resolve().parents[3]
LOADED = """
import sys
from gui.shell.torch_ahead import load_torch_ahead

thread = load_torch_ahead()
thread.join()
assert "torch" not in sys.modules
assert "libtorch_cpu.so" in open("/proc/self/maps").read()
import torch

torch.set_num_threads(1)
print(float(torch.arange(10.0).reshape(2, 5).mm(torch.ones(5, 1)).sum()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="done on Linux alone")
def test_it_is_loaded_without_python_and_works():
    done = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert float(done.stdout) == 45


@pytest.mark.parametrize("found", [None, "there is no such folder"])
def test_what_is_not_there_is_left_to_torch(monkeypatch, tmp_path, found):
    spec = None if found is None else type("Spec", (), {"origin": str(tmp_path / found / "__init__.py")})
    monkeypatch.setattr(torch_ahead, "find_spec", lambda name: spec)
    thread = torch_ahead.load_torch_ahead()
    if thread is not None:
        thread.join()
