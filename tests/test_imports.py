"""Imports run one way, and the engine runs without a window system."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QT = ("PySide6", "shiboken6", "pyqtgraph")
ENGINE = sorted((ROOT / "engine").rglob("*.py"))
COMMANDS = sorted((ROOT / "commands").rglob("*.py"))
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in [ROOT / "main.py", *ENGINE, *COMMANDS, *sorted((ROOT / "gui").rglob("*.py"))]
}
ENGINE_ROOMS = ("digits", "networks", "training", "runs", "inspection", "handwriting", "experiments", "code", "lesson")
"""From below to above: each may use those before it."""
FEATURES = ("data", "train", "inspect", "compare", "draw", "runs", "softmax", "lesson")
GUI_ROOMS = (("look",), ("work",), ("model",), ("widgets",), ("canvas",), FEATURES, ("shell",))
"""The same; those of one step know nothing of each other."""


@cache
def imports(path):
    """The full names of all modules, and of what is taken from them, that a file imports anywhere in it."""
    return list(_imports(path))


def _imports(path):
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


def test_the_engine_and_the_command_name_neither_qt_nor_the_window():
    assert len(ENGINE) > 200
    assert not list(named([*ENGINE, *COMMANDS], "gui", "main", *QT))


def named(paths, *packages):
    """(file, what it imports of these packages)."""
    for path in paths:
        yield from ((path.relative_to(ROOT).as_posix(), name) for name in imports(path) if within(name, *packages))


def test_only_main_knows_the_command():
    assert {one.split(".")[0] for one, other in arrows() if within(other, "commands")} == {"commands", "main"}


def test_the_engine_does_not_name_the_optimizers_of_torch():
    assert not list(named(ENGINE, "torch.optim", "torch._dynamo", "torch.compile"))
    suspects = [path for path in ENGINE if "optim" in path.read_text("utf-8")]
    assert not [path for path in suspects if "torch.optim." in code_without_texts(path)]


def code_without_texts(path):
    """A file's code, without its comments and docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.unparse(tree)


def known(name):
    """The module of ours that a full name means: the name itself, or what it is taken from."""
    while name and name not in FILES:
        name = name.rpartition(".")[0]
    return name


def arrows():
    """(who imports, what is imported), both as names of modules."""
    for name, path in FILES.items():
        for found in map(known, imports(path)):
            if found and found != name:
                yield name, found


def step(name):
    """How high a module stands in its part of the house; what belongs to no room is at the bottom."""
    part, _, rest = name.partition(".")
    room = rest.partition(".")[0]
    rooms = [(room,) for room in ENGINE_ROOMS] if part == "engine" else GUI_ROOMS
    return next((height for height, names in enumerate(rooms) if room in names), -1)


def room(name):
    return ".".join(name.split(".")[:2])


def test_imports_run_one_way_from_room_to_room():
    inside = [(one, other) for one, other in arrows() if one.split(".")[0] == other.split(".")[0]]
    assert len(inside) > 500
    assert not [pair for pair in inside if room(pair[0]) != room(pair[1]) and step(pair[0]) <= step(pair[1]) != -1]


def test_only_main_knows_the_shell():
    assert not [pair for pair in arrows() if room(pair[1]) == "gui.shell" and pair[0] != "main" and step(pair[0]) != 6]


def test_every_room_has_its_step():
    rooms = {room(name) for name, path in FILES.items() if path.name == "__init__.py" and "." in name}
    assert not [name for name in rooms if step(name) == -1]


def test_no_circle_of_files():
    """Whoever imports nothing that is left is taken away until none is left; what stays is or leads to a circle."""
    needs = {name: set() for name in FILES}
    for one, other in arrows():
        needs[one].add(other)
    while free := {name for name, others in needs.items() if not others}:
        needs = {name: others - free for name, others in needs.items() if name not in free}
    assert not needs


LATER = ("sklearn", "scipy", "joblib", "threadpoolctl", "dask", "distributed")
"""What takes up to two seconds and 75 MB, or may be absent: loaded by whoever needs it, when it is needed."""


def test_where_there_is_no_qt_the_engine_and_the_command_are_imported_and_train_without_what_takes_a_second():
    """`import torch` itself loads torch.optim; making the first optimiser of it would load torch._dynamo and sympy."""
    modules = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in [*ENGINE, *COMMANDS]]
    in_a_new_process(f"""
import importlib, sys
for name in {QT}:
    sys.modules[name] = None  # importing it fails
import torch
by_torch = set(sys.modules)
for name in {modules}:
    importlib.import_module(name)
assert "gui" not in sys.modules
loaded = [name for name in {LATER} if name in sys.modules]
assert not loaded, loaded

import numpy as np
from engine.digits.dataset import Digits
from engine.networks.network import NetworkSpec
from engine.training import TrainingConfig, train

digits = Digits(np.zeros((64, 28, 28), np.uint8), np.arange(64) % 10, "blank")
for optimizer in ("sgd", "rmsprop", "adam"):
    config = TrainingConfig(epochs=1, optimizer=optimizer, dropout=0.1, weight_decay=0.1)
    assert len(list(train(NetworkSpec(), config, digits, digits))) == 2
slow = ("torch._dynamo", "torch._inductor", "sympy", "networkx", "sklearn", "scipy", "gui")
loaded = [name for name in slow if name in sys.modules]
loaded += [name for name in set(sys.modules) - by_torch if name.startswith("torch.optim")]
assert not loaded, loaded
""")


def test_pillow_is_not_loaded_before_the_window_is_there_nor_scikit_learn_by_showing_every_page(tmp_path):
    """Pillow takes a tenth of what the start takes after the libraries, and no one wants a picture so soon."""
    in_a_new_process(f"""
import os, sys, time
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import torch
from PySide6.QtWidgets import QApplication
from gui.shell.main_window import MainWindow
from gui.work.settings import use_folder

use_folder(Path({str(tmp_path)!r}))
app = QApplication([])
window = MainWindow()
window.show()
pillow = "PIL" in sys.modules
while window.session.data.digits is None or window.session.tasks.busy:
    app.processEvents()
    time.sleep(0.005)  # the threads' turn
for index in range(window.pages.count()):
    window.pages.setCurrentIndex(index)
    app.processEvents()
loaded = [name for name in {LATER} if name in sys.modules]
print(pillow, loaded, file=sys.stderr, flush=True)
os._exit(pillow + len(loaded))
""")
