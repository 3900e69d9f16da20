"""What the live diagram costs: the heartbeat and an epoch while it is open in large, and how soon it follows the pen.

    QT_QPA_PLATFORM=offscreen python tests/bench/flowing.py [--quick] [part ...]

Each part runs in fresh processes; of several runs the median is told. Times are milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from window import Heartbeat, draw_something, open_window, percentiles, until

from tests.bench.report import bar, tell

SIZES = {"large": (1920, 1040), "usual": (1366, 768)}


def opened(kind: str):
    """The window with the diagram in large and a drawing; "closed": without the diagram."""
    app, window = open_window()
    window.resize(*SIZES["usual" if kind == "closed" else kind])
    until(app, lambda: window.session.data.digits is not None and not window.session.tasks.busy)
    draw_something(window)
    if kind != "closed":
        window.train_page.flows.choose("drawing")
        window.train_page.large.toggle("diagram")
    app.processEvents()
    return app, window


def child_closed() -> dict:
    return _trained("closed")


def child_usual() -> dict:
    return _trained("usual")


def child_large() -> dict:
    return _trained("large")


def _trained(kind: str) -> dict:
    app, window = opened(kind)
    window.train_page.form.reset()
    window.train_page.start.click()
    heart = Heartbeat(window)
    training = window.session.training

    def look() -> None:
        if not training.under_way:
            app.quit()

    training.changed.connect(look)
    app.exec()
    result = {**percentiles(heart.late), "epoch": 1000 * float(median(training.run.history.seconds[2:]))}
    window.close()
    return result


def child_pen() -> dict:
    return _pen(False)


def child_pen_training() -> dict:
    return _pen(True)


def _pen(training: bool) -> dict:
    """From the event of the pen to the end of the diagram's paint event."""
    import numpy as np
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    from gui.train.diagram.flow_view import FlowView

    painted: list = [None]
    paint = FlowView.paintEvent

    def noted(self, event):
        paint(self, event)
        painted[0] = None if self.flow() is None else self.flow().image

    FlowView.paintEvent = noted
    app, window = opened("large")
    if training:
        window.train_page.form.set_values({"epochs": "100000"})
        window.train_page.start.click()
    large = window.train_page.large.view("diagram")
    until(app, lambda: large.view.flow() is not None)
    canvas, times, drawing = large.canvas, [], window.session.drawing
    for stroke in range(6):
        turn, side = np.linspace(0, 5 + stroke, 100), min(canvas.width(), canvas.height())
        points = [QPoint(int(side * (0.5 + 0.3 * np.sin(t))), int(side * (0.5 - 0.35 * np.cos(t / 1.3)))) for t in turn]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            before, began = drawing.image, time.perf_counter()
            QTest.mouseMove(canvas, point)
            until(app, lambda before=before: drawing.image is not before and painted[0] is drawing.image)
            times.append(1000 * (time.perf_counter() - began))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=points[-1])
        drawing.clear()
        app.processEvents()
    window.close()
    at50, at99 = np.percentile(times, [50, 99])
    return {"median": float(at50), "99 %": float(at99), "worst": max(times)}


def child_cost() -> dict:
    """Processor time of one look at a flow: computing it, choosing what is drawn, painting."""
    from engine.inspection.flow import flow

    app, window = opened("large")
    view, flows = window.train_page.large.view("diagram").view, window.train_page.flows
    until(app, lambda: flows.flow() is not None)
    network, images = flows.flow().network, window.session.data.digits.images

    def cost(work, times: int = 60) -> float:
        began = time.process_time()
        for turn in range(times):
            work(turn)
        return 1000 * (time.process_time() - began) / times

    def look(turn: int) -> None:
        view.show_flow(flow(network, images[turn]), network.spec.names)
        view.repaint()

    result = {
        "flow": cost(lambda turn: flow(network, images[turn])),
        "flow, choice, painting": cost(look),
        "painting": cost(lambda _turn: view.repaint()),
    }
    window.close()
    return result


def child(name: str) -> dict:
    done = subprocess.run(
        [sys.executable, __file__, "--child", name], env=os.environ, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def heartbeat(runs: int) -> None:
    found: dict[str, list[dict]] = {kind: [] for kind in ("closed", "usual", "large")}
    for _ in range(runs):
        for kind, results in found.items():
            results.append(child(kind))
    told = {kind: tell(f"lesson trains, diagram {kind}", results) for kind, results in found.items()}
    for kind in ("usual", "large"):
        bar(f"{kind}: late, 99 %, ms", told[kind]["99 %"], 16)
        bar(f"{kind}: epoch, of that with it closed", told[kind]["epoch"] / told["closed"]["epoch"], 1.25)


def pen(runs: int) -> None:
    for name, what in (("pen", "pen to diagram"), ("pen_training", "pen to diagram while it trains")):
        bar(f"{what}, 99 %, ms", tell(what, [child(name) for _ in range(runs)])["99 %"], 16)


def cost(runs: int) -> None:
    tell("processor time at 1920 x 1040", [child("cost") for _ in range(runs)])


PARTS = {"heartbeat": heartbeat, "pen": pen, "cost": cost}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="one run of each")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(json.dumps(globals()[f"child_{arguments.child}"]()))
        return
    for part in arguments.parts:
        PARTS[part](1 if arguments.quick else 5)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
