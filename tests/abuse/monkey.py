"""A monkey at the real window: seeded random clicks, drags, keys and everything else that a hand can do.

python tests/abuse/monkey.py [--steps 20000] [--seed 1]

It stops at the first exception, the first error in the log, the first warning of Qt's, and if a thread or a process is
left when the window has been closed; then it prints what it had done. At the end it tells which lines of the program
have held the window up, and for how long (tests/watchdog.py). What a step meets depends on how far trainings have come
in the meantime, so that the same seed does the same things only as long as the window does.
"""

import argparse
import faulthandler
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import torch  # noqa: F401
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QThread, QTimer, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid
from surroundings import children, choose_files, listen, make_files

from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
from gui.work.settings import use_folder
from tests.watchdog import NAME as WATCHDOG
from tests.watchdog import Watchdog, told

SHOWN = 30  # steps that are told after a failure
BLOCKED = 0.3  # seconds after which a step is taken to wait in the event loop of a menu, which then must go on
PATIENCE = 5  # seconds that processes may take to be gone, on a busy machine
HANGS = 120  # seconds without a step
TEXTS = (
    "",
    "0",
    "-1",
    "3",
    "7",
    "16",
    "64, 32",
    ",,",
    "1e400",
    "0.5",
    "nan",
    "abc",
    "999999999999",
    "½",
    "日本",
    "a" * 3000,
)
KEYS = (
    *"0123456789abcz ,.-+", Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space,
    Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_F5, Qt.Key.Key_F6,
    Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_Menu,
)  # fmt: skip
WITH_CONTROL = "acvxzysoq12345"
NONE, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
TOUCHED = (QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLineEdit)


