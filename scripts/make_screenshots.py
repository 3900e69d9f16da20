"""The README's pictures: the real window, driven as a person would, without a screen. Run by: make screenshots

What it trains and draws is the same each time; the seconds that the window tells are this machine's.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch  # before Qt

torch.set_num_threads(1)

import numpy as np
from PIL import Image
from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from engine.experiments.yardsticks.recipes import Forest, Machine, Neighbours
from engine.files import RESOURCES
from engine.handwriting.ink import CANVAS
from engine.training.by_hand import PHASES
from gui.canvas.canvas import Canvas
from gui.compare.sides import YARDSTICKS
from gui.data.page import COMPONENTS
from gui.draw.page import PICTURE
from gui.inspect.map_choices import ALL_LAYERS
from gui.lesson.first_offer import KEY as OFFERED
from gui.look import theme
from gui.model.networks import SHIPPED, TRAINED
from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
from gui.work.settings import remember, use_folder
from scripts.paper_photograph import photograph

FOLDER = RESOURCES / "screenshots"
SIZE = 1180, 760
LESSON_SIZE = 1366, 768
LESSON_STEPS = "first-digit", "a-row-of-the-file", "the-misnomer", "one-step-by-hand", "too-small-to-hold"
PATIENCE = 300.0  # seconds for any one step
LARGEST = 150_000  # bytes

# A nine that is not quite closed, so that the network has some evidence for a four. In shares of the canvas, the points
# that draw the pen on; it goes through the doubled one and past the others.
NINE = ((0.48, 0.20), (0.396, 0.115), (0.29, 0.17), (0.26, 0.42), (0.42, 0.56), (0.62, 0.46), (0.69, 0.26),
        (0.71, 0.14), (0.71, 0.14), (0.70, 0.46), (0.66, 0.70), (0.58, 0.90))  # fmt: skip


FORTY_TWO = (
    ((0.24, 0.24), (0.20, 0.36), (0.13, 0.54), (0.13, 0.54), (0.26, 0.55), (0.43, 0.53)),
    ((0.35, 0.40), (0.35, 0.54), (0.33, 0.76)),
    ((0.56, 0.36), (0.60, 0.24), (0.72, 0.22), (0.80, 0.33), (0.74, 0.50), (0.55, 0.75), (0.55, 0.75), (0.70, 0.74),
     (0.87, 0.74)),
)  # fmt: skip


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="inkling-screenshots-") as folder:
        use_folder(Path(folder))
        remember({OFFERED: "1"})  # the lesson
        app = make_application(["inkling"])
        window = MainWindow()
        window.resize(*SIZE)
        window.show()
        _until(lambda: window.session.data.digits is not None)
        _race(window)
        _train(window)
        _draw(window)
        for page in window.made_pages():
            _photograph(app, window, page, page.objectName().removesuffix("Page"))
        _draw_number(window)
        _photograph(app, window, window.draw_page, "number")
        _draw_again(window)
        _replay(window)
        _photograph(app, window, window.train_page, "replay")
        _show_map(window)
        _photograph(app, window, window.inspect_page, "map")
        _show_reliability(window)
        _photograph(app, window, window.inspect_page, "reliability")
        _show_components(window)
        _photograph(app, window, window.data_page, "components")
        _fit_yardsticks(window)
        _photograph(app, window, window.inspect_page, "who-else")
        _show_code(window)
        _photograph(app, window, window.train_page, "code")
        _show_large(window)
        _photograph(app, window, window.train_page, "diagram")
        _do_by_hand(window)
        _photograph(app, window, window.train_page, "by-hand")
        _photograph_softmax(app, window)
        _measure(window)
        _photograph(app, window, window.compare_page, "yardsticks")
        _cut_units(window)
        _photograph(app, window, window.inspect_page, "units")
        _paste(window)
        _photograph(app, window, window.draw_page, "picture")
        _photograph_lesson(app, window)
        window.close()


def _race(window: MainWindow) -> None:
    """The first comparison that the Compare page offers."""
    page = window.compare_page
    window.pages.setCurrentWidget(page)
    QTest.mouseClick(page.start, Qt.MouseButton.LeftButton)
    _until(lambda: not page.controller.running)


def _measure(window: MainWindow) -> None:
    """Every yardstick beside that comparison, with three of its seeds."""
    page = window.compare_page
    window.pages.setCurrentWidget(page)
    window.train_page.form.reset()  # the same images as those of the comparison
    page.tabs.setCurrentIndex(YARDSTICKS)
    page.yardsticks.form.seeds.setValue(3)
    _until(lambda: page.start.isEnabled())
    QTest.mouseClick(page.start, Qt.MouseButton.LeftButton)
    _until(lambda: not page.yardsticks.controller.running)


def _train(window: MainWindow) -> None:
    """The lesson, by the page's own buttons."""
    page = window.train_page
    window.pages.setCurrentWidget(page)
    page.form.reset()
    page.watching.setChecked(True)
    page.yardsticks.setChecked(True)
    QTest.mouseClick(page.start, Qt.MouseButton.LeftButton)
    _until(lambda: not window.session.training.under_way)


