"""Eight hours of training in a few minutes: 2,000 short epochs in the real window, with every page visited in turn.

python tests/abuse/endurance.py [epochs, 2000] [images, 2000]

What is there after four trainings of 100 epochs (or half as many as asked for, if that is fewer) may not grow any more:
the memory by at most 20 MB, and the window's objects, timers, threads and the plots' items not at all.
"""

import ctypes
import gc
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np
import torch  # noqa: F401
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QGraphicsView

from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
from gui.work.settings import use_folder

SETTLED, MOST_GROWTH = 100, 20.0  # epochs, MB
VISIT = 0.25  # seconds on each page
HANGS = 60  # seconds without an epoch


class Endurance:
    """A window that trains, and what is counted in it."""

    def __init__(self, app, images):
        self.app, self.window = app, MainWindow()
        self.session, self.visits = self.window.session, 0
        self.window.show()
        self._until(lambda: self.session.data.digits is not None)
        digits = self.session.data.digits.take(np.arange(images))
        self._until(lambda: not self.session.tasks.busy)
        self.session.data.set_digits(digits)

    def _until(self, condition):
        end = time.monotonic() + HANGS
        while not condition():
            self.app.processEvents()
            time.sleep(0.005)  # the training's turn
            if time.monotonic() > end:
                raise AssertionError("nothing happens any more")

    def start(self, epochs):
        page = self.window.train_page
        page.form.reset()
        page.form.set_values({"epochs": str(epochs)})
        page.start.click()
        assert self.session.training.under_way

    def visit_pages(self):
        """Each for a moment."""
        pages = self.window.pages
        for index in range(pages.count()):
            pages.setCurrentIndex(index)
            end = time.monotonic() + VISIT
            self._until(lambda end=end: time.monotonic() > end)
        self.visits += 1

    def epoch(self):
        return self.session.training.run.history.count - 1

    def counts(self):
        """What may not grow, by its kind."""
        while gc.collect():  # also what is garbage only when other garbage has gone
            self.app.processEvents()
        objects = self.window.findChildren(QObject)
        return {
            "objects": len(objects),
            "items of plots": sum(len(view.items()) for view in self.window.findChildren(QGraphicsView)),
            "timers": sum(isinstance(found, QTimer) for found in objects),
            "threads of Qt's": sum(isinstance(found, QThread) for found in objects),
            "threads": threading.active_count(),
            "windows": len(QApplication.topLevelWidgets()),
        }

    def at_rest(self):
        """The memory and the counts when nothing is under way any more and nothing is garbage."""
        self._until(lambda: not self.session.tasks.busy)
        counts = self.counts()
        return memory(), counts

    def close(self):
        self.window.close()
        self.window.deleteLater()


def memory():
    """The MB that this process has in memory, without what is free and only kept by the C library."""
    if hasattr(ctypes.CDLL(None), "malloc_trim"):
        ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def endure(app, epochs, images, settled):
    """Train four times for ``settled`` epochs to the end, at which the replay is written, and then for so many; returns
    what there was before the last and after it: (memory, counts)."""
    endurance = Endurance(app, images)
    try:
        for _run in range(4):  # the run before is held, too, and what was judged last
            endurance.start(settled)
            while endurance.session.training.under_way:
                endurance.visit_pages()
            endurance.visit_pages()
        first = endurance.at_rest()
        endurance.start(epochs)
        while endurance.session.training.under_way:
            endurance.visit_pages()
        endurance.visit_pages()  # as before: the pages show what the training has left
        last = endurance.at_rest()
        assert endurance.epoch() == epochs, endurance.window.notice.text()
        print(f"{epochs:,} epochs, every page visited {endurance.visits} times")
    finally:
        endurance.close()
    return first, last


def main():
    epochs, images = (int(text) for text in (*sys.argv[1:], *("2000", "2000")[len(sys.argv) - 1 :]))
    settled, began = min(SETTLED, epochs // 2), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        use_folder(Path(folder))
        (memory_before, before), (memory_after, after) = endure(make_application(["inkling"]), epochs, images, settled)
    print(f"{time.monotonic() - began:.0f} s; from epoch {settled} on: {memory_before:.1f} to {memory_after:.1f} MB")
    for name, count in before.items():
        print(f"{name:16} {count:,} to {after[name]:,}")
    grown = [name for name in before if after[name] > before[name]]
    if grown or memory_after - memory_before > MOST_GROWTH:
        sys.exit(f"grown: {', '.join(grown) or 'memory'}")


if __name__ == "__main__":
    main()
