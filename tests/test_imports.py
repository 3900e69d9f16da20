"""Imports run one way, and the engine runs without a window system."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
QT = ("PySide6", "shiboken6", "pyqtgraph")
ENGINE = sorted((ROOT / "engine").rglob("*.py"))
PAGES = sorted((ROOT / "gui" / "pages").glob("*.py"))
WIDGETS = sorted((ROOT / "gui" / "widgets").glob("*.py"))


def imports(path):
    """The full names of all modules, and of what is taken from them, that a file imports anywhere in it."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*(package[: len(package) - node.level + 1] if node.level else ()), node.module or ""])
            yield from (f"{base.strip('.')}.{alias.name}" for alias in node.names)


def within(name, *packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def in_a_new_process(code):
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.stem)
def test_the_engine_names_neither_qt_nor_the_window(path):
    assert not [name for name in imports(path) if within(name, "gui", "main", *QT)]


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.stem)
def test_the_engine_does_not_name_the_optimizers_of_torch(path):
    assert not [name for name in imports(path) if within(name, "torch.optim", "torch._dynamo", "torch.compile")]
    assert "torch.optim." not in code_without_texts(path)


def code_without_texts(path):
    """A file's code, without its comments and docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.unparse(tree)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_do_not_know_each_other(path):
    others = [f"gui.pages.{page.stem}" for page in PAGES if page != path]
    assert not [name for name in imports(path) if within(name, "gui.main_window", "gui.app", "main", *others)]


@pytest.mark.parametrize("path", WIDGETS, ids=lambda path: path.stem)
def test_widgets_know_neither_pages_nor_what_the_pages_share(path):
    above = ("gui.pages", "gui.session", "gui.main_window", "gui.app", "main")
    assert not [name for name in imports(path) if within(name, *above)]


def test_every_module_of_the_engine_can_be_imported_where_there_is_no_qt():
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in ENGINE]
    in_a_new_process(f"""
import importlib, sys
for name in {QT}:
    sys.modules[name] = None  # importing it fails
for name in {modules}:
    importlib.import_module(name)
assert "gui" not in sys.modules
""")


def test_training_loads_nothing_that_takes_a_second():
    """`import torch` itself loads torch.optim; making the first optimiser of it would load torch._dynamo and sympy."""
    in_a_new_process("""
import sys
import torch
by_torch = set(sys.modules)
import numpy as np
from engine.digits import Digits
from engine.network import NetworkSpec
from engine.training import TrainingConfig, train

digits = Digits(np.zeros((64, 28, 28), np.uint8), np.arange(64) % 10, "blank")
for optimizer in ("sgd", "rmsprop", "adam"):
    config = TrainingConfig(epochs=1, optimizer=optimizer, dropout=0.1, weight_decay=0.1)
    assert len(list(train(NetworkSpec(), config, digits, digits))) == 2
slow = ("torch._dynamo", "torch._inductor", "sympy", "networkx", "sklearn", "scipy", "PySide6")
loaded = [name for name in slow if name in sys.modules]
loaded += [name for name in set(sys.modules) - by_torch if name.startswith("torch.optim")]
assert not loaded, loaded
""")
