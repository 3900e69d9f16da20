"""How long the busiest thread beside the GUI's waited for anything but a core: in a training, for Python's lock.

Linux tells of each thread how long it has run and how long it was ready to; what is left of the time it waited. Unlike
the time that an epoch takes, this hardly depends on what else the machine does.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

THREADS = Path("/proc/self/task")


class Waiting:
    """``look`` at it again and again while the thread works."""

    def __init__(self) -> None:
        self._first = self._last = (0.0, {})

    def look(self) -> None:
        self._last = time.perf_counter(), _times()
        if not self._first[1]:
            self._first = self._last

    def share(self) -> float:
        """Seconds waited for each second that it ran; NaN where nobody tells."""
        (began, before), (ended, after) = self._first, self._last
        spent = {name: [end - start for end, start in zip(after[name], before[name], strict=True)]
                 for name in after.keys() & before.keys() - {str(os.getpid())}}  # fmt: skip
        if not spent:
            return float("nan")
        ran, ready = max(spent.values())
        return (ended - began - ran - ready) / ran if ran else float("nan")


def _times() -> dict[str, list[float]]:
    """Of each thread, the seconds that it has run, and that it was ready to run and did not."""
    found = {}
    for thread in THREADS.glob("*") if THREADS.exists() else ():
        try:
            found[thread.name] = [int(part) / 1e9 for part in (thread / "schedstat").read_text().split()[:2]]
        except OSError:
            continue  # it has ended meanwhile
    return found
