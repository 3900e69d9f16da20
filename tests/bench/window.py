"""How soon the window is there, how smooth it stays while it trains, how fast it answers the pen, and what it weighs.

    QT_QPA_PLATFORM=offscreen python tests/bench/window.py [--quick] [part ...]

Each part runs in fresh processes, beside its reference; of several runs the median is told. Times are milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.report import bar, ratios, tell

BEAT = 5.0  # milliseconds between two beats
SETTLED = 0.5  # seconds after the start of a run until beats count
EPOCHS, BUSY = 40, 4  # of ``pace``: epochs, and processes that take the cores away
KEEP_COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}  # as wherever it is installed
IMPORTS = "import torch, PySide6.QtWidgets, pyqtgraph"


# What runs in a process of its own: each prints one JSON object.


def open_window():
    import torch

    torch.set_num_threads(1)
    from gui.shell.app import make_application
    from gui.shell.main_window import MainWindow
    from gui.work.settings import use_folder

    use_folder(Path(tempfile.mkdtemp(prefix="inkling-bench-")))
    app = make_application(["bench"])
    window = MainWindow()
    window.resize(1366, 768)
    window.pages.setCurrentWidget(window.train_page)
    window.show()
    return app, window


def until(app, condition, limit=300.0):
    from PySide6.QtCore import QEventLoop

    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def child_startup() -> dict:
    """The program's own way, from before Python was started: when its name, its window and the digits are there."""
    from PySide6.QtCore import QTimer

    import main as program
    from gui.shell.splash import Splash
    from gui.work.settings import use_folder

    use_folder(Path(tempfile.mkdtemp(prefix="inkling-bench-")))
    began, appear, give_way, result = float(os.environ["BENCH_BEGAN"]), Splash.appear, Splash.give_way, {}

    def note(what):
        result[what] = 1000 * (time.time() - began)

    def appeared(splash):
        appear(splash)
        note("name")

    def shown(splash, window):
        give_way(splash, window)
        window.session.data.changed.connect(lambda: QTimer.singleShot(0, end))
        QTimer.singleShot(0, lambda: note("shown"))  # it has been painted by then

        def end():
            note("digits")
            result["CPU"] = 1000 * time.process_time()
            window.close()

    Splash.appear, Splash.give_way, sys.argv = appeared, shown, ["inkling"]
    program.main()
    return result


def child_imports() -> dict:
    """The reference."""
    exec(IMPORTS)
    return {"imports": 1000 * (time.time() - float(os.environ["BENCH_BEGAN"])), "CPU": 1000 * time.process_time()}


