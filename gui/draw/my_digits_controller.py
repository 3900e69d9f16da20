"""Keeps drawings as "My digits", and does with them what the panel is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand

from engine.digits.contact_sheet import MOST, sheet
from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.digits.pictures import pasted_again
from engine.errors import UserError
from engine.handwriting.my_digits import Kept, added, as_digits, csv, kept, kept_picture, left_out, npz
from engine.numbers import whole
from engine.words import _, ngettext
from gui.draw.my_digits_panel import MyDigitsPanel
from gui.draw.own_classes import all_classes, classes_of
from gui.draw.page_words import kept_words
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.my_digits import MyDigits
from gui.widgets.export import Taken, with_ending, write
from gui.widgets.file_choice import ask_save
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

    def keep(self, name: str) -> None:
        """Keep what is on the canvas under the name of a class, and clear it for the next; says why not, if not.

        Of several digits the one that is shown is kept, and the others stay."""
        drawing = self._drawing
        if drawing.empty:
            digit, other = _("There is nothing to keep yet: draw a digit first."), _("There is nothing to keep yet.")
            self._messages.told.emit(digit if name in DIGIT_NAMES else other)
        else:
            shown = drawing.shown_image()
            one = kept(name, drawing.shown_strokes()) if shown is None else kept_picture(name, shown)
            drawing.stack.push(_Keeping(self._mine, drawing, one))  # which does it
            self._messages.told.emit(kept_words(name, len(self._mine), last=drawing.empty))

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
        one = self._mine.drawings[index]
        if one.picture is None:
            self._drawing.show_strokes(one.strokes)
        else:
            self._drawing.show_picture(pasted_again(one.picture))

    # Use and export

    def use(self, how: str) -> None:
        """ "alone": the digits in hand; "add": with those that are; "test": to test the next network with.

        Drawings of classes that the set does not have are left out, and that is said.
        """
        data, drawings = self._data, self._mine.drawings
        try:
            mine = as_digits(drawings, names=self._classes_for(how))
        except UserError as error:
            self._messages.failed.emit(str(error))
            return
        if how != "alone" and data.digits is None:
            self._messages.failed.emit(_("There are no digits yet that yours could go with."))
        elif not len(mine):
            self._messages.failed.emit(left_out(drawings, mine.names))
        else:
            words = self._use(how, mine)
            self._messages.told.emit(" ".join(filter(None, [words, left_out(drawings, mine.names)])))

    def _classes_for(self, how: str) -> tuple[str, ...]:
        in_hand = self._data.digits.names if self._data.digits is not None else DIGIT_NAMES
        return classes_of(self._mine.drawings, (in_hand, self._panel.names, DIGIT_NAMES)) if how == "alone" else in_hand

    def _use(self, how: str, mine: Digits) -> str:
        """Do it, and say so."""
        data = self._data
        if how == "alone":
            data.set_digits(mine)
            return _own_words(mine)
        assert data.digits is not None
        if how == "add":
            data.set_digits(added(data.digits, mine), data.test_digits)
            return _added_words(mine, data.digits)
        data.set_digits(data.digits, mine)
        return _test_words(mine)

    def _ask_export(self, kind: str) -> None:
        name, window = f"my-digits.{kind}", self._panel.window()
        path, _kind = ask_save(window, _("Export my digits"), "my digits", name, FILTERS[kind])
        if path:
            self.export(path, kind)

    def export(self, path: Path, kind: str) -> None:
        """Write all of them in a thread, as "npz", "csv" or "png"."""
        path, drawings = with_ending(path, kind), self._mine.drawings
        self._tasks.queue("exporting my digits", lambda: _write(path, _all(drawings), kind), self._on_exported)

    def _on_exported(self, taken: Taken) -> None:
        self._messages.told.emit(taken.sentence)


class _Keeping(QUndoCommand):
    """A drawing was taken from the canvas and kept."""

    def __init__(self, mine: MyDigits, drawing: Drawing, one: Kept) -> None:
        super().__init__(_("keeping as {digit}").format(digit=one.name))
        self._mine, self._drawing, self._kept = mine, drawing, one
        self._look, self._left = drawing.look(), drawing.look_without_shown()

    def redo(self) -> None:
        self._mine.add(self._kept)
        self._drawing.show_look(self._left)

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
        return sheet(digits.images, [digits.names[label] for label in digits.labels])
    return npz(digits) if kind == "npz" else csv(digits)


def _all(drawings: Sequence[Kept]) -> Digits:
    return as_digits(drawings, names=all_classes(drawings))


def _own_words(mine: Digits) -> str:
    words = _("The digits are now your own {count}.") if mine.are_digits else _("The images are now your own {count}.")
    return words.format(count=whole(len(mine)))


def _added_words(mine: Digits, digits: Digits) -> str:
    if mine.are_digits:
        words = ngettext(
            "Your {count} digit is among the {all} now.", "Your {count} digits are among the {all} now.", len(mine)
        )
    else:
        words = ngettext(
            "Your {count} drawing is among the {all} images now.",
            "Your {count} drawings are among the {all} images now.",
            len(mine),
        )
    return words.format(count=whole(len(mine)), all=whole(len(digits)))


def _test_words(mine: Digits) -> str:
    if mine.are_digits:
        words = ngettext(
            "The next network is tested with your {count} digit.",
            "The next network is tested with your {count} digits.",
            len(mine),
        )
    else:
        words = ngettext(
            "The next network is tested with your {count} drawing.",
            "The next network is tested with your {count} drawings.",
            len(mine),
        )
    return words.format(count=whole(len(mine)))
