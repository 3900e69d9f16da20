"""How soon the Inspect page is filled, how smoothly its grids scroll, and whether its figures are scikit-learn's.

    QT_QPA_PLATFORM=offscreen python tests/bench/inspecting.py [runs]

Times are in milliseconds; of several runs the median and the worst are told. (The file is not called inspect.py: that
would shadow Python's own module.)
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
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from engine.inspection.attribution import speaks_for
from engine.inspection.evaluation import evaluate
from gui.inspect.page import InspectPage
from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
from gui.widgets.parts import Parts
from gui.work.settings import use_folder
from tests.bench import report

EPOCHS = 10
BEAT = 5.0  # milliseconds


def until(app, condition, limit=120.0):
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)  # as a program does: it does not spin


def open_window(app) -> MainWindow:
    """With a network trained for a few epochs."""
    window = MainWindow()
    window.resize(1366, 768)
    window.show()
    until(app, lambda: window.session.data.digits is not None and not window.session.tasks.busy)
    window.train_page.form.reset()
    window.train_page.form.set_values({"epochs": str(EPOCHS)})
    window.train_page.start.click()
    until(app, lambda: not window.session.training.under_way)
    return window


def time_opening(app, window, which: str) -> dict[str, float]:
    """A page made anew each time: from the moment it is shown until its panels are filled and painted."""
    s = window.session
    page = InspectPage(
        s.data, s.networks, s.training, s.my_digits, s.tasks, s.messages, s.drawing, s.yardsticks, Parts()
    )
    page.inspector.choose_network(which)
    page.inspector.choose_images("official")
    page.resize(1280, 700)
    began = time.perf_counter()
    page.show()
    until(app, lambda: page.inspector.found is not None)
    judged = time.perf_counter()
    times = {}
    for index, panel in enumerate(page.panels):
        start = time.perf_counter()
        page.tabs.setCurrentIndex(index)
        panel.grab()
        times[page.tabs.tabText(index)] = 1000 * (time.perf_counter() - start)
    times = {"judged": 1000 * (judged - began), **times, "all": 1000 * (time.perf_counter() - began)}
    page.close()
    page.deleteLater()
    app.processEvents()
    return times


def scroll(app, window) -> tuple[float, float, float]:
    """The heartbeat's intervals, ms, while a grid of 10,000 images scrolls from end to end: median, 99 %, worst."""
    page = window.inspect_page
    page.inspector.choose_network("trained")
    page.inspector.choose_images("official")
    window.pages.setCurrentWidget(page)
    until(app, lambda: page.inspector.found is not None and len(page.inspector.found.evaluation) == 10_000)
    page.tabs.setCurrentWidget(page.errors)
    page.errors.which.setCurrentIndex(2)
    page.errors._on_chosen()
    bar, beats = page.errors.list.verticalScrollBar(), []
    app.processEvents()
    beat = QTimer(interval=int(BEAT), timerType=Qt.TimerType.PreciseTimer)
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    move = QTimer(interval=16, timerType=Qt.TimerType.PreciseTimer)
    move.timeout.connect(lambda: bar.setValue(bar.value() + bar.maximum() // 200))
    beat.start()
    move.start()
    until(app, lambda: bar.value() == bar.maximum())
    beat.stop()
    move.stop()
    intervals = 1000 * np.diff(beats)
    return float(np.median(intervals)), float(np.percentile(intervals, 99)), float(intervals.max())


def check(window) -> None:
    """The figures on the page against scikit-learn's and plain torch's."""
    found = window.inspect_page.inspector.found
    evaluation, network = found.evaluation, found.network
    digits = evaluation.digits
    x = torch.from_numpy(digits.images.reshape(-1, 784)).float() / 255
    logits = network.logits(x.requires_grad_())
    plain = torch.log_softmax(logits, 1).detach().numpy()
    guesses = plain.argmax(1)
    print(f"log-probabilities: at most {np.abs(plain - evaluation.evidence).max():.1e} from plain torch's")
    same = np.array_equal(evaluation.confusion, confusion_matrix(digits.labels, guesses, labels=np.arange(10)))
    print(f"confusion matrix equal to scikit-learn's: {same}")
    figures = precision_recall_fscore_support(digits.labels, guesses, labels=np.arange(10))
    ours = (evaluation.precision, evaluation.recall, evaluation.f_score, evaluation.support)
    print(
        f"recall, precision, F1: at most {max(np.abs(a - b).max() for a, b in zip(figures, ours, strict=True)):.1e} off"
    )
    (gradient,) = torch.autograd.grad(logits[0, 3], x)
    off = np.abs(speaks_for(network, digits.images[0], 3).ravel() - (gradient[0] * x[0]).detach().numpy()).max()
    print(f"gradient times input: at most {off:.1e} from autograd's")


def main(runs: int) -> None:
    use_folder(Path(tempfile.mkdtemp(prefix="inkling-bench-")))
    app = make_application(["bench"])
    window = open_window(app)
    for which in ("trained", "shipped"):
        if window.session.networks.network(which) is None:
            continue
        times = [time_opening(app, window, which) for _ in range(runs)]
        network = window.session.networks.network(which)
        print(f"opening with 10,000 images, {which} {network.spec}: ms, median and worst of {runs}")
        for name in times[0]:
            print(f"  {name:12} {median(run[name] for run in times):7.1f} {max(run[name] for run in times):7.1f}")
        report.figure(f"opening, {which}", median(run["all"] for run in times), "ms")
    intervals = scroll(app, window)
    print(
        "scrolling 10,000 images, heartbeat of 5 ms (ms, median, 99 %, worst): {:.1f} {:.1f} {:.1f}".format(*intervals)
    )
    report.figure("scrolling, heartbeat, 99 %", intervals[1], "ms")
    check(window)
    network, digits = window.inspect_page.inspector.found.network, window.inspect_page.inspector.found.evaluation.digits
    began = time.perf_counter()
    evaluate(network, digits)
    print(f"forward pass of 10,000 images alone: {1000 * (time.perf_counter() - began):.1f} ms")
    for _ in range(runs):
        beginning, cpu = time.perf_counter(), time.process_time()
        bars = window.inspect_page.errors.list.verticalScrollBar()
        frames = 50
        for place in range(frames):
            bars.setValue(place * bars.maximum() // frames)
            app.processEvents()
        spent = time.perf_counter() - beginning, time.process_time() - cpu
        print(
            "one frame of scrolling: {:.1f} ms, {:.1f} ms of them computing".format(*(1000 * s / frames for s in spent))
        )
    window.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
