"""The processes that train, seen from the one that starts and ends them."""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from typing import Any

from engine.apart import bury
from engine.apart import start as start_process
from engine.experiments import start
from engine.experiments.handed_folder import Handed

MOST_WORKERS = 8  # each takes some 230 MB, of torch and its own images


class Member:
    """A process, this end of its pipe, and the number of the run that it has, if any."""

    def __init__(self, handed: Handed, handed_test: Handed | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.run: int | None = None
        self.spoke = False
        self.process = context.Process(
            target=start.begin, args=(theirs, handed, handed_test), daemon=True, name="inkling-run"
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
        self.spoke = self.spoke or bool(said)
        return said

    def kill(self) -> None:
        """At once, and not by asking: it has nothing to lose, and leaving Python takes torch a while."""
        self.process.kill()

    def bury(self) -> None:
        """Wait for its end, and let go of what belongs to it."""
        bury(self.process)
        self.pipe.close()
