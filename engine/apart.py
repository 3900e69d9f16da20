"""A function in a process of its own, which can be ended at any moment: for what a library does in one piece.

scikit-learn tells nobody how far it is, and heeds nobody who wants it to stop; a process can be killed. It is started
with "spawn", never forked, loads only what the function needs, and is gone when the program is.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from engine.errors import UserError
from engine.machine import lower_priority
from engine.words import _

LOOK = 0.04  # seconds between two looks at whether it is to be cancelled
PR_SET_PDEATHSIG = 1  # see prctl(2)
DONE, WRONG, BROKEN = "done", "wrong", "broken"

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_spawning = threading.Lock()
_there: set[BaseProcess] = set()


class Cancelled(UserError):
    """The person has changed their mind."""


def apart(
    cancelled: Callable[[], bool], work: Callable[Asked, Answer], *arguments: Asked.args, **named: Asked.kwargs
) -> Answer:
    """``work(*arguments)`` in a process of its own: what it returns. All of it goes through a pipe.

    ``cancelled`` is asked again and again; once it says so, the process is killed. Raises Cancelled then, and UserError
    for what ``work`` raises.
    """
    with Apart(work, *arguments, **named) as process:
        while not wait([process.pipe], LOOK):
            if cancelled():
                raise Cancelled(_("Cancelled."))
        answer: Answer = process.answer()
    return answer


class Apart:
    """Such a process, for whoever watches several: ``pipe`` can be waited for, and is ready when ``answer`` is."""

    def __init__(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_begin, args=(theirs,), daemon=True, name="inkling-apart")
        start(self.process)
        theirs.close()  # else its end would not be seen
        with suppress(OSError):  # it is gone: there will be no answer
            self.pipe.send((work, arguments, named))

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def ask(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """Once the last answer is there: another function, in the same process, so that it finds what the last has left
        in its module. Waits for it, and raises as ``answer`` does. By one thread at a time."""
        with suppress(OSError):  # it is gone: there will be no answer
            self.pipe.send((work, arguments, {}))
        return self.answer()

    def answer(self) -> Any:
        """What came of it; waits for it. Raises UserError, also if the system has ended the process."""
        try:
            word, found = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            sentence = _(
                "Its process was ended by the system (exit code {code}): probably there was not enough memory."
            )
            raise UserError(sentence.format(code=self.process.exitcode)) from None
        if word == DONE:
            return found
        raise (
            found
            if word == WRONG
            else UserError(_("It failed because of a mistake in Inkling: {error}").format(error=found))
        )

    def end(self) -> None:
        """At once, and not by asking: it has nothing to lose."""
        self.process.kill()
        bury(self.process)
        self.pipe.close()
        end_helper()


# In the process


def _begin(connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is for the window, which then ends this
    kill_with_parent()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    lower_priority()
    with suppress(EOFError, OSError):  # nobody listens any more
        while True:
            connection.send(_done(*connection.recv()))


def kill_with_parent(wanted: bool = True) -> None:
    """Have Linux kill this process when the thread that started it is gone, or no more: no thread of Python's comes to
    its turn while a library computes, or is loaded."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL) if wanted else 0, 0, 0, 0)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _done(work: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[str, Any]:
    try:
        return DONE, work(*arguments, **named)
    except UserError as error:
        return WRONG, UserError(str(error), error.field)
    except MemoryError:
        return WRONG, UserError(_("There is not enough memory for that."))
    except Exception as error:
        return BROKEN, repr(error)


# The helper that Python starts beside spawned processes


def start(process: BaseProcess) -> None:
    with _spawning, _without_interrupts():
        process.start()
        _there.add(process)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl+C is for the window alone; processes have the mask of the thread that starts them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def bury(process: BaseProcess) -> None:
    """Wait for its end."""
    process.join()
    _there.discard(process)


def end_helper() -> None:
    """End the process that watches over named semaphores, of which there are none here, once nobody else needs it.

    Otherwise it would stay until the program ends. The next process that is spawned starts another. While one is there
    it holds the helper's pipe, and this would wait for its end.
    """
    with _spawning:
        if os.name == "posix" and not _there:
            with suppress(OSError):  # it has ended already
                resource_tracker._resource_tracker._stop()  # type: ignore[attr-defined]