def peak() -> float:
    """Peak resident memory of this process, MB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def child_memory() -> dict:
    from engine.digits.bundle import bundled

    app, window = open_window()
    until(app, lambda: window.session.data.digits is not None and not window.session.tasks.busy)
    result = {"idle": peak()}
    train(app, window, {})
    result["lesson"] = peak()
    window.session.data.digits = bundled("mnist-60k")
    train(app, window, {"epochs": "3"})
    result["60,000 images"] = peak()
    window.close()
    return result


def train(app, window, values) -> None:
    window.train_page.form.reset()
    window.train_page.form.set_values(values)
    until(app, window.train_page.start.isEnabled)
    window.train_page.start.click()
    until(app, lambda: not window.session.training.under_way)


class Heartbeat:
    """Beats in the GUI thread; how late each was, in milliseconds."""

    def __init__(self, parent):
        from PySide6.QtCore import Qt, QTimer

        self.late: list[float] = []
        self._last = self._began = time.perf_counter()
        self._timer = QTimer(parent, interval=int(BEAT), timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        if now - self._began > SETTLED:
            self.late.append(1000 * (now - self._last) - BEAT)
        self._last = now


def percentiles(values) -> dict:
    import numpy as np

    at99, at999 = np.percentile(values, [99, 99.9])
    return {"99 %": float(at99), "99.9 %": float(at999), "worst": float(max(values)), "beats": len(values)}


def draw_something(window) -> None:
    import numpy as np

    drawing = window.session.drawing
    turn = np.linspace(0, 6, 40)
    drawing.begin(140, 60)
    drawing.extend(np.stack([140 + 60 * np.sin(turn), 140 - 80 * np.cos(turn)], 1))
    drawing.end()


def child_heartbeat() -> dict:
    return _trained(True)


def child_unwatched() -> dict:
    """The same without the heartbeat, which costs the training something, too."""
    return _trained(False)


def _trained(beats: bool) -> dict:
    app, window = open_window()
    window.train_page.watching.setChecked(True)
    until(app, lambda: window.session.data.digits is not None and not window.session.tasks.busy)
    draw_something(window)
    window.train_page.form.reset()
    window.train_page.start.click()
    heart = Heartbeat(window) if beats else None
    until(app, lambda: not window.session.training.under_way)
    late = percentiles(heart.late) if heart else {}
    result = {**late, "epoch": 1000 * float(median(window.session.training.run.history.seconds[2:]))}
    window.close()
    return result


def child_empty_window() -> dict:
    """The reference: a window that does nothing, while another process trains as hard."""
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    widget = QWidget()
    widget.show()
    load = subprocess.Popen([sys.executable, __file__, "--child", "load"], stdout=subprocess.PIPE, text=True)
    load.stdout.readline()
    heart = Heartbeat(widget)
    until(app, lambda: load.poll() is not None)
    return {**percentiles(heart.late), "epoch": json.loads(load.stdout.read())["epoch"]}


def child_load() -> dict:
    """The lesson's training in the engine alone."""
    from engine.digits.bundle import bundled
    from engine.digits.splitting import split
    from engine.networks.network import NetworkSpec
    from engine.training.config import TrainingConfig
    from engine.training.trainer import train

    train_set, test_set = split(bundled())
    seconds = []
    for report in train(NetworkSpec(), TrainingConfig(), train_set, test_set):
        if report.epoch == 0:
            print("begun", flush=True)
        seconds.append(report.seconds)
    return {"epoch": 1000 * median(seconds[2:])}


def child_train_page() -> dict:
    """EPOCHS epochs of the lesson with the Train page in sight: what each took, and how the training had to wait."""
    from PySide6.QtCore import QTimer

    from tests.bench.waiting import Waiting

    app, window = open_window()
    until(app, lambda: window.session.data.digits is not None and not window.session.tasks.busy)
    window.train_page.form.reset()
    window.train_page.form.set_values({"epochs": str(EPOCHS)})
    training, waiting, looks = window.session.training, Waiting(), QTimer(window, interval=250)
    looks.timeout.connect(lambda: waiting.look() if training.run.history.count > 2 else None)
    training.changed.connect(lambda: training.under_way or app.quit())
    QTimer.singleShot(0, window.train_page.start.click)
    QTimer.singleShot(0, looks.start)
    app.exec()  # unlike processEvents called by Python, as the program runs
    looks.stop()
    result = {"seconds": training.run.history.seconds[2:].tolist(), "waited": waiting.share()}
    window.close()
    return result


def child_headless() -> dict:
    """The same in the engine alone."""
    from engine.digits.bundle import bundled
    from engine.digits.splitting import split
    from engine.networks.network import NetworkSpec
    from engine.training.config import TrainingConfig
    from engine.training.trainer import train

    reports = train(NetworkSpec(), TrainingConfig(epochs=EPOCHS), *split(bundled()))
    return {"seconds": [report.seconds for report in reports][2:]}


def child_busy() -> dict:
    """What takes the cores away, until it is ended."""
    while True:
        sum(range(100_000))


def child_pen() -> dict:
    return _pen(False, coils())


def child_pen_number() -> dict:
    """Digits beside each other, which are told apart while they grow."""
    return _pen(False, numbers())


def child_pen_training() -> dict:
    return _pen(True, coils())


def coils():
    """Drawings, each a list of lines, (n, 2) in shares of the canvas: one line each."""
    import numpy as np

    for stroke in range(8):
        turn = np.linspace(0, 5 + stroke, 120)
        yield [np.stack([0.5 + 0.3 * np.sin(turn), 0.5 - 0.35 * np.cos(turn / 1.3)], axis=1)]


