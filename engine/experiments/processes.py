"""The processes that train, seen from the one that starts and ends them."""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from pathlib import Path
from typing import Any

from engine.apart import bury
from engine.apart import start as start_process
from engine.experiments import start
from engine.experiments.place import LOADED
from engine.machine import cores

MOST_WORKERS = 8
A_WORKER = 240_000_000  # bytes, of torch and its own images


def most_workers() -> int:
    """How many processes train at once on this computer."""
    return min(cores(), MOST_WORKERS)


class Member:
    """A process, this end of its pipe, and the number of the run that it has, if any.

    ``folder``: where its digits will lie; it is removed together with the program if that is killed. ``ahead``: whether
    nobody waits for it yet. ``spoke``: whether it has said anything since it was given its digits.
    """

    def __init__(self, folder: Path, ahead: bool = False) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.run: int | None = None
        self.spoke = self._loaded = False
        self.process = context.Process(
            target=start.begin, args=(theirs, folder, ahead), daemon=True, name="inkling-run"
        )
        start_process(self.process)
        theirs.close()  # else its end would not be seen

    def tell(self, *words: object) -> None:
        with suppress(OSError):  # it is gone: its sentinel tells
            self.pipe.send(words)

    def heard(self) -> list[tuple[Any, ...]]:
        """All that it has to say, (word, number of the run, ...) each, without waiting."""
        said = []
        with suppress(EOFError, OSError):
            while self.pipe.poll():
                said.append(self.pipe.recv())
        self._loaded = self._loaded or bool(said)
        said = [words for words in said if words[0] != LOADED]
        self.spoke = self.spoke or bool(said)
        return said

    def is_loaded(self) -> bool:
        """Whether it has loaded its libraries; asked before it is given anything to do."""
        if not self._loaded:
            self.heard()
        return self._loaded

    def kill(self) -> None:
        """At once, and not by asking: it has nothing to lose, and leaving Python takes torch a while."""
        self.process.kill()

    def bury(self) -> None:
        """Wait for its end, and let go of what belongs to it."""
        bury(self.process)
        self.pipe.close()
