"""Processes that train, begun before anybody has pressed Start: they have loaded torch by then, or they are let go.

They load it when nobody else wants a core, take at most a quarter of the memory that is free, and stay for so long as
they were asked for. A race takes them over, see ``local``.
"""

from __future__ import annotations

import logging
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from engine.apart import end_helper
from engine.experiments.handed_folder import handed_folder
from engine.experiments.processes import A_WORKER, Member, most_workers
from engine.machine import available_memory

SHARE = 4  # they take one part of so many of the free memory
PATIENCE = 0.7  # seconds that the end of the program waits for theirs
log = logging.getLogger(__name__)


@dataclass
class Begun:
    """``crew``: processes that have loaded what they need; ``folder``: the one that they were given, with who holds it;
    without any there is none."""

    crew: list[Member]
    folder: Path | None
    held: ExitStack


class Ahead:
    """For one race. Every method may be called from any thread; ``take``, ``ready`` and ``close`` alone may wait, for
    moments.

    A thread of its own begins and ends them, and is there as long as one of them may still be loading: Linux ends those
    together with the thread that began them, see ``engine.apart.kill_with_parent``.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()  # of what is wanted; held for moments only
        self._runs, self._until, self._most = 0, 0.0, 0
        self._over = False
        self._thread: threading.Thread | None = None
        self._hands = threading.Lock()  # held while processes begin and end; never wanted by who holds the other
        self._crew: list[Member] = []
        self._held = ExitStack()
        self._folder: Path | None = None

    # From any thread

    def want(self, runs: int, seconds: float) -> None:
        """Have as many as a race of so many runs would, for so long; for none of them, none."""
        with self._changed:
            self._runs, self._until = 0 if self._over else runs, monotonic() + seconds
            if self._runs and self._thread is None:
                self._thread = threading.Thread(target=self._keep, name="workers ahead", daemon=True)
                self._thread.start()
            self._changed.notify()

    def leave(self, seconds: float) -> None:
        """Those that there are stay for so long at most."""
        with self._changed:
            self._until = min(self._until, monotonic() + seconds)
            self._changed.notify()

    def take(self, most: int) -> Begun:
        """Those that are ready, so many at most, belong to the caller from now on. All others are ended, and there will
        be no more: one that has been loading last of all on a busy machine would be waited for too long."""
        with self._hands:
            self._end_wish()
            ready = [member for member in self._crew if member.is_loaded() and member.process.is_alive()][:most]
            _end([member for member in self._crew if member not in ready])
            self._crew = []
            if not ready:
                self._let_go()
            taken, self._folder = Begun(ready, self._folder, self._held.pop_all()), None
        return taken

    def close(self) -> None:
        """End them, and wait for that, but not for long."""
        thread = self._end_wish()
        if thread is not None:
            thread.join(PATIENCE)

    @property
    def ready(self) -> int:
        """How many have loaded what they need."""
        with self._hands:
            return sum(member.is_loaded() for member in self._crew)

    def _end_wish(self) -> threading.Thread | None:
        with self._changed:
            self._over, self._runs = True, 0
            self._changed.notify()
            return self._thread

    # In its own thread

    def _keep(self) -> None:
        self._most = most_workers()
        try:
            while self._wait():
                with self._hands:
                    self._change()
        except Exception:
            log.exception("no process could be begun ahead")  # a race that cannot either says why
            self._end_wish()
            with self._hands:
                self._end_all()

    def _wait(self) -> bool:
        """Until there are more or fewer than are wanted; False once there are none, and none wanted."""
        with self._changed:
            while len(self._crew) == self._wanted():
                if not self._crew:
                    self._thread = None
                    return False
                self._changed.wait(self._until - monotonic())
            return True

    def _wanted(self) -> int:
        return min(self._runs, self._most) if monotonic() < self._until else 0

    def _change(self) -> None:
        """One more, or as many fewer as are too many."""
        wanted, there = self._wanted(), len(self._crew)
        if not wanted:
            self._end_all()
        elif there > wanted:
            _end(self._crew[wanted:])
            del self._crew[wanted:]
        elif available_memory() >= SHARE * (wanted - there) * A_WORKER:
            self._begin_one()
        else:
            with self._changed:
                self._runs = there

    def _begin_one(self) -> None:
        if self._folder is None:
            self._folder = self._held.enter_context(handed_folder())
        self._crew.append(Member(self._folder, ahead=True))

    def _end_all(self) -> None:
        _end(self._crew)
        self._crew = []
        self._let_go()

    def _let_go(self) -> None:
        end_helper()
        self._held.close()
        self._folder = None


def _end(members: list[Member]) -> None:
    for member in members:
        member.kill()
    for member in members:
        member.bury()