def numbers():
    """ "7105" three times, further to the right each time: six lines each."""
    import numpy as np

    random = np.random.default_rng(0)
    corners = (
        ((0.04, 0.30), (0.22, 0.30), (0.12, 0.66)), ((0.08, 0.48), (0.20, 0.47)), ((0.31, 0.30), (0.30, 0.66)),
        ((0.52, 0.30), (0.40, 0.42), (0.41, 0.62), (0.54, 0.64), (0.58, 0.44), (0.52, 0.30)),
        ((0.68, 0.31), (0.67, 0.45), (0.80, 0.47), (0.82, 0.62), (0.66, 0.66)), ((0.68, 0.31), (0.82, 0.30)),
    )  # fmt: skip
    for turn in range(3):
        lines = []
        for line in corners:
            way = np.linspace(0, len(line) - 1, 30)
            straight = np.stack([np.interp(way, range(len(line)), part) for part in np.array(line).T], axis=1)
            lines.append(straight + random.normal(0, 0.004, straight.shape))  # a straight line looks alike as it grows
        yield [line + np.array((0.04, 0.05)) * turn for line in lines]


def paints_counted() -> list[int]:
    """How often bars have been painted from now on, as the only number of a list."""
    from gui.widgets.evidence_bars import EvidenceBars

    painted = [0]
    paint = EvidenceBars.paintEvent

    def counted(self, event):
        paint(self, event)
        painted[0] += 1

    EvidenceBars.paintEvent = counted
    return painted


def child_replay() -> dict:
    """From the move of the slider to the end of the bars' paint event, on the Train page."""
    import numpy as np

    painted = paints_counted()
    app, window = open_window()
    window.train_page.watching.setChecked(True)
    until(app, lambda: window.session.data.digits is not None and not window.session.tasks.busy)
    draw_something(window)
    train(app, window, {})
    until(app, lambda: not window.session.tasks.busy)
    times = []
    for epoch in 3 * window.session.replay.epochs:
        before, began = painted[0], time.perf_counter()
        window.replaying.strip.slider.setValue(epoch)
        until(app, lambda before=before: painted[0] > before)
        times.append(1000 * (time.perf_counter() - began))
    window.close()
    at50, at99 = np.percentile(times, [50, 99])
    return {"median": float(at50), "99 %": float(at99), "worst": max(times)}


def _pen(training: bool, drawings) -> dict:
    """From the event of the pen to the end of the bars' paint event. ``drawings``: each a list of lines, (n, 2)."""
    import numpy as np
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    painted = paints_counted()
    app, window = open_window()
    until(app, lambda: window.session.data.digits is not None and not window.session.tasks.busy)
    if training:
        window.train_page.form.set_values({"epochs": "100000"})
        window.train_page.start.click()
    window.pages.setCurrentWidget(window.draw_page)
    window.session.networks.choose("shipped")  # its bars move with the pen alone, not with the training
    app.processEvents()
    canvas, times = window.draw_page.canvas, []
    side = min(canvas.width(), canvas.height())
    for drawing in drawings:
        for line in drawing:
            places = dict.fromkeys(tuple(map(int, side * place)) for place in line)  # each pixel once, or nothing moves
            points = [QPoint(*place) for place in places]
            QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=points[0])
            for point in points[1:]:
                before, began = painted[0], time.perf_counter()
                QTest.mouseMove(canvas, point)
                while painted[0] == before and time.perf_counter() - began < 1.0:  # a dot looks alike as it grows
                    app.processEvents()
                if painted[0] > before:
                    times.append(1000 * (time.perf_counter() - began))
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=points[-1])
        window.session.drawing.clear()
        app.processEvents()
    window.close()
    at50, at99 = np.percentile(times, [50, 99])
    return {"median": float(at50), "99 %": float(at99), "worst": max(times)}


# The parts, in the parent.


