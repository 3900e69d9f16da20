"""Everything once, in the real window, without a screen and without touching anyone's settings: --self-test."""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

TIMEOUT = 120.0  # seconds for any one step
EPOCHS = 2


def main() -> int:
    """Print one JSON object and return 0, or say on stderr what failed and return 1."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Temporary, and left behind on failure to clean it up: an open log must not fail a test that has passed.
    with tempfile.TemporaryDirectory(prefix="inkling-self-test-", ignore_cleanup_errors=True) as folder:
        try:
            print(json.dumps(_run(Path(folder))))
        except Exception as error:
            traceback.print_exc()
            print(f"self-test failed: {error}", file=sys.stderr)
            return 1
        finally:
            logging.shutdown()
    return 0


def _run(folder: Path) -> dict[str, object]:
    import torch  # before Qt

    from gui.settings import use_folder

    torch.set_num_threads(1)
    use_folder(folder)
    uncaught: list[str] = []
    sys.excepthook = lambda kind, error, trace: uncaught.append("".join(traceback.format_exception(kind, error, trace)))

    from engine.version import VERSION
    from gui.app import make_application
    from gui.main_window import MainWindow

    began = time.perf_counter()
    app = make_application(["inkling"])
    window = MainWindow()
    window.show()
    test = _SelfTest(app, window)
    facts = {"version": VERSION, "torch": torch.__version__, **test.train(), **test.draw(), **test.save(folder)}
    window.close()
    app.processEvents()
    if uncaught:
        raise RuntimeError(f"an exception was not caught: {uncaught[0]}")
    return {**facts, "seconds": round(time.perf_counter() - began, 2)}


class _SelfTest:
    def __init__(self, app, window) -> None:
        self._app, self._window = app, window

    def _until(self, what: str, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + TIMEOUT
        while not condition():
            if time.monotonic() > end:
                raise RuntimeError(f"{what} took more than {TIMEOUT:.0f} s")
            self._app.processEvents()

    def train(self) -> dict[str, object]:
        """Two epochs of the lesson, by the page's own button."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        window, session, page = self._window, self._window.session, self._window.train_page
        self._until("loading the digits", lambda: session.digits is not None or bool(window.notice.text()))
        if session.digits is None:
            raise RuntimeError(window.notice.text())
        window.pages.setCurrentWidget(page)
        page.form.reset()
        page.form.set_values({"epochs": str(EPOCHS)})
        QTest.mouseClick(page.start, Qt.MouseButton.LeftButton)
        if session.run is None:
            raise RuntimeError("Start did not start a training")
        self._until("training", lambda: not session.training and session.network("trained") is not None)
        history = session.run.history
        if session.run.outcome != "completed" or history.count != EPOCHS + 1 or not history.loss[2] < history.loss[0]:
            raise RuntimeError(f"the training did not learn: {session.run.outcome}, losses {history.loss}")
        return {"epochs": EPOCHS, "loss": float(history.loss[2]), "test_accuracy": float(history.test_accuracy[2])}

    def draw(self) -> dict[str, object]:
        """A one, by the mouse, judged by the network that ships."""
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        window, session, page = self._window, self._window.session, self._window.draw_page
        window.pages.setCurrentWidget(page)
        session.choose("shipped")
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

    def save(self, folder: Path) -> dict[str, object]:
        """The trained network to disk and back."""
        import numpy as np

        from engine.runs import load_network

        session = self._window.session
        session.choose("trained")
        path = folder / "network.safetensors"
        self._window.save(path)
        if not path.exists():
            raise RuntimeError(self._window.notice.text() or "the network was not saved")
        saved, images = session.network(), session.digits.images[:100]
        same = np.array_equal(load_network(path).log_probabilities(images), saved.log_probabilities(images))
        if not same:
            raise RuntimeError("the network that was loaded is not the one that was saved")
        return {"saved_and_loaded": True}
