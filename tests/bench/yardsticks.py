"""What fitted yardsticks cost the window: how soon the bars follow the pen beside them, and how late its heartbeat is.

    QT_QPA_PLATFORM=offscreen python tests/bench/yardsticks.py [strokes]

All on the real window, with the five kinds as they are by default, fitted to 18,000 images. Milliseconds of the wall
unless it says seconds. "bars": from a move of the pen to the end of the bars' paint event, with the table folded away
and with it open. "table": from the last move until what it says is about the whole drawing. "late": how much later
than 5 ms the window's timer comes while each is fitted and judges 2,000 images, at the 99th percentile and at worst.
The bars are to be painted within 8 ms, and the heartbeat is to be late by 16 ms at most.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

MOVES, EVERY = 60, 8  # of a stroke; milliseconds


def main(strokes: int) -> None:
    import torch  # noqa: F401  in here, for each process of a yardstick reads this file again

    # isort: split
    from PySide6.QtCore import QTimer

    from gui.shell.app import make_application
    from gui.shell.main_window import MainWindow
    from gui.work.settings import use_folder

    use_folder(Path(tempfile.mkdtemp(prefix="inkling-bench-")))
    app = make_application(["bench"])
    window = MainWindow()
    window.resize(1366, 768)
    window.show()
    bench = Bench(app, window, strokes)
    QTimer.singleShot(0, bench.next)
    app.exec()


class Bench:
    def __init__(self, app, window, strokes: int) -> None:
        from PySide6.QtCore import Qt, QTimer

        from gui.widgets.evidence_bars import EvidenceBars

        self.app, self.window, self.page, self.strokes = app, window, window.draw_page, strokes
        self.yardsticks, self.inspector = window.session.yardsticks, window.inspect_page.inspector
        self.steps = self.course()
        self.moved, self.took, self.lates = 0.0, [], []
        self.beat = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=5)
        self.beat.timeout.connect(self.on_beat)
        self.last = time.perf_counter()
        paint = EvidenceBars.paintEvent

        def painted(bars, event) -> None:
            paint(bars, event)
            if self.moved and bars is self.page.bars:
                self.took.append(time.perf_counter() - self.moved)
                self.moved = 0.0

        EvidenceBars.paintEvent = painted
        self.beat.start()

    def on_beat(self) -> None:
        now = time.perf_counter()
        self.lates.append(now - self.last - 0.005)
        self.last = now

    def next(self) -> None:
        """Go on with the course, which says after how many milliseconds to come back."""
        from PySide6.QtCore import QTimer

        wait = next(self.steps, None)
        if wait is None:
            self.window.close()
            self.app.quit()
        else:
            QTimer.singleShot(wait, self.next)

    def course(self):
        from engine.experiments.yardsticks.recipes import KINDS, label
        from tests.bench import report

        while self.window.session.data.digits is None or self.window.session.tasks.busy:
            yield 20
        self.window.show_page(self.window.inspect_page)
        yield 500
        for kind in KINDS.values():
            self.lates.clear()
            began, before = time.perf_counter(), len(self.yardsticks.names())
            self.yardsticks.fit(kind.recipe())
            while len(self.yardsticks.names()) == before:
                yield 20
            fitted = time.perf_counter()
            while self.inspector.busy or self.inspector.stale:
                yield 20
            late, judged = [1000 * one for one in sorted(self.lates)], time.perf_counter() - fitted
            name, middle = label(kind.recipe()), late[len(late) * 99 // 100]
            print(f"{name:42} fitted in {fitted - began:.1f} s, judged in {judged:.1f} s", end="; ")
            print(f"late {middle:.1f}, at worst {late[-1]:.1f}", flush=True)
            report.figure(f"{name}: late, 99 %", middle, "ms", 16)
        self.window.show_page(self.page)
        yield 500
        for is_open in (False, True, False, True):
            self.page.evidence.said.set_open(is_open)
            self.took.clear()
            tables, cpu = [], 0.0
            for _stroke in range(self.strokes):
                begin = time.thread_time()
                yield from self.stroke()
                cpu += time.thread_time() - begin
                ended = time.perf_counter()
                while is_open and not (self.page.evidence.said.table.isEnabled()):
                    yield 2
                tables.append(time.perf_counter() - ended)
                self.window.session.drawing.clear()
                yield 100
            took, words = sorted(self.took), "open" if is_open else "folded away"
            each = 1000 * cpu / self.strokes / MOVES
            middle, most = 1000 * took[len(took) // 2], 1000 * took[len(took) * 99 // 100]
            print(
                f"{words:12} {each:.2f} of the window's thread for each move; bars {middle:.1f}, 99th {most:.1f}",
                end="",
            )
            report.figure(f"bars, table {words}, 99 %", most, "ms", 8)
            print(f"; table {1000 * sorted(tables)[len(tables) // 2]:.0f}" if is_open else "", flush=True)

    def stroke(self):
        from math import cos, sin

        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        canvas = self.page.canvas
        side = min(canvas.width(), canvas.height())
        points = [
            QPoint(int(side * (0.5 + 0.3 * cos(k / 10))), int(side * (0.5 + 0.3 * sin(k / 7)))) for k in range(MOVES)
        ]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            self.moved = time.perf_counter()
            QTest.mouseMove(canvas, point)
            yield EVERY
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=points[-1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