def child(name: str, **environment: str) -> dict:
    done = subprocess.run(
        [sys.executable, __file__, "--child", name],
        env={**os.environ, **KEEP_COMPILED, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def startup(runs: int) -> None:
    imports, shown = [], []
    child("startup", BENCH_BEGAN=str(time.time()))  # which leaves compiled what the others import
    for _ in range(runs):
        imports.append(child("imports", BENCH_BEGAN=str(time.time())))
        shown.append(child("startup", BENCH_BEGAN=str(time.time())))
    alone, window = tell("imports alone", imports), tell("start", shown)
    beside = [
        {"name": one["name"] / other["imports"], "window": one["shown"] / other["imports"],
         "digits": one["digits"] / other["imports"], "CPU": one["CPU"] / other["CPU"]}
        for one, other in zip(shown, imports, strict=True)
    ]  # fmt: skip
    tell("of the imports beside it, x 100", [{key: 100 * value for key, value in one.items()} for one in beside])
    ratios(
        "processor's time of the start, of the imports", *[[one["CPU"] for one in each] for each in (shown, imports)]
    )
    bar("name on the screen, s", window["name"] / 1000, 0.5)
    bar("window after the imports, s", (window["shown"] - alone["imports"]) / 1000, 0.4)
    bar("digits after the window, s", (window["digits"] - window["shown"]) / 1000, 0.3)


def memory(runs: int) -> None:
    used = tell("peak resident memory, MB", [child("memory") for _ in range(min(runs, 2))])
    for what, most in (("idle", 560), ("lesson", 700), ("60,000 images", 1000)):
        bar(f"{what}, MB", used[what], most)


def heartbeat(runs: int) -> None:
    alone, unwatched, ours, empty = [], [], [], []
    for _ in range(runs):
        empty.append(child("empty_window"))
        ours.append(child("heartbeat"))
        alone.append(child("load"))
        unwatched.append(child("unwatched"))
    tell("empty window beside a training", empty)
    window = tell("the window while it trains", ours)
    engine, epoch = tell("epoch in the engine alone", alone), tell("epoch in the window", unwatched)
    bar("99 % of beats, ms late", window["99 %"], 8)
    bar("99.9 % of beats, ms late", window["99.9 %"], 60)
    bar("epoch in the window, of the engine alone", epoch["epoch"] / engine["epoch"], 1.15)


def pace(runs: int) -> None:
    """Headless and with the Train page in sight, in turns: on a quiet machine, and beside four busy processes."""
    _beside("quiet", runs, 0, 1.10, 1.15)
    _beside("beside four busy processes", max(1, runs // 2), BUSY, None, 1.3)


def _beside(what: str, runs: int, busy: int, most_tenth: float | None, most: float) -> None:
    import numpy as np

    load = [subprocess.Popen([sys.executable, __file__, "--child", "busy"]) for _ in range(busy)]
    try:
        alone, window, waited = [], [], []
        for _ in range(runs):
            alone += child("headless")["seconds"]
            seen = child("train_page")
            window += seen["seconds"]
            waited.append(seen["waited"])
    finally:
        for process in load:
            process.kill()
            process.wait()
    tell(f"epoch, {what}", [{"alone": 1000 * median(alone), "window": 1000 * median(window)}])
    tenth = float(np.percentile(window, 10) / np.percentile(alone, 10))
    print(f"    undisturbed tenth: {tenth:.3f}, the training waited {median(waited):.3f} of the time that it ran")
    if most_tenth is not None:
        bar(f"epoch in the window, of the engine alone, {what}, undisturbed tenths", tenth, most_tenth)
    bar(f"epoch in the window, of the engine alone, {what}, medians", median(window) / median(alone), most)


def pen(runs: int) -> None:
    number = "pen_number", "pen to bars, several digits"
    for name, what in (("pen", "pen to bars"), number, ("pen_training", "pen to bars while it trains")):
        bar(f"{what}, 99 %, ms", tell(what, [child(name) for _ in range(runs)])["99 %"], 8)


def replay(runs: int) -> None:
    bar(
        "slider of the replay, 99 %, ms",
        tell("slider of the replay to bars", [child("replay") for _ in range(runs)])["99 %"],
        16,
    )


PARTS = {"startup": startup, "memory": memory, "pace": pace, "heartbeat": heartbeat, "pen": pen, "replay": replay}


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
