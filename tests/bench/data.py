"""What the Data page costs, beside numpy: correlating a digit, reading a CSV file, and showing thousands of images.

    QT_QPA_PLATFORM=offscreen python tests/bench/data.py [part ...]

Each part runs in fresh processes; of several runs the median is told. ``MB`` is memory above what the process had.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import report

RUNS = 3
DIGIT = 7
BEAT = 5.0  # milliseconds between two beats of the window's heart


def memory(which: str) -> float:
    """MB of this process: "VmRSS" (now) or "VmHWM" (at most, so far)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(which)) / 1024


def timed(work):
    began, before = time.perf_counter(), memory("VmRSS")
    result = work()
    return {"seconds": time.perf_counter() - began, "MB": memory("VmHWM") - before}, result


# What runs in a process of its own: each prints one JSON object.


def child_correlate_inkling() -> dict:
    from engine.digits.bundle import bundled
    from engine.digits.summary import correlations

    digits = bundled("mnist-60k")
    result, _ = timed(lambda: correlations(digits, DIGIT))
    return result


def child_correlate_numpy() -> dict:
    import numpy as np

    from engine.digits.bundle import bundled

    digits = bundled("mnist-60k")

    def work():
        matrix = np.corrcoef(digits.images[digits.labels == DIGIT].reshape(-1, 784))
        return np.histogram(matrix[np.triu_indices(len(matrix), 1)], 100)

    result, _ = timed(work)
    return result


def window():
    import torch

    torch.set_num_threads(1)
    from PySide6.QtCore import QEventLoop

    from engine.digits.bundle import bundled
    from gui.shell.app import make_application
    from gui.shell.main_window import MainWindow
    from gui.work.settings import use_folder

    use_folder(Path(tempfile.mkdtemp(prefix="inkling-bench-")))
    app = make_application(["bench"])
    made = MainWindow()
    made.resize(1366, 768)
    made.pages.setCurrentWidget(made.data_page)
    made.show()

    def until(condition):
        while not condition():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    until(lambda: made.session.data.digits is not None and not made.session.tasks.busy)
    digits = bundled("mnist-60k")
    made.session.data.set_digits(digits)
    until(lambda: not made.session.tasks.busy)
    return app, made, until


def child_correlate_window() -> dict:
    """From the click on a digit's bar until its matrix is on the screen, and how long the window did not answer."""
    from PySide6.QtCore import Qt, QTimer

    app, made, until = window()
    page = made.data_page
    page.digit.choose(0)  # the panel has been made
    beats, late = [time.perf_counter()], []

    def beat():
        now = time.perf_counter()
        late.append(1000 * (now - beats[-1]) - BEAT)
        beats.append(now)

    heart = QTimer(made, interval=int(BEAT), timerType=Qt.TimerType.PreciseTimer)
    heart.timeout.connect(beat)
    until(lambda: not made.session.tasks.busy)
    heart.start()
    beats[-1] = time.perf_counter()

    def work():
        page.show_digit(DIGIT)
        until(lambda: page.digit.matrix.values() is not None)
        made.repaint()
        app.processEvents()

    result, _ = timed(work)
    made.close()
    return {**result, "longest wait, ms": max(late)}


def child_read_inkling() -> dict:
    from engine.digits import read

    result, _ = timed(lambda: read(sys.argv[2]))
    return result


def child_read_numpy() -> dict:
    import numpy as np

    result, _ = timed(lambda: np.loadtxt(sys.argv[2], np.uint8, delimiter=","))
    return result


def child_read_floats() -> dict:
    import numpy as np

    result, _ = timed(lambda: np.loadtxt(sys.argv[2], delimiter=","))
    return result


def child_scroll() -> dict:
    """Frames of the grid while 60,000 images go by."""
    from gui.widgets.digit_grid import DigitGrid

    app, made, _ = window()
    grid = DigitGrid(scale=2)
    grid.resize(1000, 700)
    grid.show()
    images, labels = made.session.data.digits.images, made.session.data.digits.labels
    began = time.perf_counter()
    grid.set_images(images, lambda index: str(labels[index]))
    app.processEvents()
    shown, frames = 1000 * (time.perf_counter() - began), []
    bar = grid.verticalScrollBar()
    for value in range(0, bar.maximum(), bar.maximum() // 300):
        began = time.perf_counter()
        bar.setValue(value)
        app.processEvents()
        frames.append(1000 * (time.perf_counter() - began))
    made.close()
    return {"shown, ms": shown, "frame, ms": median(frames), "slowest frame, ms": max(frames)}


# The parts


def child(name: str, *arguments: str) -> dict:
    runs = []
    for _ in range(RUNS):
        made = subprocess.run(
            [sys.executable, __file__, f"child_{name}", *arguments], capture_output=True, text=True, check=True
        )
        runs.append(json.loads(made.stdout.splitlines()[-1]))
    return {key: median(run[key] for run in runs) for key in runs[0]}


def tell(name: str, figures: dict) -> None:
    print(f"  {name:36}" + "  ".join(f"{key} {value:,.3g}" for key, value in figures.items()), flush=True)


def compared(name: str, ours: dict, theirs: dict) -> None:
    """Times and memory as ratios, of what NumPy does with the same."""
    for key in ours.keys() & theirs.keys():
        report.figure(f"{name}: {key}, of NumPy's", ours[key] / theirs[key])


def correlate() -> None:
    print(f"every pair of the 6,265 images of {DIGIT}, and the histogram of their correlations")
    plain, own, window = (child(f"correlate_{which}") for which in ("numpy", "inkling", "window"))
    tell("numpy (corrcoef, triu, histogram)", plain)
    tell("Inkling, without a window", own)
    tell("Inkling, click to screen", window)
    compared("correlate", own, plain)
    report.figure("correlate: longest wait", window["longest wait, ms"], "ms")


def read() -> None:
    import numpy as np

    from engine.digits.bundle import bundled

    for name in ("mnist-20k", "mnist-60k"):
        digits = bundled(name)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "digits.csv"
            np.savetxt(path, np.column_stack([digits.labels, digits.images.reshape(-1, 784)]), "%d", ",")
            print(f"a CSV file of {len(digits):,} rows, {path.stat().st_size / 1e6:.0f} MB")
            whole, own = child("read_numpy", str(path)), child("read_inkling", str(path))
            tell("numpy.loadtxt, uint8", whole)
            if name == "mnist-20k":
                tell("numpy.loadtxt, floats (the lesson)", child("read_floats", str(path)))
            tell("Inkling, checks included", own)
            compared(f"a table of {name}", own, whole)


def scroll() -> None:
    print("60,000 images in a grid, scrolled from the first to the last")
    figures = child("scroll")
    tell("Inkling", figures)
    for key, value in figures.items():
        report.figure(f"scroll: {key.removesuffix(', ms')}", value, "ms")


PARTS = {"correlate": correlate, "read": read, "scroll": scroll}


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1].startswith("child_"):
        print(json.dumps(globals()[sys.argv[1]]()))
        return
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
