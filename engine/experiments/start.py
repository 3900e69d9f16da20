"""What a process that trains does first, and why it is a module of its own: it loads no torch.

That takes seconds on a busy machine. A process that is to be gone soon after its window must watch that before.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import shutil
import signal
import sys
import threading
from multiprocessing.connection import Connection

from engine.experiments.handed_folder import Handed

PR_SET_PDEATHSIG = 1  # see prctl(2)
AT_MOST = 0.2  # seconds from a closed pipe to the end of the program that closed it by ending


def _kill_with_parent(number: int) -> None:
    """Have Linux send this signal when the window is gone, or none: while libraries are loaded, which on a busy machine
    takes over a second, no thread of Python's comes to its turn. The folder then stays until the next experiment."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def begin(connection: Connection, handed: Handed, handed_test: Handed | None) -> None:
    """See ``worker.work``. Nobody else removes the folder of the digits if the window was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the window, which then ends this
    parent, folder = multiprocessing.parent_process(), handed.images.parent
    assert parent is not None

    def end_with_parent() -> None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()
    _kill_with_parent(signal.SIGKILL)
    from engine.experiments import worker

    _kill_with_parent(0)  # from here on the thread sees to it, and removes the folder
    worker.work(connection, handed, handed_test)
    parent.join(AT_MOST)
    if not parent.is_alive():
        end_with_parent()
