"""What surrounds the monkey: files to open, dialogs that choose by themselves, and ears for all that goes wrong."""

import itertools
import logging
import os
import sys
import threading
import traceback
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from engine.digits.bundle import bundled
from engine.networks.files import save_network
from engine.networks.network import FeedForward, NetworkSpec

HARMLESS = (  # what Qt says that is no mistake of ours, and why
    "This plugin does not support",  # the offscreen platform cannot raise windows, nor tell their sizes
    "Mouse event at",  # QTest's own words on a drag that leaves the window, as drags do
)


def make_files(folder):
    """What is opened, dropped and chosen: sound and broken."""
    folder.mkdir()
    digits = bundled().take(np.arange(120))
    table = np.column_stack([digits.labels, digits.images.reshape(-1, 784)])
    np.savetxt(folder / "small.csv", table, "%d", ",")
    np.savez(
        folder / "small.npz", x_train=digits.images, y_train=digits.labels, x_test=digits.images, y_test=digits.labels
    )
    (folder / "broken.csv").write_text("label,pixel0\n3,x\n")
    (folder / "empty.csv").touch()
    (folder / "wrong.npz").write_bytes(b"PK nothing")
    for digit in range(10):
        (folder / "pictures" / str(digit)).mkdir(parents=True)
        Image.fromarray(digits.images[digit]).resize((56, 56)).save(folder / "pictures" / str(digit) / "a.png")
    Image.fromarray(255 - digits.images[3]).resize((500, 400)).save(folder / "digit.png")
    save_network(folder / "network.safetensors", FeedForward(NetworkSpec((5,))))
    return sorted(path for path in folder.iterdir())


def choose_files(monkey):
    """In the place of the system's dialogs, which are not ours and wait for a hand: some file, or none."""
    numbers = itertools.count()

    def opened(*_arguments, **_words):
        path = monkey.random.choice([*monkey.files, monkey.folder / "nowhere.csv", ""])
        return str(path), ""

    def saved(_parent=None, _title="", proposed="", *_arguments, **_words):
        suffix = monkey.random.choice((Path(proposed).suffix, ""))
        name = monkey.random.choice(
            ("", str(monkey.folder / "nowhere" / "x"), str(monkey.folder / f"saved-{next(numbers)}"))
        )
        return (f"{name}{suffix}" if name else ""), ""

    QFileDialog.getOpenFileName = staticmethod(opened)
    QFileDialog.getSaveFileName = staticmethod(saved)
    QFileDialog.getExistingDirectory = staticmethod(lambda *_: opened()[0])
    QDesktopServices.openUrl = staticmethod(lambda _: True)


class _Errors(logging.Handler):
    def __init__(self, monkey):
        super().__init__(logging.ERROR)
        self._monkey = monkey

    def emit(self, record):
        self._monkey.fail(f"in the log: {self.format(record)}")


def listen(monkey):
    """Whatever goes wrong fails."""

    def uncaught(kind, error, trace):
        monkey.fail("".join(traceback.format_exception(kind, error, trace)))

    def from_qt(_kind, _context, message):
        if not message.startswith(HARMLESS):
            monkey.fail(f"Qt says: {message}")

    sys.excepthook = uncaught
    sys.unraisablehook = lambda found: uncaught(found.exc_type, found.exc_value, found.exc_traceback)
    threading.excepthook = lambda found: uncaught(found.exc_type, found.exc_value, found.exc_traceback)
    qInstallMessageHandler(from_qt)
    logging.basicConfig(level=logging.INFO, handlers=[_Errors(monkey)], force=True)


def children():
    """The command lines of our processes' own; nothing where there is no /proc."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[1]) == os.getpid() and fields[0] != "Z":
                found.append(path.with_name("cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found
