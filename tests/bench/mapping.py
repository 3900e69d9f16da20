"""How soon a map is there, how smoothly it zooms and moves, how fast it answers the pen, and what t-SNE takes.

    QT_QPA_PLATFORM=offscreen python tests/bench/mapping.py [pca|pan|draw|tsne|components ...]

Times are in milliseconds unless said otherwise; of several runs the median and the worst are told.
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
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from gui.data.page import COMPONENTS
from gui.inspect.map_choices import ALL_LAYERS
from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
from gui.work.settings import use_folder
from tests.bench import report

RUNS = 7
BEAT = 5  # milliseconds
PARTS = ("pca", "pan", "draw", "components", "tsne")


class Heart(QObject):
    """How late a timer of 5 ms is, in the GUI thread, while it beats."""

    def __init__(self) -> None:
        super().__init__()
        self._beats: list[float] = []
        self._timer = QTimer(self, interval=BEAT, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._beats.append(time.perf_counter()))

    def __enter__(self) -> Heart:
        self._beats.clear()
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.stop()

    def lateness(self) -> str:
        late = 1000 * np.diff(self._beats) - BEAT
        return f"late by {np.percentile(late, 99):.1f} (99 %), {late.max():.1f} (worst of {len(late)})"


class Painted(QObject):
    """When a map has been painted last with its points."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self._widget, self.at, self.drawing = widget, 0.0, None
        self._paint = widget.paintEvent
        widget.paintEvent = self._watched

    def _watched(self, event) -> None:
        self._paint(event)
        if self._widget._marks is not None:
            self.at, self.drawing = time.perf_counter(), self._widget.drawing()


def until(app, condition, limit=300.0):
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def told(name: str, times: list[float]) -> None:
    print(f"{name}: {median(times):.1f} (worst {max(times):.1f} of {len(times)})")
    report.figure(name, median(times), "ms")


def open_map(app):
    """The window with the lesson's network after two epochs, and its map."""
    window = MainWindow()
    window.resize(1366, 728)
    window.show()
    until(app, lambda: window.session.data.digits is not None and not window.session.tasks.busy)
    window.train_page.form.set_values({"epochs": "2"})
    window.train_page.start.click()
    until(app, lambda: not window.session.training.under_way)
    page = window.inspect_page
    window.show_page(page)
    until(app, lambda: page.inspector.found is not None)
    return window, page, page.map


def choose(box, data) -> None:
    index = box.findData(data)
    assert index >= 0, data
    box.setCurrentIndex(index)
    box.activated.emit(index)


def seen(painted: list[Painted], since: float) -> bool:
    return all(one.at > since for one in painted)


def moved(painted: list[Painted], before: list[object]) -> bool:
    """Whether the star is painted at another place."""
    return all(one.drawing is not old for one, old in zip(painted, before, strict=True))


def settled(app, panel) -> bool:
    return all(panel.made_of(place) is not None for place in range(len(panel.grid.maps))) and not panel._stale


def time_pca(app, window, page, panel) -> None:
    """From the click to the end of the paint event that shows the points; nothing is remembered from before."""
    for which in ("trained", "shipped"):
        page.inspector.choose_network(which)
        until(app, lambda: page.inspector.found is not None and not page.inspector.busy)
        page.inspector.choose_images("official" if which == "shipped" else "test")
        until(app, lambda: not page.inspector.busy)
        page.tabs.setCurrentWidget(panel)
        choose(panel.choices.count, 2_000)
        until(app, lambda: settled(app, panel))
        for layer in (0, 1, panel.choices.layer.count() - 2, ALL_LAYERS):
            times, heart = [], Heart()
            with heart:
                for _run in range(RUNS):
                    panel.maker._made.clear()
                    began = time.perf_counter()
                    choose(panel.choices.layer, layer)
                    painted = [Painted(one) for one in panel.grid.maps]
                    until(app, lambda since=began, maps=painted: seen(maps, since) and settled(app, panel))
                    times.append(1000 * (max(one.at for one in painted) - began))
            told(f"{which}, layer {layer}, 2,000 images, click to screen", times)
            print(f"    {heart.lateness()}")