def _draw(window: MainWindow) -> None:
    page = window.draw_page
    window.pages.setCurrentWidget(page)
    QApplication.processEvents()
    _stroke(page.canvas, NINE)
    _until(lambda: page.bars.winner() is not None)


def _paste(window: MainWindow) -> None:
    """The same digit on paper, and how it is read."""
    page, data = window.draw_page, QMimeData()
    window.pages.setCurrentWidget(page)
    data.setImageData(photograph(_curve(NINE)))
    page.pasting.take(data)
    _until(lambda: window.session.drawing.picture is not None)
    page.tabs.setCurrentIndex(PICTURE)


def _draw_number(window: MainWindow) -> None:
    """Instead of the nine, with the first of its digits pointed at."""
    page = window.draw_page
    window.pages.setCurrentWidget(page)
    window.session.networks.choose(SHIPPED)
    window.session.drawing.clear()
    for line in FORTY_TWO:
        _stroke(page.canvas, line)
    _until(lambda: len(page.canvas.frames.rects()) == 2)
    window.session.drawing.digits.point(0)


def _draw_again(window: MainWindow) -> None:
    """The nine, for the pages that come."""
    window.session.networks.choose(TRAINED)
    window.session.drawing.clear()
    _draw(window)


def _stroke(canvas: Canvas, points: tuple[tuple[float, float], ...]) -> None:
    line = [canvas.from_canvas(x, y) for x, y in CANVAS * _curve(points)]
    _mouse(canvas, QEvent.Type.MouseButtonPress, line[0])
    for position in line[1:]:
        _mouse(canvas, QEvent.Type.MouseMove, position)
    _mouse(canvas, QEvent.Type.MouseButtonRelease, line[-1])


def _mouse(widget: QWidget, kind: QEvent.Type, position: QPointF) -> None:
    """As from a mouse finer than the pixels: QTest knows whole ones only, and a slanted line would be a stair."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == QEvent.Type.MouseMove else left
    held = none if kind == QEvent.Type.MouseButtonRelease else left
    place = widget.mapToGlobal(position)
    QApplication.sendEvent(widget, QMouseEvent(kind, position, place, button, held, Qt.KeyboardModifier.NoModifier))


def _curve(points: tuple[tuple[float, float], ...], steps: int = 12) -> np.ndarray:
    """From the first of ``points`` to the last, ``steps`` to each stretch: a uniform cubic B-spline (de Boor, 1978)."""
    known = np.array((points[0], points[0], *points, points[-1], points[-1]))
    before, here, there, after = known[:-3], known[1:-2], known[2:-1], known[3:]
    parts = [
        (
            (1 - t) ** 3 * before
            + (3 * t**3 - 6 * t**2 + 4) * here
            + (3 * t - 3 * t**3 + 3 * t**2 + 1) * there
            + t**3 * after
        )
        / 6
        for t in np.arange(steps) / steps
    ]
    return np.concatenate([np.stack(parts, 1).reshape(-1, 2), known[-1:]])


def _replay(window: MainWindow) -> None:
    """The lesson's run as it was after its fourth epoch."""
    window.pages.setCurrentWidget(window.train_page)
    window.session.replay.show(4)


def _fit_yardsticks(window: MainWindow) -> None:
    """Three of them, and what they say of an image that the lesson's network gets wrong."""
    for recipe in (Neighbours(), Forest(), Machine()):
        window.session.yardsticks.fit(recipe)
    _until(lambda: len(window.session.yardsticks.names()) == 3)
    page = window.inspect_page
    window.pages.setCurrentWidget(page)
    page.inspector.choose_network(TRAINED)
    page.evidence.side.setCurrentWidget(page.evidence.others)
    _until(lambda: not page.inspector.busy and not page.inspector.stale)


def _show_code(window: MainWindow) -> None:
    """The program of the form, another optimiser just chosen, the mouse on the line of a layer."""
    page = window.train_page
    window.pages.setCurrentWidget(page)
    window.session.replay.end()
    page.watching.setChecked(False)
    page.coding.setChecked(True)
    QTest.qWait(100)
    page.form.set_values({"optimizer": "adam", "learning_rate": "0.001"})
    view = page.middle.code.view
    line = next(number for number, text in enumerate(view.toPlainText().split("\n")) if "layer2 = " in text)
    view.reveal([line])
    view.grab()  # lays it out
    place = view.line_place(line).center()
    _mouse(view.viewport(), QEvent.Type.MouseMove, QPointF(300, place.y()))


