"""The button by which tables, plots and images leave the window: as files, or by the clipboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QWidget

from engine.words import _
from gui.widgets.buttons import MenuButton
from gui.widgets.code_files import KINDS, write_program
from gui.widgets.export import (
    Code,
    Plot,
    Table,
    Taken,
    Thing,
    copied_sheet,
    copied_table,
    picture,
    picture_png,
    picture_svg,
    sheet_png,
    table_text,
    with_ending,
    write,
)
from gui.widgets.file_choice import ask_save


class TakeAway(MenuButton):
    """A menu of what ``offer()`` offers when it is opened."""

    work_wanted = Signal(object)
    """Something to be called in another thread, whose result, Taken, goes to ``finish``; or it raises UserError."""
    done = Signal(str)
    """A sentence about what was done."""

    def __init__(self, offer: Callable[[], list[Thing]], parent: QWidget | None = None) -> None:
        tip = _("Save or copy what this tab shows: tables as CSV, plots as PNG or SVG, images as a PNG sheet")
        super().__init__(_("Export"), tip, self._fill_menu, parent)
        self._offer = offer

    def _fill_menu(self, menu: QMenu) -> None:
        for thing in self._offer():
            menu.addSection(thing.name)
            for words, act in self._ways(thing):
                menu.addAction(words, act)
        if menu.isEmpty():
            menu.addAction(_("There is nothing here yet")).setEnabled(False)

    def _ways(self, thing: Thing) -> list[tuple[str, Callable[[], None]]]:
        """In words, and what each does."""
        if isinstance(thing, Table):
            return [
                (_("Save table as CSV…"), lambda: self._save(thing, "csv", lambda: table_text(thing).encode("utf-8"))),
                (_("Copy table"), lambda: self.work_wanted.emit(lambda: copied_table(thing))),
            ]
        if isinstance(thing, Plot):
            return [
                (_("Save plot as PNG…"), lambda: self._save_now(thing, "png", lambda: picture_png(thing.widget))),
                (_("Save plot as SVG…"), lambda: self._save_now(thing, "svg", lambda: picture_svg(thing.widget))),
                (_("Copy plot"), lambda: self._copy_picture(thing.name, picture(thing.widget))),
            ]
        if isinstance(thing, Code):
            return [
                (_("Save as Python file (.py)…"), lambda: self._save_code(thing, "py")),
                (_("Save as notebook (.ipynb)…"), lambda: self._save_code(thing, "ipynb")),
            ]
        return [
            (_("Save images as a PNG sheet…"), lambda: self._save(thing, "png", lambda: sheet_png(thing))),
            (_("Copy images as a sheet"), lambda: self.work_wanted.emit(lambda: copied_sheet(thing))),
        ]

    def _ask(self, thing: Thing, ending: str) -> Path | None:
        name = re.sub(r"[\W_]+", "-", thing.name.lower()).strip("-")
        kinds = {"csv": _("Tables (*.csv)"), "png": _("Pictures (*.png)"), "svg": _("Drawings (*.svg)"), **KINDS}
        title = _("Save: {name}").format(name=thing.name)
        chosen, _kind = ask_save(self.window(), title, "taken away", f"{name}.{ending}", kinds[ending])
        return with_ending(chosen, ending) if chosen else None

    def _save(self, thing: Thing, ending: str, make: Callable[[], bytes]) -> None:
        path = self._ask(thing, ending)
        if path is not None:
            self.work_wanted.emit(lambda: write(path, make()))

    def _save_now(self, thing: Plot, ending: str, make: Callable[[], bytes]) -> None:
        """Widgets are drawn in this thread; only the writing is another's."""
        path = self._ask(thing, ending)
        if path is not None:
            data = make()
            self.work_wanted.emit(lambda: write(path, data))

    def _save_code(self, thing: Code, ending: str) -> None:
        path = self._ask(thing, ending)
        if path is not None:
            self.work_wanted.emit(lambda: Taken(write_program(path, *thing.program())))

    def _copy_picture(self, name: str, image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        self.done.emit(_("Copied: {name}").format(name=name))

    def finish(self, taken: Taken) -> None:
        """What is left to do in this thread, when the work is done."""
        if taken.text is not None:
            QGuiApplication.clipboard().setText(taken.text)
        if taken.png is not None:
            QGuiApplication.clipboard().setImage(QImage.fromData(taken.png, "PNG"))
        self.done.emit(taken.sentence)
