"""What the Code view costs: from the focus of a field to its lines, lit and painted; and a field that changes.

    QT_QPA_PLATFORM=offscreen python tests/bench/code.py

A frame of a usual screen lasts 16.7 ms. Beside it: the same change of a field while the view is folded.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch  # noqa: F401  (before Qt)

from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
from gui.work.settings import use_folder
from tests.bench import report

ROUNDS = 20
FRAME = 16.7  # milliseconds
FIELDS = ("epochs", "hidden", "activation", "learning_rate")


def main() -> None:
    use_folder(Path(tempfile.mkdtemp(prefix="inkling-bench-")))
    app = make_application(["inkling"])
    window = MainWindow()
    window.resize(1920, 1040)
    window.show()
    while window.session.data.digits is None or window.session.tasks.busy:
        app.processEvents()
    page = window.train_page
    folded = [timed(app, lambda rate=rate: change(page, rate)) for rate in rates()]
    page._coding.trigger()
    app.processEvents()
    opened = [timed(app, lambda rate=rate: change(page, rate)) for rate in rates()]
    lit = [timed(app, page.form._editors[name].setFocus) for _ in range(ROUNDS) for name in FIELDS]
    for what, times in (("focus to lit lines", lit), ("a change, code open", opened), ("a change, folded", folded)):
        print(f"{what}: median {1000 * median(times):.1f} ms, most {1000 * max(times):.1f} ms")
        report.figure(what, 1000 * median(times), "ms", FRAME if times is lit else None)
    report.ratios("a change, code open, of folded", opened, folded)
    window.close()


def rates():
    return [f"0.{number:03d}" for number in range(1, ROUNDS + 1)]


def change(page, rate: str) -> None:
    page.form._editors["learning_rate"].setText(rate)


def timed(app, work) -> float:
    """Seconds until all that follows from it is painted."""
    began = time.perf_counter()
    work()
    app.processEvents()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
