"""Torch's own libraries, loaded by a thread: linking them takes a third of its import, and needs no Python.

So it goes on beside what Python imports meanwhile, as long as that loads no libraries itself: of these the system loads
one at a time.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

DEPENDENCIES, LARGEST = "libtorch_global_deps.so", "libtorch_cpu.so"
"""In the order in which torch loads them, the first for all to see."""


def load_torch_ahead() -> threading.Thread | None:
    """Return at once; ``import torch`` waits for what is under way. None where that is not done, or not possible."""
    spec = find_spec("torch") if sys.platform == "linux" else None
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "lib"
    thread = threading.Thread(target=_load, args=(folder,), name="inkling-torch", daemon=True)
    thread.start()
    return thread


def _load(folder: Path) -> None:
    """What cannot be loaded is left to torch, which says what is wrong."""
    load = ctypes.CDLL(None).dlopen  # called as any function of C it lets Python go on; ctypes.CDLL itself does not
    load.argtypes, load.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
    for name, mode in ((DEPENDENCIES, os.RTLD_GLOBAL), (LARGEST, os.RTLD_LOCAL)):
        load(os.fsencode(folder / name), os.RTLD_NOW | mode)
