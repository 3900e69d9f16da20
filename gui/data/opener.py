"""Opening the digits that a person brings: File > Open, the recent files, and what is dropped onto the window."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from engine.digits.bundle import BUNDLED, bundled
from engine.digits.dataset import Digits
from engine.digits.readers import Cancelled, Images, Loaded, NoLabels, NotTheSize, Offer, read_sets
from engine.errors import UserError
from engine.numbers import whole
from engine.words import _, ngettext
from gui.data.reading_strip import ReadingStrip
from gui.look.plain import menu_words, plain_tip
from gui.model.digits_in_hand import DigitsInHand
from gui.model.networks import Networks
from gui.widgets.file_choice import ask_open, ask_open_folder
from gui.work import settings
from gui.work.messages import Messages
from gui.work.tasks import Job, Tasks

RECENT, MOST = "recent/digits", 8
FILTER = _("Images (*.csv *.txt *.tsv *.npz *.npy *.arff *.zip *.gz *ubyte *.idx*);;All files (*)")
OPENING, TOPIC = "opening digits", "digits"
REFRESH = 50  # milliseconds between two looks at how far reading is


class Opener(QObject):
    """Reads digits. Those that are in hand stay until another set is whole."""

    opened = Signal()
    """A set was read and is in hand."""

    def __init__(
        self, data: DigitsInHand, tasks: Tasks, messages: Messages, networks: Networks, window: QWidget,
        strip: ReadingStrip,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._data, self._tasks, self._messages = data, tasks, messages
        self._networks, self._window, self._strip = networks, window, strip
        self._job: Job | None = None  # of the file that is read
        self._asked_about = Path()  # where the images are whose size is asked about
        self._timer = QTimer(self, interval=REFRESH)
        self._timer.timeout.connect(self._on_look)
        strip.cancelled.connect(self.cancel)

    # Ways in

    def ask(self) -> None:
        """Let the person choose a file."""
        path = ask_open(self._window, _("Open digits"), "digits", FILTER, _last_folder())
        if path:
            self.open(path)

    def ask_folder(self) -> None:
        """Let the person choose a folder of images."""
        path = ask_open_folder(self._window, _("Open a folder of images"), "folders of images", _last_folder())
        if path:
            self.open(path)

    def open(self, path: Path, fit: str = "") -> None:
        """Read a file or folder; a reading under way is given up for it. ``fit``: what is done to images of another
        size, SCALE or PREPARE; empty: the person is asked."""
        from gui.data.fit_dialog import PREPARE, SCALE

        self._job = job = Job()
        self._strip.begin(_("Reading {file}…").format(file=path.name))
        self._timer.start()
        work = partial(read_sets, path, job.report, job.cancelled, fit == SCALE, fit == PREPARE)
        self._tasks.start(OPENING, work, partial(self._on_read, path), partial(self._on_failed, path), job)

    def open_bundled(self, name: str) -> None:
        """One of the sets that ship, by its name in engine.digits."""
        self._end()
        self._tasks.start(OPENING, lambda: bundled(name), self._take, job=Job())

    def cancel(self) -> None:
        self._tasks.cancel(OPENING)
        self._end()

    @property
    def reading(self) -> bool:
        return self._job is not None

    # What comes of it

    def _on_look(self) -> None:
        if self._job is not None:
            self._strip.show_share(self._job.share)

    def _end(self) -> None:
        self._job = None
        self._timer.stop()
        self._strip.hide()

    def _on_read(self, path: Path, loaded: Loaded) -> None:
        self._end()
        self._tell(remember(path))
        self._take(loaded.digits, loaded.test_digits, loaded.offers)
        if loaded.notes:
            self._messages.noted.emit(TOPIC, " ".join(loaded.notes))
        if loaded.unlabelled is not None:
            self._show_unlabelled(_came_with(loaded.unlabelled), loaded.unlabelled, loaded.offers)

    def _take(self, digits: Digits, test_digits: Digits | None = None, offers: tuple[Offer, ...] = ()) -> None:
        self._messages.settled.emit(TOPIC)  # what was said of the file before
        self._data.set_digits(digits, test_digits, offers)
        self.opened.emit()

    def _on_failed(self, path: Path, error: UserError) -> None:
        self._end()
        if isinstance(error, NotTheSize):
            self._ask_how_to_fit(path, error)
        elif isinstance(error, NoLabels):
            self._tell(remember(path))
            self._messages.settled.emit(TOPIC)
            self._show_unlabelled(" ".join((str(error), *error.notes)), error.images, error.offers)
        elif not isinstance(error, Cancelled):
            self._messages.failed_on.emit(TOPIC, f"{error} {self._comfort()}")

    def _comfort(self) -> str:
        digits = self._data.digits
        if digits is None or digits.are_digits:
            return _("The digits that were loaded before are still there.")
        return _("The images that were loaded before are still there.")

    def forget(self) -> None:
        """What was opened last."""
        self._tell(settings.remember({RECENT: None}))

    def _tell(self, problem: str) -> None:
        if problem:
            self._messages.failed_on.emit("settings", problem)

    def _ask_how_to_fit(self, path: Path, error: NotTheSize) -> None:
        from gui.data.fit_dialog import FitDialog

        self._asked_about = path
        dialog = FitDialog(str(error), error.samples, self._window)
        dialog.chosen.connect(self._on_fit_chosen)
        _open(dialog)

    def _on_fit_chosen(self, fit: str) -> None:
        self.open(self._asked_about, fit)

    def _show_unlabelled(self, sentence: str, images: Images, offers: tuple[Offer, ...]) -> None:
        from gui.data.unlabelled_dialog import UnlabelledDialog

        dialog = UnlabelledDialog(sentence, images, offers, self._networks, self._tasks, self._messages, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _came_with(images: Images) -> str:
    sentence = ngettext(
        "{name} came with it: {count} image without a label, which can be judged.",
        "{name} came with it: {count} images without labels, which can be judged.",
        len(images),
    )
    return sentence.format(name=images.name, count=whole(len(images)))


# What was opened last


def recent() -> list[Path]:
    """The files and folders that were opened last, the newest first."""
    try:
        found = json.loads(settings.text(RECENT, "[]"))
    except (ValueError, RecursionError):
        return []
    return [Path(path) for path in found if isinstance(path, str)][:MOST] if isinstance(found, list) else []


def remember(path: Path) -> str:
    """Put a path in front of those that were opened last. A sentence if that could not be written; empty otherwise."""
    path = path.absolute()
    paths = [path, *(other for other in recent() if other != path)]
    return settings.remember({RECENT: json.dumps([str(path) for path in paths[:MOST]])})


def _last_folder() -> str:
    return str(recent()[0].parent) if recent() else ""


class RecentMenu(QMenu):
    """File > Open recent: made anew each time it shows."""

    def __init__(self, opener: Opener, parent: QWidget) -> None:
        super().__init__(_("Open &recent"), parent)
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
            action = self.addAction(menu_words(path.name))
            action.setToolTip(plain_tip(str(path)))
            action.setData(path)
        self.setToolTipsVisible(True)
        if paths:
            self.addSeparator()
            self.addAction(_("&Forget these"), self._on_forget)
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
        self._opener.forget()