def _cut_units(window: MainWindow) -> None:
    """Three of the first units of the lesson's network that are cut by the keyboard, and the portrait of the last."""
    page, panel = window.inspect_page, window.inspect_page.units
    window.pages.setCurrentWidget(page)
    page.inspector.choose_network(TRAINED)
    page.tabs.setCurrentWidget(panel)
    _until(lambda: panel.examining.examined is not None)
    strongest = panel.examining.examined.activity.layers[0].sums[:15].sum(1).argsort()[-3:]
    for unit in sorted(strongest.tolist()):
        panel.grid.set_current(unit)
        QTest.keyClick(panel.grid, Qt.Key.Key_Space)
        _until(lambda: not window.session.tasks.busy)


def _show_map(window: MainWindow) -> None:
    """All layers of the lesson's network side by side."""
    page = window.inspect_page
    window.pages.setCurrentWidget(page)
    page.tabs.setCurrentWidget(page.map)
    _until(lambda: page.map.all_made() != [])
    box = page.map.choices.layer
    box.setCurrentIndex(box.findData(ALL_LAYERS))
    box.activated.emit(box.currentIndex())
    _until(lambda: len(page.map.all_made()) == len(page.map.grid.maps))


def _show_reliability(window: MainWindow) -> None:
    """Of the lesson's network, the bin that has most of its error."""
    page = window.inspect_page
    page.tabs.setCurrentWidget(page.reliability)
    _until(lambda: len(page.reliability.list.indices()) > 0)


def _show_components(window: MainWindow) -> None:
    page = window.data_page
    window.pages.setCurrentWidget(page)
    page.tabs.setCurrentIndex(COMPONENTS)
    _until(lambda: page.components.slider.isEnabled())


def _show_large(window: MainWindow) -> None:
    """The nine on its way through the trained network, large, with a unit pointed at."""
    page = window.train_page
    page.coding.setChecked(False)
    page.form.reset()
    page.flows.choose("drawing")
    page.large.toggle("diagram")
    _until(lambda: page.flows.flow() is not None)
    view = page.large.view("diagram").view
    view.clearFocus()  # else what is pointed at goes with it
    QTest.qWait(100)
    _mouse(view, QEvent.Type.MouseMove, view.unit_position(2, view.drawn_units(2)[2]))


def _do_by_hand(window: MainWindow) -> None:
    """The first batch of the lesson, all four presses."""
    page = window.train_page
    page.large.toggle("byHand")
    view = page.large.view("byHand")
    for phase in PHASES:
        QTest.mouseClick(view.next, Qt.MouseButton.LeftButton)
        _until(lambda phase=phase: view.cards[phase].button.isChecked())


def _photograph_softmax(app: QApplication, window: MainWindow) -> None:
    window.show_softmax()
    shown = window.findChild(QWidget, "softmaxWindow")
    for scheme in ("light", "dark"):
        theme.set_scheme(app, scheme)
        QTest.qWait(100)
        _save(shown, FOLDER / f"softmax-{scheme}.png")


def _photograph_lesson(app: QApplication, window: MainWindow) -> None:
    """Some of its steps, each as it is when it was shown."""
    window.findChild(QWidget, "softmaxWindow").close()
    window.resize(*LESSON_SIZE)
    window.lesson.begin()
    _until(lambda: window.lesson.lesson is not None)
    names = [step.name for step in window.lesson.lesson.steps]
    for name in LESSON_STEPS:
        window.lesson.go_to(names.index(name))
        window.lesson.strip.show_me.click()
        _until(lambda: not window.lesson.showing.active)
        _photograph(app, window, window.pages.currentWidget(), f"lesson-{name}")
    window.lesson.close()


def _photograph(app: QApplication, window: MainWindow, page: QWidget, name: str) -> None:
    for scheme in ("light", "dark"):
        theme.set_scheme(app, scheme)
        window.pages.setCurrentWidget(page)
        window.setFocus()  # no frame around the field that had it, no cursor in one
        _settle(window)
        path = FOLDER / f"{name}-{scheme}.png"
        _save(window, path)
        print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def _save(window: QWidget, path: Path) -> None:
    window.grab().save(str(path))
    Image.open(path, formats=["PNG"]).convert("RGB").save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        Image.open(path, formats=["PNG"]).quantize(255, kmeans=3, dither=Image.Dither.NONE).save(path, optimize=True)


def _settle(window: MainWindow) -> None:
    """Until what a page computes off this thread is shown: half a second in which nothing changes."""
    QTest.qWait(100)
    _until(lambda: not window.session.tasks.busy)
    before, since = window.grab().toImage(), time.monotonic()
    while time.monotonic() - since < 0.5:
        QTest.qWait(50)
        now = window.grab().toImage()
        if now != before:
            before, since = now, time.monotonic()


def _until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not done after {PATIENCE:.0f} s")
        loop = QEventLoop()  # sleeps between events: races need the processors, and QTest.qWait starves threads
        QTimer.singleShot(20, loop.quit)
        loop.exec()


if __name__ == "__main__":
    main()
