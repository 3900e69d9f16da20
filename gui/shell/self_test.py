"""Everything once, in the real window, without a screen and without touching anyone's settings: --self-test.

The packaged program is proven by it, so each step is one that could fail there alone: processes that are started,
plugins that are found, files that are written.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from gui.shell import system_libraries

TIMEOUT = 120.0  # seconds for any one step
LOOK = 20  # milliseconds between two looks at least: who spins takes the core from the processes that are waited for
OPENED = 600  # images in the table that is opened
INTERRUPTED = 130  # the exit status that shells know
LETTERS = tuple("abcdefghij")  # classes that are no digits
RACED = 2  # epochs of each raced candidate
MAPPED = 200  # images in the map of t-SNE


def main(epochs: int) -> int:
    """Print one JSON object and return 0, or say on stderr what failed and return 1.

    ``epochs``: of the training; more of them to measure its speed.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if sentence := system_libraries.problem():
        print(sentence, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C: nothing stays behind
    # Temporary, and left behind on failure to clean it up: an open log must not fail a test that has passed.
    with tempfile.TemporaryDirectory(prefix="inkling-self-test-", ignore_cleanup_errors=True) as folder:
        try:
            print(json.dumps(_run(Path(folder), epochs)))
        except KeyboardInterrupt:
            return INTERRUPTED
        except Exception as error:
            traceback.print_exc()
            print(f"self-test failed: {error}", file=sys.stderr)
            return 1
        finally:
            logging.shutdown()
    return 0


def _run(folder: Path, epochs: int) -> dict[str, object]:
    import torch  # before Qt

    from gui.work.settings import use_folder

    torch.set_num_threads(1)
    use_folder(folder)
    uncaught: list[str] = []
    sys.excepthook = lambda kind, error, trace: uncaught.append("".join(traceback.format_exception(kind, error, trace)))

    from engine.version import VERSION
    from gui.shell.app import make_application
    from gui.shell.main_window import MainWindow

    began = time.perf_counter()
    app = make_application(["inkling"])
    window = MainWindow()
    window.show()
    test = _SelfTest(app, window, folder)
    facts = {"version": VERSION, "packaged": bool(getattr(sys, "frozen", False)), "torch": torch.__version__}
    try:
        for step in (
            test.show,
            lambda: test.train(epochs),
            test.resume,
            test.draw,
            test.save,
            test.open,
            test.classes,
            test.race,
            test.measure,
            test.theme,
        ):
            facts |= step()
    finally:
        window.close()
        app.processEvents()
    if uncaught:
        raise RuntimeError(f"an exception was not caught: {uncaught[0]}")
    return {**facts, "seconds": round(time.perf_counter() - began, 2)}


class _SelfTest:
    """Each step drives the window as a person would, and returns what is told about it."""

    def __init__(self, app, window, folder: Path) -> None:
        from PySide6.QtCore import QTimer

        self._app, self._window, self._folder = app, window, folder
        QTimer(window).start(LOOK)

    def _until(self, what: str, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + TIMEOUT
        from PySide6.QtCore import QEventLoop

        from gui.shell.notice import FAILURE

        while not condition():
            if any(sentence.kind == FAILURE for sentence in self._window.notice.sentences()):
                raise RuntimeError(f"{what}: {self._window.notice.text()}")
            if time.monotonic() > end:
                raise RuntimeError(f"{what} took more than {TIMEOUT:.0f} s")
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _click(self, button) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def show(self) -> dict[str, object]:
        """The window, and the digits in it: when each was there, in seconds since 1970."""
        session = self._window.session
        self._until("showing the window", self._window.isVisible)
        self._app.processEvents()
        shown = time.time()
        self._until("loading the digits", lambda: session.data.digits is not None)
        return {"shown_at": shown, "usable_at": time.time()}

    def train(self, epochs: int) -> dict[str, object]:
        """The lesson, by the page's own button."""
        import numpy as np

        window, session, page = self._window, self._window.session, self._window.train_page
        window.pages.setCurrentWidget(page)
        page.form.reset()
        page.form.set_values({"epochs": str(epochs)})
        self._click(page.start)
        if session.training.run is None:
            raise RuntimeError("Start did not start a training")
        self._until(
            "training", lambda: not session.training.under_way and session.networks.network("trained") is not None
        )
        history = session.training.run.history
        if (
            session.training.run.outcome != "completed"
            or history.count != epochs + 1
            or not history.loss[2] < history.loss[0]
        ):
            raise RuntimeError(f"the training did not learn: {session.training.run.outcome}, losses {history.loss}")
        return {
            "epochs": epochs,
            "loss": float(history.loss[epochs]),
            "test_accuracy": float(history.test_accuracy[epochs]),
            "epoch_seconds": float(np.median(history.seconds[1 : epochs + 1])),
        }

    def resume(self) -> dict[str, object]:
        """A run of two epochs: stopped after the first, opened from its folder, and gone on with."""
        window, session, page = self._window, self._window.session, self._window.train_page
        page.form.set_values({"epochs": "2"})
        self._click(page.step)
        self._until("one epoch", lambda: session.training.paused and session.training.run.history.count == 2)
        self._click(page.stop)
        self._until("stopping", lambda: not session.training.under_way)
        stopped = session.training.run
        losses = stopped.history.loss[:2].tolist()
        window.runs.open(stopped.folder, page.objectName())
        self._until("opening the run", lambda: session.training.run is not stopped)
        self._click(page.pause)
        self._until("going on", lambda: not session.training.under_way)
        history = session.training.run.history
        if session.training.run.outcome != "completed" or history.count != 3 or history.loss[:2].tolist() != losses:
            raise RuntimeError(f"the run did not go on: {session.training.run.outcome}, losses {history.loss[:3]}")
        return {"resumed": True}

    def draw(self) -> dict[str, object]:
        """A one, by the mouse, judged by the network that ships."""
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        window, session, page = self._window, self._window.session, self._window.draw_page
        window.pages.setCurrentWidget(page)
        session.networks.choose("shipped")
        self._app.processEvents()
        canvas = page.canvas
        x, top, bottom = canvas.width() // 2, canvas.height() // 4, 3 * canvas.height() // 4
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(x, top))
        for y in range(top, bottom, 4):
            QTest.mouseMove(canvas, QPoint(x, y))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(x, bottom))
        self._until("judging the drawing", lambda: page.bars.winner() is not None)
        if page.bars.winner() != 1:
            raise RuntimeError(f"a vertical stroke was taken for a {page.bars.winner()}")
        return {"drawn": 1, "judged": page.bars.winner(), "verdict": page.verdict.text()}

    def save(self) -> dict[str, object]:
        """The trained network to disk and back."""
        import numpy as np

        from engine.networks.files import load_network

        session = self._window.session
        session.networks.choose("trained")
        path = self._folder / "network.safetensors"
        self._window.network_files.save(path)
        self._until("saving the network", path.exists)
        saved, images = session.networks.network(), session.data.digits.images[:100]
        same = np.array_equal(load_network(path).log_probabilities(images), saved.log_probabilities(images))
        if not same:
            raise RuntimeError("the network that was loaded is not the one that was saved")
        return {"saved_and_loaded": True}

    def open(self) -> dict[str, object]:
        """The first of the digits as a table, written and opened."""
        import numpy as np

        from engine.handwriting.my_digits import csv

        session = self._window.session
        first = session.data.digits.take(np.arange(OPENED))
        path = self._folder / "table.csv"
        path.write_bytes(csv(first))
        self._window.opener.open(path)
        self._until("opening a table", lambda: len(session.data.digits) == OPENED)
        if not np.array_equal(session.data.digits.images, first.images):
            raise RuntimeError("the table that was opened is not the one that was written")
        return {"opened": OPENED}

    def classes(self) -> dict[str, object]:
        """The same images, called letters: trained for an epoch, and the Draw page knows the letters."""
        from dataclasses import replace

        window, session = self._window, self._window.session
        session.data.set_digits(replace(session.data.digits, names=LETTERS))
        window.pages.setCurrentWidget(window.train_page)
        window.train_page.form.set_values({"epochs": "1"})
        self._click(window.train_page.start)
        self._until("training on letters", lambda: not session.training.under_way)
        names = session.networks.network().spec.names
        window.pages.setCurrentWidget(window.draw_page)
        self._app.processEvents()
        if not names == window.draw_page.bars.names() == LETTERS:
            raise RuntimeError(f"a network of letters has the classes {names}")
        return {"classes": len(names)}

    def race(self) -> dict[str, object]:
        """Two candidates in processes of their own, on the table that was opened."""
        from engine.experiments.experiment import Experiment, Factor
        from engine.experiments.factors import Plan
        from engine.experiments.run import FINISHED
        from engine.networks.network import NetworkSpec
        from engine.training.config import TrainingConfig

        page = self._window.compare_page
        self._window.pages.setCurrentWidget(page)
        plan = Plan(NetworkSpec(), TrainingConfig(epochs=RACED))
        page.form.show_experiment(Experiment("outputs", plan, (Factor("output", ("log_softmax", "softmax")),)))
        self._app.processEvents()
        self._click(page.start)
        if page.controller.race is None:
            raise RuntimeError("Start did not start a race")
        self._until("racing", lambda: not page.controller.running)
        runs = page.controller.race.runs
        if any(run.state != FINISHED or run.history.count != RACED + 1 for run in runs):
            raise RuntimeError(f"runs of the race did not finish: {[(run.state, run.reason) for run in runs]}")
        return {"raced": len(runs), "at_once": page.controller.race.workers, **self._export(page.plots.curves)}

    def _export(self, widget) -> dict[str, object]:
        """The race's plot as PNG and SVG, read back."""
        from xml.etree import ElementTree

        from PySide6.QtGui import QImage

        from gui.widgets.export import picture_png, picture_svg, write

        png, svg = self._folder / "plot.png", self._folder / "plot.svg"
        write(png, picture_png(widget))
        write(svg, picture_svg(widget))
        if QImage(str(png)).isNull() or not list(ElementTree.parse(svg).iter("{http://www.w3.org/2000/svg}path")):
            raise RuntimeError("the plot that was exported is no picture")
        return {"exported": ["png", "svg"]}

    def measure(self) -> dict[str, object]:
        """Every yardstick, and t-SNE, on the table that was opened: scikit-learn is loaded by their processes alone."""
        from engine.experiments.yardsticks.measuring import Images, Measuring
        from engine.experiments.yardsticks.recipes import KINDS
        from engine.inspection.maps import features
        from engine.inspection.tsne import tsne

        digits = self._window.session.data.digits
        measuring = Measuring([kind.recipe() for kind in KINDS.values()], Images(digits))
        measuring.start()
        self._until("measuring the yardsticks", lambda: measuring.over)
        if any(run.result is None for run in measuring.runs):
            raise RuntimeError(f"yardsticks failed: {[(run.state, run.reason) for run in measuring.runs]}")
        mapped = len(tsne(features(None, digits.images[:MAPPED])))
        if "sklearn" in sys.modules:
            raise RuntimeError("scikit-learn was loaded into the window's process")
        return {"measured": len(measuring.runs), "mapped": mapped}

    def theme(self) -> dict[str, object]:
        """Light and dark, each seen in the window's background."""
        from gui.look import theme

        shades = []
        for scheme in ("light", "dark"):
            theme.set_scheme(self._app, scheme)
            self._app.processEvents()
            shades.append(self._window.grab().toImage().pixelColor(2, self._window.height() // 2).lightness())
        if not shades[0] > 128 > shades[1]:
            raise RuntimeError(f"light and dark look alike: {shades}")
        return {"schemes": ["light", "dark"]}
