"""How soon bad input on the canvas is answered: by a verdict, or by a sentence.

    QT_QPA_PLATFORM=offscreen python tests/bench/drawing.py [runs]

All in one process, on the real window. Times are milliseconds of the wall, the median of the runs. "told": until there
is a sentence; "answer": until the bars are painted. The bar for the first of the two is 200 ms. "hold-up": the longest
time for which the window could not do anything else.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import torch  # noqa: F401  before Qt

# isort: split
import numpy as np
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from gui.draw.pasting import NO_PICTURE
from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
from gui.widgets.evidence_bars import EvidenceBars
from gui.work.settings import use_folder

BAR = 200.0
SIZE = (5184, 3888)  # 20 megapixels
POINTS = 10_000


class Watch:
    """Counts the bars' paint events, and notes the longest turn of the event loop."""

    def __init__(self, bars: EvidenceBars) -> None:
        self.bars, self.painted = bars, 0
        paint = EvidenceBars.paintEvent

        def counted(bars, event) -> None:
            paint(bars, event)
            self.painted += 1

        EvidenceBars.paintEvent = counted

    def run(self, app, act: Callable[[], object], told: list[str]) -> dict[str, float]:
        """``act()``, and then events until the bars are painted, or it was said that there is nothing to judge."""
        before, began = self.painted, time.perf_counter()
        act()
        held = heard = time.perf_counter() - began
        answered = None
        while answered is None and time.perf_counter() - began < 10 and NO_PICTURE not in told:
            turn = time.perf_counter()
            app.processEvents()
            held = max(held, time.perf_counter() - turn)
            if self.painted > before and self.bars.winner() is not None:
                answered = time.perf_counter() - began
        result = {"hold-up": 1000 * held}
        if told:
            result["told"] = 1000 * heard
        if answered is not None:
            result["answer"] = 1000 * answered
        return result


def strokes() -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    turn = np.linspace(0, 80, POINTS)
    rows = np.stack([np.where(np.arange(POINTS) % 2, 0, 280), np.linspace(0, 280, POINTS)], axis=1)
    return {
        "a single dot": np.array([[140.0, 140.0]]),
        "10,000 points, a coil": np.stack([140 + 100 * np.sin(turn), 140 + 100 * np.cos(turn)], axis=1),
        "10,000 points, anywhere on the canvas": random.uniform(0, 280, (POINTS, 2)),
        "10,000 points, in and out thousands of times": random.uniform(-100, 380, (POINTS, 2)),
        "10,000 points, all over the canvas": rows,
        "points far outside": np.vstack([[140, 140], random.uniform(-1e9, 1e9, (100, 2))]),
    }


def pictures(folder: Path) -> dict[str, QMimeData]:
    """A 7 on grainy paper, and on perfect paper, as files; the same as an image on the clipboard; and no picture."""
    found = {}
    for name, grain in (("grainy", 12), ("clean", 1)):
        image = photograph(grain)
        for ending in ("png", "jpg"):
            path = folder / f"{name}.{ending}"
            image.save(str(path), quality=90 if ending == "jpg" else -1)
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path))])
            found[f"20 megapixels, {name} {ending.upper()} ({path.stat().st_size / 1e6:.1f} MB)"] = data
    pasted, text = QMimeData(), QMimeData()
    pasted.setImageData(photograph(12))
    text.setText("seven")
    return {
        **found,
        "20 megapixels on the clipboard": pasted,
        "clipboard with text": text,
        "empty clipboard": QMimeData(),
    }


def photograph(grain: int) -> QImage:
    width, height = SIZE
    paper = np.full((height, width, 4), 225, np.uint8)
    paper[600:800, 1500:3500, :3] = 40
    for row in range(800, 3400):
        left = 3300 - (row - 800) * 4 // 10
        paper[row, left : left + 200, :3] = 40
    paper[..., :3] += np.random.default_rng(0).integers(0, grain, (height, width, 1), np.uint8)
    return QImage(paper.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def tell(name: str, runs: list[dict[str, float]]) -> None:
    middle = {key: median(run[key] for run in runs if key in run) for key in runs[0]}
    first = min(middle.get("told", np.inf), middle.get("answer", np.inf))
    words = ", ".join(f"{key} {value:.0f}" for key, value in middle.items())
    print(f"{name:48} {words}; {'met' if first <= BAR else 'NOT MET'}", flush=True)


def main(runs: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="inkling-bench-"))
    use_folder(folder)
    app = make_application(["bench"])
    window = MainWindow()
    watch = Watch(window.draw_page.bars)
    window.resize(1366, 768)
    window.pages.setCurrentWidget(window.draw_page)
    window.show()
    while window.session.data.digits is None or window.session.tasks.busy:
        app.processEvents()
    drawing, page = window.session.drawing, window.draw_page
    told: list[str] = []
    page.told.connect(told.append)
    window.session.messages.failed.connect(told.append)

    def fresh() -> None:
        drawing.clear()
        settled = time.perf_counter() + 0.1
        while time.perf_counter() < settled:
            app.processEvents()
        told.clear()

    def at_once(points: np.ndarray) -> None:
        drawing.begin(*points[0])
        drawing.extend(points[1:])
        drawing.end()

    def paste(data: QMimeData) -> None:
        QGuiApplication.clipboard().setMimeData(copy(data))
        page.pasting.paste()

    for name, points in strokes().items():
        found = []
        for _ in range(runs):
            fresh()
            found.append(watch.run(app, lambda points=points: at_once(points), told))
        tell(name, found)
    for name, data in pictures(folder).items():
        found = []
        for _ in range(runs):
            fresh()
            found.append(watch.run(app, lambda data=data: paste(data), told))
        tell(name, found)
    QGuiApplication.clipboard().clear()
    window.close()
    app.processEvents()


def copy(data: QMimeData) -> QMimeData:
    """The clipboard owns what it is given."""
    made = QMimeData()
    if data.hasUrls():
        made.setUrls(data.urls())
    if data.hasImage():
        made.setImageData(data.imageData())
    if data.hasText() and not data.hasUrls():
        made.setText(data.text())
    return made


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
