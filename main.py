"""Inkling: train a small neural network on handwritten digits, watch it learn, and draw digits for it."""

from __future__ import annotations

import argparse
import sys
from multiprocessing import freeze_support

from engine.version import VERSION


def main() -> int:
    freeze_support()
    parser = argparse.ArgumentParser(prog="inkling", description=__doc__)
    parser.add_argument("--version", action="version", version=f"Inkling {VERSION}")
    parser.add_argument("--self-test", action="store_true", help="try everything once without a screen, and report")
    parser.add_argument("--epochs", type=int, default=2, metavar="N", help="of the self-test's training: 2 or more")
    arguments = parser.parse_args()
    if arguments.self_test:
        import gui.shell.self_test  # chooses the platform, before Qt is loaded

        return gui.shell.self_test.main(arguments.epochs)

    from gui.shell.system_libraries import problem

    if sentence := problem():
        print(sentence, file=sys.stderr)
        return 1
    import torch  # before Qt: on Windows its libraries do not load after Qt's

    torch.set_num_threads(1)
    import gui.shell.app

    return gui.shell.app.run(sys.argv[:1])


if __name__ == "__main__":
    sys.exit(main())
