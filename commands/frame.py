"""What the words of the command share: how arguments are read, how mistakes are told, and how a run is ended."""

from __future__ import annotations

import argparse
import gc
import json
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

from engine.errors import UserError

WORDS = {
    "train": "train a network and keep the run, as the Train page does",
    "data": "say what is in a set of digits",
    "evaluate": "say how good a saved network is, and what it gets wrong",
    "race": "race candidates against each other, here or on a cluster, and keep the results",
    "predict": "say what a network takes each image for, in a CSV",
    "yardsticks": "measure other classifiers on the same images, to tell what a network's accuracy is worth",
    "lesson": "check a lesson's file, or make a table of the pages that a class has handed in",
    "code": "write the PyTorch program, or the notebook, that repeats a training",
}
"""Each word's file has ``fill(parser)``, which adds its arguments, and ``work(arguments)``, which does it."""

MISTAKE, INTERRUPTED = 1, 130
"""The exit status after a mistake of the user's, and after Ctrl+C."""


class Parser(argparse.ArgumentParser):
    """Tells a mistake in one sentence, and with the status of one."""

    def error(self, message: str) -> NoReturn:
        tell(f"{message[0].upper()}{message[1:]}. Try: {self.prog} --help")
        raise SystemExit(MISTAKE)


def run(word: str, arguments: Sequence[str]) -> int:
    """Do what a word says; returns the exit status. The system's request to end is taken as Ctrl+C is."""
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if isinstance(sys.stdout, TextIOWrapper):  # not every console has every letter, least of all on Windows
            sys.stdout.reconfigure(errors="replace")
        _do(word, arguments)
    except UserError as error:
        tell(str(error))
        return MISTAKE
    except MemoryError:
        tell("There is not enough memory for that.")
        return MISTAKE
    except KeyboardInterrupt:  # also while modules are still loaded
        return INTERRUPTED
    except BrokenPipeError:  # whoever reads has had enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python says so at its end
        return MISTAKE
    return 0


def _do(word: str, arguments: Sequence[str]) -> None:
    gc.disable()  # modules stay: to look for garbage among torch's takes a tenth of a second each time
    module = import_module(f"commands.{word}")
    gc.freeze()
    gc.enable()
    parser = Parser(
        prog=f"inkling {word}", description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    module.fill(parser)
    module.work(parser.parse_args(arguments))


def tell(sentence: str) -> None:
    """On stderr: what stands on stdout is the result alone."""
    print(f"inkling: {_printable(sentence)}", file=sys.stderr)


def say(words: str) -> None:
    """The result, in words for a person."""
    print("\n".join(map(_printable, words.split("\n"))))


def put(record: dict[str, Any]) -> None:
    """One record, in one line of JSON; what is not a number is null."""
    print(json.dumps(record), flush=True)


def _printable(line: str) -> str:
    """Names of files may hold what clears the screen of a terminal, and worse."""
    return "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in line)
