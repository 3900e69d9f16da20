"""Pictures into the drawing and out of it: paste, drop, open, copy, save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.handwriting.numbers.number import Number
from engine.handwriting.paper.reading import Reading
from engine.handwriting.paper.row import read_row
from engine.picture_files import ENDINGS
from engine.words import _
from gui.canvas.ink_image import canvas_picture
from gui.draw.pictures import (
    decode_picture,
    encoded_picture,
    grey_levels,
    picture_file,
    plain_picture,
    read_picture,
)
from gui.model.drawing import Drawing
from gui.widgets.export import with_ending, write
from gui.widgets.file_choice import ask_open, ask_save
from gui.work.messages import Messages
from gui.work.tasks import Tasks

SIDE = 560
"""Pixels along each side of a drawing that is copied or saved."""

READING = _("Reading the picture…")
NO_PICTURE = _("There is no picture on the clipboard: copy a picture of a digit first.")
NO_PICTURE_OF_OTHERS = _("There is no picture on the clipboard: copy one first.")
FILTER = _("Pictures ({endings});;All files (*)").format(endings=" ".join(f"*{ending}" for ending in ENDINGS))


class Pasting(QObject):
    """Decoding and finding the ink is done in a thread; of several pictures the last one counts."""

    def __init__(self, drawing: Drawing, tasks: Tasks, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._drawing, self._tasks, self._messages, self._window = drawing, tasks, messages, window
        self._are_digits = True

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called: where they are no digits, nothing is said of those."""
        self._are_digits = tuple(names) == DIGIT_NAMES

    def paste(self) -> None:
        """What is on the clipboard; says so if that is no picture."""
        data = QGuiApplication.clipboard().mimeData()
        if data is None or not self.take(data):
            self._messages.failed.emit(NO_PICTURE if self._are_digits else NO_PICTURE_OF_OTHERS)

    def take(self, data: QMimeData) -> bool:
        """Take the picture in ``data``, an image or the name of a file; whether there was one."""
        path = picture_file(data)
        if path is not None:
            self.open(path)
            return True
        encoded = encoded_picture(data)
        if encoded is not None:
            self._start(lambda: decode_picture(encoded))
            return True
        image = plain_picture(data)
        if image is None:
            return False
        self._start(lambda: grey_levels(image))
        return True

    def ask(self) -> None:
        """Let the person choose a picture's file."""
        words = _("Open a picture of a digit") if self._are_digits else _("Open a picture")
        path = ask_open(self._window, words, "pictures", FILTER)
        if path:
            self.open(path)

    def open(self, path: Path) -> None:
        self._start(lambda: read_picture(path))

    def _start(self, decode: Callable[[], np.ndarray]) -> None:
        self._messages.told.emit(READING)  # a large picture takes half a second
        reader = self._drawing.digits.reader
        self._tasks.start("picture", lambda: read_row(decode(), reader), self._on_read)

    def _on_read(self, read: tuple[Reading, Number]) -> None:
        picture, number = read
        self._drawing.digits.keep_in_mind(picture, number)
        self._drawing.show_picture(picture)
        self._messages.told.emit(_("The picture is on the canvas: its ink, white on black"))

    # Out

    def copy(self) -> None:
        """The drawing as a picture to the clipboard."""
        if self._drawing.empty:
            digit, other = _("There is nothing to copy: draw a digit first."), _("There is nothing to copy.")
            self._messages.failed.emit(digit if self._are_digits else other)
            return
        QGuiApplication.clipboard().setImage(canvas_picture(self._drawing, SIDE))
        self._messages.told.emit(_("Copied the drawing"))

    def ask_save(self) -> None:
        if self._drawing.empty:
            digit, other = _("There is nothing to save: draw a digit first."), _("There is nothing to save.")
            self._messages.failed.emit(digit if self._are_digits else other)
            return
        name = "digit.png" if self._are_digits else "drawing.png"
        path, _kind = ask_save(self._window, _("Save the drawing"), "pictures", name, _("Pictures (*.png)"))
        if path:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the drawing as PNG; says so, or why not."""
        path = with_ending(path, "png")
        image = canvas_picture(self._drawing, SIDE)
        self._tasks.queue("saving a drawing", lambda: _write(path, image), self._messages.told.emit)


def _write(path: Path, image: QImage) -> str:
    data, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return write(path, bytes(data.data())).sentence
