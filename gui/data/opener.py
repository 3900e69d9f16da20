"""Opening the digits that a person brings: File > Open, the recent files, and what is dropped onto the window."""

from __future__ import annotations

import json
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from engine.digits.bundle import BUNDLED, bundled
from engine.digits.dataset import Digits
from engine.digits.readers import Cancelled, Loaded, NotTheSize, read_sets
from engine.errors import UserError
from gui.data.reading_strip import ReadingStrip
from gui.model.session import Session
from gui.work.settings import settings, text

RECENT, MOST = "recent/digits", 8
FILTER = "Digits (*.csv *.txt *.tsv *.npz *.gz *ubyte *.idx*);;All files (*)"
REFRESH = 50  # milliseconds between two looks at how far reading is


class _Reading:
    """One file that is read: what the worker and the window tell each other."""

    def __init__(self, path: Path, scale: bool) -> None:
        self.path, self.scale, self.share = path, scale, 0.0
        self.given_up = threading.Event()

    def work(self) -> tuple[_Reading, Loaded | UserError]:
        """Runs in a thread."""
        try:
            return self, read_sets(self.path, self._on_progress, self.given_up.is_set, self.scale)
        except UserError as error:
            return self, error

    def _on_progress(self, share: float) -> None:
        self.share = share


class Opener(QObject):
    """Reads files into the session. What was loaded before stays until another set is whole."""

    opened = Signal()
    """A set was read and is in the session."""

    def __init__(self, session: Session, window: QWidget, strip: ReadingStrip) -> None:
        super().__init__(window)
        self._session, self._window, self._strip = session, window, strip
        self._reading: _Reading | None = None
        self._question: QMessageBox | None = None
        self._bundled = ""
        self._timer = QTimer(self, interval=REFRESH)
        self._timer.timeout.connect(self._on_look)
        strip.cancelled.connect(self.cancel)

    # Ways in

    def ask(self) -> None:
        """Let the person choose a file."""
        path, _ = QFileDialog.getOpenFileName(self._window, "Open digits", _last_folder(), FILTER)
        if path:
            self.open(Path(path))

    def ask_folder(self) -> None:
        """Let the person choose a folder of images."""
        path = QFileDialog.getExistingDirectory(self._window, "Open a folder with folders 0 to 9", _last_folder())
        if path:
            self.open(Path(path))

    def open(self, path: Path, scale: bool = False) -> None:
        """Read a file or folder; a reading under way is given up for it."""
        self.cancel()
        self._reading = _Reading(path, scale)
        self._strip.begin(f"Reading {path.name}…")
        self._timer.start()
        self._session.start_task(self._reading.work, self._on_read, self._on_failed)

    def open_bundled(self, name: str) -> None:
        """One of the sets that ship, by its name in engine.digits."""
        self.cancel()
        self._bundled = name
        self._session.start_task(lambda: (name, bundled(name)), self._on_bundled, self._on_bundled_failed)

    def cancel(self) -> None:
        if self._reading is not None:
            self._reading.given_up.set()
            self._end()

    @property
    def reading(self) -> bool:
        return self._reading is not None

    # What comes of it

    def _on_look(self) -> None:
        if self._reading is not None:
            self._strip.show_share(self._reading.share)

    def _end(self) -> None:
        self._reading = None
        self._timer.stop()
        self._strip.hide()

    def _on_failed(self, sentence: str) -> None:
        self._end()
        self._session.failed.emit(sentence)

    def _on_read(self, result: tuple[_Reading, Loaded | UserError]) -> None:
        reading, found = result
        if reading is not self._reading:  # given up, or another one was opened
            return
        self._end()
        if isinstance(found, NotTheSize):
            self._offer_scaling(reading.path, str(found))
        elif isinstance(found, UserError):
            if not isinstance(found, Cancelled):
                self._session.failed.emit(f"{found} The digits that were loaded before are still there.")
        else:
            self._take(reading.path, found)

    def _take(self, path: Path, loaded: Loaded) -> None:
        self._bundled = ""
        remember(path)
        self._session.set_digits(loaded.digits, loaded.test_digits)
        if loaded.note:
            self._session.failed.emit(loaded.note)
        self.opened.emit()

    def _on_bundled(self, result: tuple[str, Digits]) -> None:
        name, digits = result
        if name == self._bundled:
            self._session.set_digits(digits)
            self.opened.emit()

    def _on_bundled_failed(self, sentence: str) -> None:
        self._session.failed.emit(sentence)

    def _offer_scaling(self, path: Path, sentence: str) -> None:
        box = QMessageBox(self._window)
        box.setObjectName("scaleQuestion")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Other images")
        box.setText(sentence)
        box.setInformativeText("Scale them to 28 x 28? Their files stay as they are.")
        scale = box.addButton("Scale them", QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(scale)
        box.setProperty("path", str(path))
        box.accepted.connect(self._on_scaling_accepted)
        self._question = box
        box.open()

    def _on_scaling_accepted(self) -> None:
        self.open(Path(self._question.property("path")), scale=True)


# What was opened last


def recent() -> list[Path]:
    """The files and folders that were opened last, the newest first."""
    try:
        found = json.loads(text(RECENT, "[]"))
    except ValueError:
        return []
    return [Path(path) for path in found if isinstance(path, str)][:MOST] if isinstance(found, list) else []


def remember(path: Path) -> None:
    """Put a path in front of those that were opened last."""
    path = path.absolute()
    paths = [path, *(other for other in recent() if other != path)]
    settings().setValue(RECENT, json.dumps([str(path) for path in paths[:MOST]]))


def _last_folder() -> str:
    return str(recent()[0].parent) if recent() else ""


class RecentMenu(QMenu):
    """File > Open recent: made anew each time it shows."""

    def __init__(self, opener: Opener, parent: QWidget) -> None:
        super().__init__("Open &recent", parent)
        self._opener = opener
        self.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        self.clear()
        for name, title in BUNDLED.items():
            self.addAction(title).setData(name)
        paths = recent()
        if paths:
            self.addSeparator()
        for path in paths:
            action = self.addAction(path.name)
            action.setToolTip(str(path))
            action.setData(path)
        self.setToolTipsVisible(True)
        if paths:
            self.addSeparator()
            self.addAction("&Forget these", self._on_forget)
        for action in self.actions():
            if action.data() is not None:
                action.triggered.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        chosen = self.sender().data()
        if isinstance(chosen, str):
            self._opener.open_bundled(chosen)
        else:
            self._opener.open(chosen)

    def _on_forget(self) -> None:
        settings().remove(RECENT)
