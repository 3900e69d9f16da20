"""Before any test: torch ahead of Qt, as everywhere, and a window system that needs no screen."""

import gc
import hashlib
import multiprocessing
import os
import string
import sys
import threading
from collections import Counter
from multiprocessing import forkserver
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import hypothesis
import numpy as np
import pytest
import torch  # noqa: F401

from engine import numbers
from engine.digits import bundle
from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.files import RESOURCES
from engine.locks import ending


def pytest_addoption(parser):
    parser.addoption("--monkey", type=int, default=220, metavar="STEPS", help="steps of the monkey at the window")


def pytest_configure():
    """What is compiled is kept, for the other worker, the next time, and the hundred programs that tests start.

    What hypothesis makes up is the same each time, and may take its time.
    """
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    gc.disable()  # among what is imported and collected there is none
    slow = [hypothesis.HealthCheck.too_slow]  # as a machine is that does something else, too
    hypothesis.settings.register_profile("the same", derandomize=True, deadline=None, suppress_health_check=slow)
    hypothesis.settings.load_profile("the same")


def pytest_collection_finish():
    gc.collect()
    gc.freeze()  # the tests and all libraries: what comes from here on is looked through quickly
    gc.enable()


LONGEST = (
    "tests/gui/shell/test_every_size.py", "tests/test_abuse.py", "tests/engine/code",
    "tests/installer/test_contents.py", "tests/engine/experiments/test_cluster.py", "tests/gui/runs/test_window.py",
)  # fmt: skip
"""Files whose few tests take longest. They begin first, so that none of them is left when all others are done."""
TOGETHER = ("tests/engine/code",)
"""Folders whose files are one worker's: they share a process that has loaded what is slow to load."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """With --dist loadfile; xdist itself begins with the files that have most tests."""
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class LongestFirst(LoadFileScheduling):
        def _split_scope(self, nodeid):
            name = super()._split_scope(nodeid)
            return next((folder for folder in TOGETHER if name.startswith(f"{folder}/")), name)

        def _assign_work_unit(self, node):
            for name in reversed(LONGEST):
                if name in self.workqueue:
                    self.workqueue.move_to_end(name, last=False)
            super()._assign_work_unit(node)

    return LongestFirst(config, log)


@pytest.fixture(scope="session", autouse=True)
def _what_ships_is_unpacked_once():
    """Each window reads the digits, 450 times: they are read from the file the first time, and kept as they are."""
    kept, prints = {}, {}

    def once(name, unpack):
        def arrays(file):
            if file.zip.filename != str(RESOURCES / "mnist.npz"):  # a copy that is damaged
                return unpack(file)
            if name not in kept:
                kept[name] = unpack(file)
                prints[name] = _print_of(kept[name])
            return kept[name]

        return arrays

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle, "_ARRAYS", {name: once(name, unpack) for name, unpack in bundle._ARRAYS.items()})
        yield
    for name, arrays in kept.items():
        assert _print_of(arrays) == prints[name], f"a test has written into {name}"


def _print_of(arrays):
    """By which another content is told."""
    return [hashlib.sha256(np.ascontiguousarray(array)).digest() for array in arrays]


SLOW_TO_LOAD = (
    "torch", "sklearn.decomposition", "sklearn.ensemble", "sklearn.linear_model", "sklearn.manifold",
    "sklearn.neighbors", "sklearn.pipeline", "sklearn.svm", "threadpoolctl", "engine.experiments.worker",
)  # fmt: skip
spawning = multiprocessing.get_context
_starting = threading.Lock()


def forked(method=None):
    """``multiprocessing.get_context``: for "spawn" the processes of a server that has loaded what is slow to load."""
    if method != "spawn":
        return spawning(method)
    with _starting, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[1]))  # whatever the folder of the moment
        forkserver.ensure_running()
    return spawning("forkserver")


@pytest.fixture(scope="session", autouse=True)
def _what_is_slow_to_load_is_loaded_once():
    """By all processes that do a part of the work: each by itself would take two seconds of the processor for it. That
    they load it themselves is proven by the tests with ``spawned``, and by all that start the program."""
    if "forkserver" not in multiprocessing.get_all_start_methods():  # Windows
        yield
        return
    forkserver.set_forkserver_preload(list(SLOW_TO_LOAD))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(multiprocessing, "get_context", forked)
        yield
    for left in multiprocessing.active_children():  # the server ends when those that it has forked have
        left.kill()
        left.join()
    forkserver._forkserver._stop()  # what it has taken counts as the tests'


@pytest.fixture
def spawned(monkeypatch):
    """Processes begin with nothing, as in the program."""
    monkeypatch.setattr(multiprocessing, "get_context", spawning)


@pytest.fixture(scope="session")
def lesson_digits() -> Digits:
    """The 20,000 images."""
    return bundled("mnist-20k")


@pytest.fixture(scope="session")
def some_digits(lesson_digits) -> Digits:
    """2,000 of them."""
    return lesson_digits.take(np.arange(2_000))


@pytest.fixture(scope="session")
def few_digits(lesson_digits) -> Digits:
    """Another 300, for tests that train for a moment or test what was trained on ``some_digits``."""
    return lesson_digits.take(np.arange(2_000, 2_300))


NAMES = {
    2: ("no", "yes"),
    3: ("cat", "d'Artagnan", "T-shirt/top"),
    26: tuple(string.ascii_uppercase),
    62: tuple(string.digits + string.ascii_letters),
}


@pytest.fixture(scope="session", params=sorted(NAMES))
def classed(request, lesson_digits) -> Digits:
    """2,480 images of 2, 3, 26 and 62 classes, 40 of each at least: digits that lie in one of eight ways."""
    names = NAMES[request.param]
    labels = np.random.default_rng(0).permutation(np.arange(2_480) % len(names))
    digits, free = [np.flatnonzero(lesson_digits.labels == digit) for digit in range(10)], Counter()
    images = np.empty((len(labels), 28, 28), np.uint8)
    for at, label in enumerate(labels):
        way, digit = divmod(int(label), 10)
        image = lesson_digits.images[digits[digit][free[digit]]]
        free[digit] += 1
        images[at] = np.rot90(image.T if way >= 4 else image, way % 4)
    return Digits(images, labels.astype(np.int64), f"{len(names)} classes", names=names)


@pytest.fixture
def german():
    """Numbers are written as in Germany, until the test ends."""
    before = numbers.marks()
    numbers.use(numbers.Marks(",", "."))
    yield
    numbers.use(before)


@pytest.fixture(autouse=True)
def no_end():
    """The program of the test before has ended; this one's has not."""
    ending.clear()
