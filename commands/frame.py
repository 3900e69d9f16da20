"""What the words of the command share: how arguments are read, how mistakes are told, and how a run is ended."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from engine.errors import UserError

WORDS = {
    "train": "train a network and keep the run, as the Train page does",
    "data": "say what is in a set of digits",
    "evaluate": "say how good a saved network is, and what it gets wrong",
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
    """Do what a word says; returns the exit status."""
    module = import_module(f"commands.{word}")
    parser = Parser(
        prog=f"inkling {word}", description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    module.fill(parser)
    try:
        return _done(module.work, parser.parse_args(arguments))
    except BrokenPipeError:  # whoever reads has had enough, as `head` does
        sys.stderr.close()
        return MISTAKE


def _done(work: Callable[[argparse.Namespace], None], arguments: argparse.Namespace) -> int:
    try:
        work(arguments)
    except UserError as error:
        tell(str(error))
        return MISTAKE
    except MemoryError:
        tell("There is not enough memory for that.")
        return MISTAKE
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def tell(sentence: str) -> None:
    """On stderr: what stands on stdout is the result alone."""
    print(f"inkling: {sentence}", file=sys.stderr)


def put(record: dict[str, Any]) -> None:
    """One record, in one line of JSON; what is not a number is null."""
    print(json.dumps(record, ensure_ascii=False), flush=True)