class Monkey:
    """Does ``steps`` steps in the event loop, writes each into ``log``, and ends the loop."""

    def __init__(self, app, steps, seed, folder, log):
        self.app, self.steps, self.random, self.folder, self.log = app, steps, random.Random(seed), folder, log
        self.failures = []
        self.busy, self.began = False, 0.0  # within a step, and since when
        self.files = make_files(folder)
        self.window, self.done, self.pause = None, 0, 0  # milliseconds
        self.deeds = {
            self.click: 28, self.double_click: 4, self.right_click: 3, self.drag: 6, self.wheel: 6, self.key: 14,
            self.write: 6, self.page: 6, self.action: 5, self.train: 8, self.draw: 6, self.open_digits: 2,
            self.resize: 2, self.paste: 2, self.drop: 1, self.close: 0.15, self.rest: 6,
        }  # fmt: skip

    def begin(self):
        self.window = MainWindow()
        self.window.show()
        QTimer.singleShot(0, self.window, self.step)

    def step(self):
        if self.failures or self.done == self.steps:
            self.app.exit()
            return
        QTimer.singleShot(self.pause or self.random.choice((0, 0, 2, 5, 20)), self.app, self.step)
        self.pause = 0
        if self.busy and time.monotonic() - self.began < BLOCKED:
            return  # only Qt's own test functions, which let events pass
        self.busy, self.began = True, time.monotonic()
        self.do()
        self.busy = False

    def do(self):
        if self.done % 100 == 0:
            faulthandler.dump_traceback_later(HANGS, exit=True)
        self.done += 1
        deed = self.random.choices(list(self.deeds), list(self.deeds.values()))[0]
        if QApplication.activePopupWidget() is not None and self.random.random() < 0.7:
            deed = self.random.choice((self.click, self.key, self.escape))
        deed()
        if not self.window.isVisible():
            self.reopen()

    def note(self, words):
        self.log.write(f"{self.done}: {words}\n")
        self.log.flush()

    def fail(self, words):
        self.failures.append(words)
        self.note(f"FAILED {words}")

    # Where

    def top(self):
        """The window that a hand would reach: a menu, a dialog, or the main window."""
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if popup is not None and self.random.random() < 0.9:
            return popup
        others = [
            widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget is not self.window
        ]
        return self.random.choice(others) if others and self.random.random() < 0.3 else self.window

    def place(self, kinds=TOUCHED):
        """(window, a point in it): of one of its widgets mostly, else anywhere."""
        top = self.top()
        widgets = [w for kind in kinds for w in top.findChildren(kind) if w.isVisible() and w.isEnabled()]
        if widgets and self.random.random() < 0.75:
            widget = self.random.choice(widgets)
            inside = QPoint(
                self.random.randrange(max(1, widget.width())), self.random.randrange(max(1, widget.height()))
            )
            point, words = widget.mapTo(top, inside), f"{type(widget).__name__} {widget.objectName()}"
        else:
            point = QPoint(self.random.randrange(max(1, top.width())), self.random.randrange(max(1, top.height())))
            under = top.childAt(point)
            words = f"{type(under).__name__} {under.objectName()}" if under else "nothing"
        return top, point, f"{words} of {type(top).__name__} at {point.x()}, {point.y()}"

    # Deeds

    def click(self):
        top, point, words = self.place()
        self.note(f"click {words}")
        self._press(top, point, LEFT, self.random.choice((NONE, NONE, NONE, SHIFT, CONTROL)))

    def double_click(self):
        top, point, words = self.place()
        self.note(f"double click {words}")
        if (handle := handle_of(top)) is not None:
            QTest.mouseDClick(handle, LEFT, NONE, point)

    def right_click(self):
        top, point, words = self.place()
        self.note(f"right click {words}")
        self._press(top, point, RIGHT, NONE)

    def _press(self, top, point, button, modifier):
        if (handle := handle_of(top)) is not None:
            QTest.mousePress(handle, button, modifier, point)
        if (handle := handle_of(top)) is not None:  # pressing may have closed it
            QTest.mouseRelease(handle, button, modifier, point)

    def drag(self):
        top, point, words = self.place((QWidget,))
        self.note(f"drag {words}")
        self._stroke(top, [point + self._within(300) for _ in range(self.random.randrange(1, 8))])

    def _within(self, most):
        return QPoint(self.random.randint(-most, most), self.random.randint(-most, most))

    def _stroke(self, top, points):
        if (handle := handle_of(top)) is not None:
            QTest.mousePress(handle, LEFT, NONE, points[0])
        for point in points:
            if (handle := handle_of(top)) is not None:
                QTest.mouseMove(handle, point)
        if (handle := handle_of(top)) is not None:
            QTest.mouseRelease(handle, LEFT, NONE, points[-1])

    def wheel(self):
        top, point, words = self.place((QWidget,))
        turn = self.random.choice((-1200, -120, 120, 1200))
        self.note(f"wheel {turn} {words}")
        if (handle := handle_of(top)) is not None:
            QTest.wheelEvent(handle, point, QPoint(0, turn), QPoint(), self.random.choice((NONE, CONTROL)))

    def key(self):
        top = self.top()
        if self.random.random() < 0.2:
            key, modifier = self.random.choice(WITH_CONTROL), CONTROL
        else:
            key, modifier = self.random.choice(KEYS), self.random.choice((NONE, NONE, SHIFT))
        self.note(f"key {key!r} {modifier.name} in {type(top).__name__}")
        self._strike(top, key, modifier)

    def _strike(self, top, key, modifier=NONE):
        if (handle := handle_of(top)) is not None:
            QTest.keyPress(handle, key, modifier)
        if (handle := handle_of(top)) is not None:
            QTest.keyRelease(handle, key, modifier)

    def escape(self):
        self.note("key Escape")
        self._strike(self.top(), Qt.Key.Key_Escape)

    def write(self):
        """Something else into a field."""
        kinds = (QLineEdit, QPlainTextEdit)
        top = self.top()  # held: what a dialog of Qt's own has in it goes with Python's name for that dialog
        fields = [w for kind in kinds for w in top.findChildren(kind) if w.isVisible() and w.isEnabled()]
        if not fields:
            return
        field, text = self.random.choice(fields), self.random.choice(TEXTS)
        self.note(f"write {text[:20]!r} into {field.objectName()}")
        field.setFocus()
        field.selectAll()
        pressed = QEvent.Type.KeyPress, 0, NONE, text  # as an input method writes: QTest knows no letters but ASCII's
        QApplication.sendEvent(field, QKeyEvent(*pressed))

    def page(self):
        index = self.random.randrange(5)
        self.note(f"page {index}")
        self._strike(self.window, str(index + 1), CONTROL)

    def action(self):
        actions = [a for a in self._actions(self.window.menuBar().actions()) if a.isEnabled() and a.text() != "&Quit"]
        chosen = self.random.choice(actions)
        self.note(f"action {chosen.text()}")
        chosen.trigger()

    def _actions(self, actions):
        for action in actions:
            if action.menu() is not None:
                yield from self._actions(action.menu().actions())
            elif not action.isSeparator():
                yield action

    def train(self):
        page = self.window.train_page
        name = self.random.choice(("start", "pause", "step", "stop", "short"))
        self.note(f"training: {name}")
        if name == "short":  # so that some come to their end
            page.form.set_values({"epochs": "2", "hidden": "16", "batch_size": "64", "learning_rate": "0.01"})
        else:
            getattr(page, name).click()

    def draw(self):
        canvas = self.random.choice((self.window.draw_page.canvas, self.window.findChild(QWidget, "watchCanvas")))
        if canvas is None or not canvas.isVisible():
            self.window.pages.setCurrentWidget(self.window.draw_page)
            canvas = self.window.draw_page.canvas
        self.note(f"draw on {canvas.objectName()}")
        corner, far = canvas.mapTo(self.window, QPoint()), 1.3 if self.random.random() < 0.2 else 1.0
        side = int(far * min(canvas.width(), canvas.height()))
        where = self.random.randrange
        points = [corner + QPoint(where(side), where(side)) for _ in range(where(1, 12))]
        self._stroke(self.window, points)

    def open_digits(self):
        if self.random.random() < 0.3:
            name = self.random.choice(("mnist-20k", "mnist-test"))
            self.note(f"open {name}")
            self.window.opener.open_bundled(name)
        else:
            path = self.random.choice(self.files)
            self.note(f"open {path.name}")
            self.window.opener.open(path)

    def resize(self):
        width, height = self.random.randrange(900, 1600), self.random.randrange(600, 1000)
        self.note(f"resize {width} x {height}")
        self.window.resize(width, height)

    def paste(self):
        """Something into the clipboard, and that onto the canvas."""
        image = QImage(self.random.randrange(1, 300), self.random.randrange(1, 300), QImage.Format.Format_RGB32)
        image.fill(QColor(self.random.choice(("white", "black", "red"))))
        clipboard = QApplication.clipboard()
        put = self.random.choice((clipboard.clear, lambda: clipboard.setImage(image), lambda: clipboard.setText("7")))
        put()
        self.note("paste")
        self._strike(self.window, "v", CONTROL)

    def drop(self):
        path, data = self.random.choice(self.files), QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        target = self.random.choice((self.window, self.window.draw_page.canvas))
        self.note(f"drop {path.name} on {target.objectName() or 'the window'}")
        facts = Qt.DropAction.CopyAction, data, LEFT, NONE
        QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), *facts))
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), *facts))

    def rest(self):
        """Let trainings and readings get on."""
        self.note("rest")
        self.pause = self.random.randrange(20, 150)

    def close(self):
        self.note("close")
        self.window.close()

    # Closing

    def reopen(self):
        """The window was closed: all must have ended. Then another start."""
        self.note("reopen")
        self.check_ended()
        self.begin_anew()

    def begin_anew(self):
        self.window.deleteLater()
        self.window = MainWindow()
        self.window.show()

    def check_ended(self):
        """After the window was closed."""
        end = time.monotonic() + PATIENCE
        while (left := self._left()) and time.monotonic() < end:
            time.sleep(0.02)
        if left:
            self.fail(f"something is left: {left}")

    def _left(self):
        """Threads and processes. What a QThread was to Python stays in Python's list as a dummy."""
        threads = [found for found in self.window.findChildren(QThread) if found.isRunning()]
        threads += [found for found in threading.enumerate() if not isinstance(found, threading._DummyThread)]
        threads = [found for found in threads if getattr(found, "name", "") != WATCHDOG]
        threads.remove(threading.main_thread())
        return threads + multiprocessing.active_children() + children()


