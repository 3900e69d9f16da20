"""What a process that trains does first, and why it is a module of its own: it loads no torch.

That takes seconds on a busy machine. A process that is to be gone soon after its window must watch that before.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import shutil
import signal
import threading
from multiprocessing.connection import Connection
from pathlib import Path

from engine.apart import kill_with_parent
from engine.machine import lower_priority, stand_back

AT_MOST = 0.2  # seconds from a closed pipe to the end of the program that closed it by ending


def begin(connection: Connection, folder: Path, ahead: bool) -> None:
    """See ``worker.work``. ``folder``: of the digits; nobody else removes it if the window was killed. ``ahead``: it
    is not waited for yet."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the window, which then ends this
    parent = multiprocessing.parent_process()
    assert parent is not None

    def end_with_parent() -> None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()
    kill_with_parent()  # on a busy machine the libraries take over a second; the folder then stays
    if ahead:
        lower_priority()
        _load_last_of_all()
    from engine.experiments import worker

    kill_with_parent(False)  # from here on the thread sees to it, and removes the folder
    if not ahead:
        lower_priority()
    worker.work(connection)
    parent.join(AT_MOST)
    if not parent.is_alive():
        end_with_parent()


def _load_last_of_all() -> None:
    """In a thread, for one that has stood back may not come forward again."""

    def load() -> None:
        stand_back()
        importlib.import_module("engine.experiments.worker")

    loading = threading.Thread(target=load)
    loading.start()
    loading.join()
