"""Keeps drawings as "My digits", and does with them what the panel is asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QFileDialog

from engine.digits.contact_sheet import MOST, sheet
from engine.digits.dataset import Digits
from engine.handwriting.my_digits import Kept, added, as_digits, csv, kept, npz
from engine.inspection.verdict import article
from engine.numbers import whole
from engine.words import _, ngettext
from gui.draw.my_digits_panel import MyDigitsPanel
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import NOTHING, Drawing
from gui.model.my_digits import MyDigits
from gui.widgets.export import Taken, with_ending, write
from gui.work.messages import Messages
from gui.work.tasks import Tasks

FILTERS = {"npz": _("NumPy arrays (*.npz)"), "csv": _("Tables (*.csv)"), "png": _("Pictures (*.png)")}


class MyDigitsController(QObject):
    def __init__(
        self, mine: MyDigits, drawing: Drawing, data: DigitsInHand, tasks: Tasks, messages: Messages,
        panel: MyDigitsPanel,
    ) -> None:  # fmt: skip
        super().__init__(panel)
        self._mine, self._drawing, self._data, self._panel = mine, drawing, data, panel
        self._tasks, self._messages = tasks, messages
        self._stale = True
        self._mine.changed.connect(self._on_changed)
        panel.relabelled.connect(self._mine.relabel)
        panel.removed.connect(self._mine.remove)
        panel.follow_steps(mine.stack)
        panel.shown.connect(self._on_shown)
        panel.export_wanted.connect(self._ask_export)
        panel.use_wanted.connect(self.use)

    # Keeping

    def keep(self, label: int) -> None:
        """Keep what is on the canvas under a label, and clear it for the next; says why not, if not."""
        drawing = self._drawing
        if drawing.picture is not None:
            self._messages.told.emit(_("A pasted picture has no strokes, so it cannot be kept in My digits."))
        elif drawing.empty:
            self._messages.told.emit(_("There is nothing to keep yet: draw a digit first."))
        else:
            drawing.stack.push(_Keeping(self._mine, drawing, kept(label, drawing.strokes())))  # which does it
            words = _(
                "Kept as {article} {digit}: {count} in My digits. Draw the next one, or take it back with Undo."
            ).format(article=article(label), digit=label, count=whole(len(self._mine)))
            self._messages.told.emit(words)

    def keep_all(self, drawings: tuple[Kept, ...]) -> None:
        self._mine.add(*drawings)
        words = ngettext(
            "{count} drawing kept: {all} in My digits", "{count} drawings kept: {all} in My digits", len(drawings)
        ).format(count=whole(len(drawings)), all=whole(len(self._mine)))
        self._messages.told.emit(words)

    # Looking

    def wake(self) -> None:
        """The panel is seen."""
        self._mine.load()
        if self._stale:
            self._stale = False
            self._panel.show_digits(self._mine.drawings)

    def _on_changed(self) -> None:
        self._stale = True
        if self._panel.isVisible():
            self.wake()

    def _on_shown(self, index: int) -> None:
        self._drawing.show_strokes(self._mine.drawings[index].strokes)

    # Use and export

    def use(self, how: str) -> None:
        """ "alone": the digits in hand; "add": with those that are; "test": to test the next network with."""
        data, mine = self._data, as_digits(self._mine.drawings)
        if how == "alone":
            data.set_digits(mine)
            self._messages.told.emit(_("The digits are now your own {count}.").format(count=whole(len(mine))))
        elif data.digits is None:
            self._messages.failed.emit(_("There are no digits yet that yours could go with."))
        elif how == "add":
            data.set_digits(added(data.digits, mine), data.test_digits)
            words = ngettext(
                "Your {count} digit is among the {all} now.", "Your {count} digits are among the {all} now.", len(mine)
            ).format(count=whole(len(mine)), all=whole(len(data.digits)))
            self._messages.told.emit(words)
        else:
            data.set_digits(data.digits, mine)
            words = ngettext(
                "The next network is tested with your {count} digit.",
                "The next network is tested with your {count} digits.",
                len(mine),
            ).format(count=whole(len(mine)))
            self._messages.told.emit(words)

    def _ask_export(self, kind: str) -> None:
        path, _kind = QFileDialog.getSaveFileName(
            self._panel.window(), _("Export my digits"), f"my-digits.{kind}", FILTERS[kind]
        )
        if path:
            self.export(Path(path), kind)

    def export(self, path: Path, kind: str) -> None:
        """Write all of them in a thread, as "npz", "csv" or "png"."""
        path, drawings = with_ending(path, kind), self._mine.drawings
        self._tasks.queue("exporting my digits", lambda: _write(path, as_digits(drawings), kind), self._on_exported)

    def _on_exported(self, taken: Taken) -> None:
        self._messages.told.emit(taken.sentence)


class _Keeping(QUndoCommand):
    """A drawing was taken from the canvas and kept."""

    def __init__(self, mine: MyDigits, drawing: Drawing, one: Kept) -> None:
        super().__init__(_("keeping as {digit}").format(digit=one.label))
        self._mine, self._drawing, self._kept, self._look = mine, drawing, one, drawing.look()

    def redo(self) -> None:
        self._mine.add(self._kept)
        self._drawing.show_look(NOTHING)

    def undo(self) -> None:
        self._mine.take_back(self._kept)
        self._drawing.show_look(self._look)


def _write(path: Path, digits: Digits, kind: str) -> Taken:
    taken = write(path, _contents(digits, kind))
    if kind == "png" and len(digits) > MOST:
        words = _("Saved {file}: the first {most} of {count}")
        return Taken(words.format(file=path.name, most=whole(MOST), count=whole(len(digits))))
    return taken


def _contents(digits: Digits, kind: str) -> bytes:
    if kind == "png":
        return sheet(digits.images, [str(label) for label in digits.labels])
    return npz(digits) if kind == "npz" else csv(digits)