def handle_of(widget):
    """The system's window of a widget; None if it is closed."""
    handle = widget.windowHandle() if isValid(widget) and widget.isVisible() else None
    return handle if handle is not None and isValid(handle) else None


def abuse(steps, seed, folder):
    """Runs in a process of its own; returns what went wrong."""
    use_folder(folder / "data")
    app = make_application(["inkling"])
    app.setQuitOnLastWindowClosed(False)
    with (folder / "steps.txt").open("w") as log:
        monkey = Monkey(app, steps, seed, folder / "files", log)
        choose_files(monkey)
        listen(monkey)
        dog = Watchdog(app)
        monkey.begin()
        app.exec()
        dog.stop()
        (folder / "held.txt").write_text(told(dog.holds))
        for widget in app.topLevelWidgets():
            widget.close()
        monkey.check_ended()
        monkey.window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return monkey.failures


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)  # of the process that does it
    return parser.parse_args()


def main():
    asked = arguments()
    if asked.folder is not None:
        faulthandler.enable()
        failures = abuse(asked.steps, asked.seed, asked.folder)
        print(*failures, sep="\n", end="")
        sys.exit(1 if failures else 0)
    with tempfile.TemporaryDirectory() as folder:  # a crash must not take what was done with it
        command = [sys.executable, __file__, f"--steps={asked.steps}", f"--seed={asked.seed}", f"--folder={folder}"]
        ended = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        done = (Path(folder) / "steps.txt").read_text().splitlines()
        held = Path(folder) / "held.txt"
        print(held.read_text() if held.exists() else "")
    if ended.returncode or ended.stdout:  # Shiboken only prints what it has to complain about
        print(*done[-SHOWN:], ended.stdout, sep="\n")
        sys.exit(f"failed (status {ended.returncode}) with seed {asked.seed} after {len(done):,} steps, see above")
    print(f"{asked.steps:,} steps with seed {asked.seed}: no exception, no warning of Qt's, nothing left")


if __name__ == "__main__":
    main()
