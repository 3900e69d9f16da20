"""What a process that trains does first, and why it is a module of its own: it loads no torch.

That takes seconds on a busy machine. A process that is to be gone soon after its window must watch that before.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import threading
from multiprocessing.connection import Connection

from engine.apart import kill_with_parent
from engine.experiments.handed_folder import Handed

AT_MOST = 0.2  # seconds from a closed pipe to the end of the program that closed it by ending


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
    kill_with_parent()  # on a busy machine the libraries take over a second; the folder then stays
    from engine.experiments import worker

    kill_with_parent(False)  # from here on the thread sees to it, and removes the folder
    worker.work(connection, handed, handed_test)
    parent.join(AT_MOST)
    if not parent.is_alive():
        end_with_parent()
