"""Inkling: train a small neural network on handwritten digits, watch it learn, and draw digits for it.

Without a word the window opens, with the file that is named, if one is. With a word, what it says is done without a
window.
"""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
from multiprocessing import freeze_support
from pathlib import Path

from commands.frame import WORDS, Parser, run
from engine.version import VERSION


def main() -> int:
    freeze_support()
    if sys.argv[1:2] and sys.argv[1] in WORDS:
        return run(sys.argv[1], sys.argv[2:])
    arguments = _arguments()
    if arguments.self_test:
        import gui.shell.self_test  # chooses the platform, before Qt is loaded

        return gui.shell.self_test.main(arguments.epochs)
    return _show_window(arguments.word)


def _arguments() -> argparse.Namespace:
    words = "\n".join(f"  {word:10} {says}" for word, says in WORDS.items())
    parser = Parser(
        prog="inkling", description=__doc__, epilog=f"words:\n{words}\n\ninkling WORD --help says more about one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("word", nargs="?", metavar="WORD", type=_file, help="one of those below, or a file to open")
    parser.add_argument("--version", action="version", version=f"Inkling {VERSION}")
    parser.add_argument("--self-test", action="store_true", help="try everything once without a screen, and report")
    parser.add_argument("--epochs", type=int, default=2, metavar="N", help="of the self-test's training: 2 or more")
    return parser.parse_args()


def _file(name: str) -> Path:
    """A file in the place of a word; which of them are words was asked before."""
    path = Path(name)
    if not path.exists():
        words = ", ".join(WORDS)
        raise argparse.ArgumentTypeError(f"“{name[:60]}” is neither a file nor one of the words {words}")
    return path.absolute()


def _show_window(file: Path | None) -> int:
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # until the window is there, nothing is under way that could be lost
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) != signal.SIG_IGN:
            signal.signal(getattr(signal, name), lambda *_: os._exit(0))
    from gui.shell.system_libraries import problem

    if sentence := problem():
        print(sentence, file=sys.stderr)
        return 1
    gc.disable()  # the window looks for garbage itself; among what torch loads there is none
    if sys.platform == "win32":
        import torch  # its libraries do not load there after Qt's
    from gui.shell.application import make_application
    from gui.shell.splash import Splash

    splash = Splash(make_application(sys.argv[:1]))
    splash.appear()
    from gui.shell.torch_ahead import load_torch_ahead

    load_torch_ahead()
    import pyqtgraph  # noqa: F401 (what needs no torch is imported meanwhile)
    import torch

    torch.set_num_threads(1)
    import gui.shell.app

    return gui.shell.app.run(sys.argv[:1], file, splash)


if __name__ == "__main__":
    sys.exit(main())
