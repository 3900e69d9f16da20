"""What holds the window up: whatever a person opens, chooses or changes, one after the other, and the line for each.

    QT_QPA_PLATFORM=offscreen python tests/bench/held.py [--all] [word ...]

Each deed is done in the real window's event loop; told is how long nobody was answered then, at worst, in milliseconds
of the GUI thread's processor (tests/watchdog.py), so that a busy machine does not count. ``word``: only deeds with it
in their name. ``--all``: also those that hold nothing up.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import report

BAR = 100.0  # milliseconds
SHOWN = 30.0  # from which on a deed is told with its line
QUIET = 0.15  # seconds in which nothing is under way: what follows from a deed has come
ROWS = 2_000  # of the table that is opened
RUNS, MANY = 12, 500
TOLD = 10  # of the worst, in the report


class Walk:
    """Does the deeds one after the other in the event loop, and asks the watchdog about each."""

    def __init__(self, app, window, words: list[str], tell_all: bool) -> None:
        from PySide6.QtCore import QTimer

        from tests.watchdog import Watchdog

        self.app, self.window, self.words, self.tell_all = app, window, words, tell_all
        self.worst: dict[str, float] = {}
        self.deeds = deeds(app, window)
        self.dog, self.name = Watchdog(window, held=0.005), "The window shown, the digits read"
        self.quiet_since = time.monotonic()
        self.timer = QTimer(window, interval=20)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self) -> None:
        session = self.window.session
        coming = self.window.pages.coming is not None
        if session.data.digits is None or session.tasks.busy or session.training.under_way or coming:
            self.quiet_since = time.monotonic()
        elif time.monotonic() - self.quiet_since > QUIET:
            self.tell()
            self.next()

    def tell(self) -> None:
        worst = max(self.dog.holds, key=lambda hold: hold.seconds, default=None)
        for other in self.app.topLevelWidgets():
            if other is not self.window and other.isVisible() and other.parent() is not None:
                other.close()
        took = 1000 * worst.seconds if worst else 0.0
        if not self.name or not wanted(self.name, self.words):
            return
        self.worst[self.name] = took
        if took >= SHOWN or self.tell_all:
            print(f"{took:6.0f}  {self.name:44}{worst.line if worst else ''}", flush=True)
        if took >= BAR:
            print(f"{'':8}{worst.road}", flush=True)

    def next(self) -> None:
        deed = next(self.deeds, None)
        if deed is None:
            self.timer.stop()
            self.dog.stop()
            self.window.close()
            self.app.quit()
            return
        self.name, work = deed
        self.dog.forget()
        self.quiet_since = time.monotonic()
        work()


def wanted(name: str, words: list[str]) -> bool:
    return not words or any(word.casefold() in name.casefold() for word in words)


def deeds(app, window):
    """(name, what is done) one after the other. One without a name only prepares the next."""
    for make in (trained, data, inspect, compare, draw, train, windows, files, lesson, partial(looks, app)):
        yield from make(window)


def trained(window):
    form, page = window.train_page.form, window.train_page
    yield "", partial(form.set_values, {"epochs": "3"})
    yield "Start", page.start.click


def looks(app, window):
    """Last: every page has been seen."""
    from gui.look import theme

    for page in (window.train_page, window.draw_page, window.data_page, window.inspect_page, window.compare_page):
        name = page.objectName()
        yield "", partial(window.show_page, page)
        for scheme in ("dark", "light"):
            yield f"{scheme} on {name}", partial(theme.set_scheme, app, scheme)
        yield f"larger text on {name}", window.menus.larger.trigger
        yield f"usual text on {name}", window.menus.usual.trigger


def data(window):
    yield "Data, the first visit", window.rail_buttons.button(0).click
    page = window.data_page
    yield from tabs(page.tabs, "Data")
    yield "60,000 images", partial(window.opener.open_bundled, "mnist-60k")
    yield from tabs(page.tabs, "Data of 60,000")
    yield "20,000 images", partial(window.opener.open_bundled, "mnist-20k")


def tabs(widget, where: str):
    for index in range(widget.count()):
        yield f"{where}: {widget.tabText(index)}", partial(widget.setCurrentIndex, index)


def inspect(window):
    yield "Inspect, the first visit", window.rail_buttons.button(2).click
    page = window.inspect_page
    yield from tabs(page.tabs, "Inspect")
    yield "", partial(window.opener.open_bundled, "mnist-60k")
    yield "60,000 images inspected", partial(page.inspector.choose_images, "train")
    yield from tabs(page.tabs, "Inspect of 60,000")
    for network in ("shipped", "trained"):
        yield f"Inspect: {network}", partial(page.inspector.choose_network, network)
    yield "", partial(window.opener.open_bundled, "mnist-20k")


def compare(window):
    yield "Compare, the first visit", window.rail_buttons.button(3).click
    page = window.compare_page
    yield from tabs(page.tabs, "Compare")
    yield "", partial(page.tabs.setCurrentIndex, 0)
    preset = page.form.preset
    for index in range(preset.count()):
        yield f"Preset: {preset.itemText(index)}", partial(_choose, preset, index)
    yield "Milestones", page.milestones.show


def _choose(box, index: int) -> None:
    box.setCurrentIndex(index)
    box.activated.emit(index)


def draw(window):
    page = window.draw_page
    yield "Draw", partial(window.show_page, page)
    yield from tabs(page.tabs, "Draw")


def train(window):
    page = window.train_page
    yield "Train", partial(window.show_page, page)
    yield "More", page.form.more.toggle
    yield "The code", page.coding.toggle
    yield "The code folded", page.coding.toggle
    for name in ("diagram", "byHand"):
        yield f"{name} in large", partial(page.large.toggle, name)
        yield f"{name} put back", page.large.close_large
    yield "Check one batch", page.check.click
    yield "An epoch replayed", partial(window.session.replay.show, 1)
    yield "The replay ended", window.session.replay.end


def windows(window):
    for name, show in (
        ("About", window.menus._on_about), ("Keys", window.show_keys), ("Words", window.show_words),
        ("Runs", window.show_runs), ("Softmax by hand", window.show_softmax),
        ("Choose a yardstick", window.inspect_page.yardsticks.ask),
    ):  # fmt: skip
        yield name, show
        yield f"{name}, again", show


def files(window):
    import numpy as np

    from engine.digits.bundle import bundled
    from engine.networks.files import save_network

    folder, digits = Path(tempfile.mkdtemp(prefix="inkling-bench-")), bundled().take(np.arange(ROWS))
    table, network = folder / "digits.csv", folder / "network.safetensors"
    np.savetxt(table, np.column_stack([digits.labels, digits.images.reshape(-1, 784)]), "%d", ",")
    save_network(network, window.session.networks.network("shipped"))
    yield f"A table of {ROWS:,} rows opened", partial(window.open_file, table)
    yield "A network opened", partial(window.open_file, network)
    yield "", partial(window.opener.open_bundled, "mnist-20k")
    for _run in range(RUNS - 1):
        yield "", window.train_page.start.click
    yield f"{RUNS} runs", window.show_runs
    yield "", partial(_copy_runs, window)
    yield f"{MANY} runs", window.show_runs
    yield f"A star among {MANY} runs", lambda: window.runs.turn_star(window.runs.entries[0].folder)
    for page in ("trainPage", "inspectPage", "drawPage"):
        yield f"A run opened, {page}", lambda page=page: window.runs.open(window.runs.entries[0].folder, page)


def _copy_runs(window) -> None:
    folder = window.runs.entries[0].folder
    for number in range(MANY - RUNS):
        shutil.copytree(folder, folder.with_name(f"{folder.name} copy {number}"))


def lesson(window):
    yield "The lesson begun", window.lesson.begin
    for step in range(len(window.lesson.lesson.steps)):
        yield f"The lesson's step {step + 1}", partial(window.lesson.go_to, step)
    yield "The lesson closed", window.lesson.close


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--all", action="store_true", help="also what holds nothing up")
    asked = parser.parse_args()
    import torch

    torch.set_num_threads(1)
    from gui.shell.app import make_application
    from gui.shell.main_window import MainWindow
    from gui.work.settings import use_folder

    use_folder(Path(tempfile.mkdtemp(prefix="inkling-bench-")))
    app = make_application(["bench"])
    window = MainWindow()
    window.resize(1366, 768)
    window.show()
    walk = Walk(app, window, asked.words, asked.all)
    app.exec()
    for name, took in sorted(walk.worst.items(), key=lambda item: -item[1])[:TOLD]:
        report.figure(name, took, "ms", BAR)
    report.figure("deeds that hold the window up", sum(took >= BAR for took in walk.worst.values()), most=0)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