def time_panning(app, window, page, panel) -> None:
    page.tabs.setCurrentWidget(panel)
    page.inspector.choose_network("shipped")
    page.inspector.choose_images("official")
    until(app, lambda: not page.inspector.busy and len(page.inspector.found.evaluation) == 10_000)
    choose(panel.choices.layer, 1)
    for size in ((1366, 728), (1920, 1040)):
        window.resize(*size)
        for points in ("marks", "names", "images"):
            choose(panel.choices.count, 10_000)
            choose(panel.choices.points, points)
            until(app, lambda: settled(app, panel))
            one, frames = panel.grid.maps[0], []
            one.repaint()
            for step in range(60):
                began = time.process_time()
                if step % 2:
                    one._zoom(1.05 if step < 30 else 1 / 1.05, QPointF(400, 200))
                else:
                    one._view, one._own_view = one._view.moved(9, 5), True
                one.repaint()
                frames.append(1000 * (time.process_time() - began))
            one.show_all()
            told(f"10,000 {points} at {size[0]} x {size[1]}, a frame, CPU", frames)


def time_drawing(app, window, page, panel) -> None:
    """From an event of the mouse on the canvas to the end of the paint event with the star at its new place."""
    page.tabs.setCurrentWidget(panel)
    for which in ("trained", "shipped"):
        page.inspector.choose_network(which)
        until(app, lambda: page.inspector.found is not None and not page.inspector.busy)
        for layer in (0, panel.choices.layer.count() - 2, ALL_LAYERS):
            choose(panel.choices.layer, layer)
            until(app, lambda: settled(app, panel))
            panel.drawing_here.setChecked(True)
            until(app, lambda: not window.session.tasks.busy)
            canvas, times = panel.side.canvas, []
            painted = [Painted(one) for one in panel.grid.maps]
            left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

            def mouse(kind, x, button, held, canvas=canvas):
                place = canvas.from_canvas(x, 60 + x / 2)
                where = QPointF(canvas.mapToGlobal(place.toPoint()))
                QApplication.sendEvent(
                    canvas, QMouseEvent(kind, place, where, button, held, Qt.KeyboardModifier.NoModifier)
                )

            mouse(QEvent.Type.MouseButtonPress, 40, left, left)
            for x in range(44, 240, 4):
                for _round in range(5):  # what the move before is still asking for
                    app.processEvents()
                began = time.perf_counter()
                before = [one.drawing for one in painted]
                mouse(QEvent.Type.MouseMove, x, none, left)
                until(app, lambda maps=painted, old=before: moved(maps, old))
                times.append(1000 * (max(one.at for one in painted) - began))
            mouse(QEvent.Type.MouseButtonRelease, 240, left, none)
            window.session.drawing.clear()
            told(f"{which}, layer {layer}: pen to point", times)


def time_components(app, window, page, panel) -> None:
    data, heart = window.data_page, Heart()
    window.show_page(data)
    with heart:
        began = time.perf_counter()
        data.tabs.setCurrentIndex(COMPONENTS)
        until(app, lambda: data.components._found is not None)
        data.components.grid.grab()
        print(f"components of 20,000 images: {1000 * (time.perf_counter() - began):.0f}")
    print(f"    {heart.lateness()}")
    times = []
    for stop in range(data.components.slider.maximum() + 1):
        began = time.process_time()
        data.components.slider.setValue(stop)
        data.components.rebuilt.repaint()
        times.append(1000 * (time.process_time() - began))
    told("an image rebuilt at another stop of the slider, CPU", times)
    window.show_page(page)


def time_tsne(app, window, page, panel) -> None:
    page.tabs.setCurrentWidget(panel)
    page.inspector.choose_network("trained")
    until(app, lambda: page.inspector.found is not None and not page.inspector.busy)
    choose(panel.choices.count, 2_000)
    choose(panel.choices.layer, 0)
    choose(panel.choices.method, "tsne")
    heart = Heart()
    with heart:
        began = time.perf_counter()
        estimate = panel.maker.estimate(30)
        panel.tsne.compute.click()
        until(app, lambda: settled(app, panel))
        took = time.perf_counter() - began
    print(f"t-SNE of 2,000 images' pixels: {took:.1f} s, estimated {estimate:.1f} s")
    print(f"    {heart.lateness()}")


def main() -> None:
    parts = sys.argv[1:] or PARTS
    use_folder(Path(tempfile.mkdtemp(prefix="inkling-bench-")))
    app = make_application(["bench"])
    window, page, panel = open_map(app)
    work = {
        "pca": time_pca, "pan": time_panning, "draw": time_drawing, "components": time_components, "tsne": time_tsne,
    }  # fmt: skip
    for part in parts:
        work[part](app, window, page, panel)
    window.close()


if __name__ == "__main__":
    main()
