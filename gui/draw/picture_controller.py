"""Has a pasted picture read anew as the Picture tab asks for, and shows there how the one on the canvas was read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from engine.errors import UserError
from engine.handwriting.numbers.number import Number
from engine.handwriting.paper.reading import Reading
from engine.handwriting.paper.row import read_row
from engine.handwriting.paper.view import View
from gui.draw.picture_panel import PicturePanel
from gui.model.drawing import Drawing
from gui.work.tasks import Tasks


class PictureController(QObject):
    """Reading is done in a thread: while a slider moves, the newest of what it asks for counts."""

    def __init__(self, drawing: Drawing, tasks: Tasks, panel: PicturePanel) -> None:
        super().__init__(panel)
        self._drawing, self._tasks, self._panel = drawing, tasks, panel
        self._shown: Reading | None = None
        drawing.changed.connect(self._on_changed)
        panel.view_wanted.connect(self._on_view_wanted)

    def reading(self) -> Reading | None:
        """How the picture on the canvas was read; None if there is none, or one that was kept before."""
        picture = self._drawing.picture
        return picture if isinstance(picture, Reading) else None

    def wake(self) -> None:
        """The panel is seen."""
        reading = self.reading()
        if reading is not self._shown or reading is None:
            self._shown = reading
            self._panel.show_reading(reading)

    def _on_changed(self) -> None:
        if self._panel.isVisible():
            self.wake()

    def _on_view_wanted(self, view: View) -> None:
        reading = self.reading()
        if reading is not None:
            work = partial(read_row, reading.source, self._drawing.digits.reader, view)
            self._tasks.start("picture", work, self._on_read, self._on_failed)

    def _on_read(self, read: tuple[Reading, Number]) -> None:
        picture, number = read
        self._drawing.digits.keep_in_mind(picture, number)
        self._drawing.adjust_picture(picture)

    def _on_failed(self, error: UserError) -> None:
        """Nothing is changed: what was read before stays on the canvas."""
        self._panel.say(str(error))
