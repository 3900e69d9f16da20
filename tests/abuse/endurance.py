"""Eight hours of training in a few minutes: 2,000 short epochs in the real window, with every page visited in turn.

python tests/abuse/endurance.py [epochs, 2000] [images, 2000]

What is there after the first 100 epochs (or half of them, if there are fewer) may not grow any more: the memory by at
most 20 MB, and the window's objects, timers, threads and the plots' items not at all.
"""

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

SETTLED, MOST_GROWTH = 100, 30.0  # epochs, MB: at the end the replay is written, 10 MB, whole
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
            time.sleep(0.001)  # the training's turn
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

    def close(self):
        self.window.close()
        self.window.deleteLater()


def memory():
    """The MB that this process has in memory."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def endure(app, epochs, images, settled):
    """Train for so many epochs; returns what there was after ``settled`` of them, and at the end: (memory, counts)."""
    endurance = Endurance(app, images)
    try:
        endurance.start(epochs)
        while endurance.epoch() < settled:
            endurance.visit_pages()
        first = memory(), endurance.counts()
        while endurance.session.training.under_way:
            endurance.visit_pages()
        last = memory(), endurance.counts()
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
