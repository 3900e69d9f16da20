"""What this process may use of the computer: cores, memory, and how it stands behind others."""

from __future__ import annotations

import ctypes
import math
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

NICENESS, LEAST_URGENT = 10, 19
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3  # their numbers in glibc's malloc.h
KEPT, MAPPED = 256 * 2**20, 32 * 2**20  # bytes
CONTROL_GROUPS = Path("/sys/fs/cgroup")
OWN_GROUP = Path("/proc/self/cgroup")


def cores() -> int:
    """The cores that this process may use: those that it is bound to, and not more than its container has."""
    try:
        bound = len(psutil.Process().cpu_affinity())
    except (AttributeError, psutil.Error, OSError):  # macOS binds nothing
        bound = psutil.cpu_count() or 1
    return max(1, math.ceil(min(bound, _share_of_cores())))


def available_memory() -> int:
    """Bytes that this process can still take without anything being swapped, and within its container."""
    free = [psutil.virtual_memory().available]
    for group in _groups():
        limit, used = _number(group / "memory.max"), _number(group / "memory.current")
        if limit is not None and used is not None:
            free.append(max(0, limit - used))
    return min(free)


def lower_priority() -> bool:
    """So that the window goes first wherever both want a core; False where that cannot be had."""
    try:
        process = psutil.Process()
        if sys.platform == "win32":
            process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            process.nice(min(LEAST_URGENT, process.nice() + NICENESS))
    except (psutil.Error, OSError):
        return False
    return True


def keep_freed_memory() -> bool:
    """Have malloc keep what is freed for the next who asks, up to 256 MB; False where that cannot be had.

    That is what glibc does by itself in time, unless it is told to give all back at once, as Dask's workers are.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, TypeError, OSError):  # no glibc
        return False
    return bool(mallopt(TRIM_THRESHOLD, KEPT) and mallopt(MMAP_THRESHOLD, MAPPED))


def stand_back() -> bool:
    """So that this thread, and those that it begins, run only when nobody else on the computer wants a core, and for
    ever; False where that cannot be had: only Linux tells threads apart."""
    if sys.platform != "linux":
        return False
    try:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    except OSError:
        return False
    return True


def _share_of_cores() -> float:
    """How many cores' time the container has; infinite without a limit. cpu.max holds a quota and a period, both in us,
    or "max" in the place of the quota."""
    shares = [math.inf]
    for group in _groups():
        with suppress(OSError, ValueError):
            quota, period = map(int, (group / "cpu.max").read_text("ascii").split())
            shares.append(quota / period)
    return min(shares)


def _groups() -> Iterator[Path]:
    """The folders of Linux's control groups, version 2, that this process is in: a limit of any of them holds."""
    with suppress(OSError, StopIteration):
        line = next(line for line in OWN_GROUP.read_text("utf-8").splitlines() if line.startswith("0::"))
        group = CONTROL_GROUPS / line.removeprefix("0::").lstrip("/")
        yield from (folder for folder in (group, *group.parents) if folder.is_relative_to(CONTROL_GROUPS))


def _number(path: Path) -> int | None:
    """None where there is no limit ("max"), or none can be read."""
    with suppress(OSError, ValueError):
        return int(path.read_text("ascii"))
    return None
