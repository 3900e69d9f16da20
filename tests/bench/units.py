"""How soon it is seen what a cut unit costs, and how long the window is held up by it.

    QT_QPA_PLATFORM=offscreen python tests/bench/units.py [cuts]

A unit of the first layer, where all that follows is computed anew, is cut by the keyboard: on 10,000 images, of the
lesson's network and of the one that ships. Seconds from the key to the sentence on the tab, median and worst; then the
processor's seconds of one cut, and by how much a heartbeat of 5 ms came too late meanwhile. Last, what it takes to find
out what the units answer, and which of them are least useful.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path[0] = str(Path(__file__).resolve().parents[2])
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import torch

torch.set_num_threads(1)

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from engine.inspection.activity import activity
from engine.inspection.least_useful import least_useful
from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
from gui.work.settings import use_folder
from tests.bench import report

BEAT = 5.0  # milliseconds
EPOCHS = 10


def until(app, condition, limit: float = 300.0) -> None:
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def open_window(app) -> MainWindow:
    """With the lesson's network after a few epochs, and the Units tab in front."""
    window = MainWindow()
    window.resize(1366, 768)
    window.show()
    until(app, lambda: window.session.data.digits is not None and not window.session.tasks.busy)
    window.train_page.form.reset()
    window.train_page.form.set_values({"epochs": str(EPOCHS)})
    window.train_page.start.click()
    until(app, lambda: not window.session.training.under_way)
    window.show_page(window.inspect_page)
    window.inspect_page.tabs.setCurrentWidget(window.inspect_page.units)
    return window


def is_seen(window, network) -> bool:
    """Whether the tab shows the units of this network on the 10,000 images."""
    found, examined = window.inspect_page.inspector.found, window.inspect_page.examining.examined
    if found is None or examined is None or window.session.tasks.busy:
        return False
    return found.images == "official" and examined.network is network


def cut(app, window, which: str, cuts: int) -> None:
    page, panel = window.inspect_page, window.inspect_page.units
    page.inspector.choose_network(which)
    page.inspector.choose_images("official")
    network = window.session.networks.network(which)
    until(app, lambda: is_seen(window, network))
    times, beats = [], []
    beat = QTimer(interval=int(BEAT), timerType=Qt.TimerType.PreciseTimer)
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    beat.start()
    before = time.process_time()
    for unit in range(cuts):
        panel.grid.set_current(unit)
        shown, began = page.inspector.found, time.perf_counter()
        QTest.keyClick(panel.grid, Qt.Key.Key_Space)
        until(app, lambda: page.inspector.found is not shown and "→" in panel.cost.accuracy.text())  # noqa: B023
        panel.grab()
        times.append(time.perf_counter() - began)
    beat.stop()
    computed = (time.process_time() - before) / cuts
    late = 1000 * np.diff(beats) - BEAT
    print(f"{which} {network.spec}: {panel.cost.accuracy.text()}")
    print(f"  from the key to the sentence: {median(times):.3f} s, at worst {max(times):.3f} s")
    print(f"  computing: {computed:.3f} s a cut, of which drawing the tab is a part")
    report.figure(f"{which}: from the key to the sentence", median(times), "s")
    report.figure(f"{which}: computing a cut", computed, "s")
    print(f"  heartbeat late by {np.percentile(late, 99):.1f} ms in 99 %, at worst {late.max():.1f} ms")
    page.cutting.restore_all()
    until(app, lambda: not window.session.tasks.busy)
    digits = page.inspector.found.evaluation.digits
    for name, work in (("what the units answer", activity), ("the least useful units", least_useful)):
        began, before = time.perf_counter(), time.process_time()
        work(network, digits)
        print(f"  {name}: {time.perf_counter() - began:.2f} s, computing {time.process_time() - before:.2f} s")


def main(cuts: int) -> None:
    use_folder(Path(tempfile.mkdtemp(prefix="inkling-bench-")))
    app = make_application(["bench"])
    window = open_window(app)
    for which in ("trained", "shipped"):
        cut(app, window, which, cuts)
    window.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
