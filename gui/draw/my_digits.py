"""Keeps drawings as "My digits", and does with them what the panel is asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from engine.digits.contact_sheet import MOST, sheet
from engine.digits.dataset import Digits
from engine.handwriting.my_digits import Kept, added, as_digits, csv, kept, npz
from engine.inspection.verdict import article
from gui.draw.my_digits_panel import MyDigitsPanel
from gui.model.session import Session
from gui.widgets.export import Taken, write

FILTERS = {"npz": "NumPy arrays (*.npz)", "csv": "Tables (*.csv)", "png": "Pictures (*.png)"}


class MyDigitsKeeper(QObject):
    told = Signal(str)
    """A sentence about what was done."""

    def __init__(self, session: Session, panel: MyDigitsPanel) -> None:
        super().__init__(panel)
        self._session, self._panel, self._mine = session, panel, session.my_digits
        self._stale = True
        self._mine.changed.connect(self._on_changed)
        panel.relabelled.connect(self._mine.relabel)
        panel.removed.connect(self._mine.remove)
        panel.undo_wanted.connect(self._mine.undo)
        panel.redo_wanted.connect(self._mine.redo)
        panel.shown.connect(self._on_shown)
        panel.export_wanted.connect(self._ask_export)
        panel.use_wanted.connect(self.use)

    # Keeping

    def keep(self, label: int) -> None:
        """Keep what is on the canvas under a label, and clear it for the next; says why not, if not."""
        drawing = self._session.drawing
        if drawing.picture is not None:
            self.told.emit("A pasted picture has no strokes, so it cannot be kept in My digits.")
        elif drawing.empty:
            self.told.emit("There is nothing to keep yet: draw a digit first.")
        else:
            self._mine.add(kept(label, drawing.strokes()))
            drawing.clear()
            self.told.emit(f"Kept as {article(label)} {label}: {len(self._mine):,} in My digits. Draw the next one.")

    def keep_all(self, drawings: tuple[Kept, ...]) -> None:
        self._mine.add(*drawings)
        self.told.emit(f"{len(drawings):,} drawings kept: {len(self._mine):,} in My digits")

    # Looking

    def wake(self) -> None:
        """The panel is seen."""
        self._mine.load()
        if self._stale:
            self._stale = False
            self._panel.show_digits(self._mine.drawings, self._mine.can_undo, self._mine.can_redo)

    def _on_changed(self) -> None:
        self._stale = True
        if self._panel.isVisible():
            self.wake()

    def _on_shown(self, index: int) -> None:
        self._session.drawing.show_strokes(self._mine.drawings[index].strokes)

    # Use and export

    def use(self, how: str) -> None:
        """ "alone": the program's digits; "add": with those in hand; "test": to test the next network with."""
        session, mine = self._session, as_digits(self._mine.drawings)
        if how == "alone":
            session.set_digits(mine)
            self.told.emit(f"The digits are now your own {len(mine):,}.")
        elif session.digits is None:
            session.failed.emit("There are no digits yet that yours could go with.")
        elif how == "add":
            session.set_digits(added(session.digits, mine), session.test_digits)
            self.told.emit(f"Your {len(mine):,} digits are among the {len(session.digits):,} now.")
        else:
            session.set_digits(session.digits, mine)
            self.told.emit(f"The next network is tested with your {len(mine):,} digits.")

    def _ask_export(self, kind: str) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self._panel.window(), "Export my digits", f"my-digits.{kind}", FILTERS[kind]
        )
        if path:
            self.export(Path(path), kind)

    def export(self, path: Path, kind: str) -> None:
        """Write all of them in a thread, as "npz", "csv" or "png"."""
        path, drawings = path if path.suffix else path.with_suffix(f".{kind}"), self._mine.drawings
        self._session.start_task(lambda: _write(path, as_digits(drawings), kind), self._on_exported, self._on_failed)

    def _on_exported(self, taken: Taken) -> None:
        self.told.emit(taken.sentence)

    def _on_failed(self, sentence: str) -> None:
        self._session.failed.emit(sentence)


def _write(path: Path, digits: Digits, kind: str) -> Taken:
    taken = write(path, _contents(digits, kind))
    if kind == "png" and len(digits) > MOST:
        return Taken(f"{taken.sentence}: the first {MOST:,} of {len(digits):,}")
    return taken


def _contents(digits: Digits, kind: str) -> bytes:
    if kind == "png":
        return sheet(digits.images, [str(label) for label in digits.labels])
    return npz(digits) if kind == "npz" else csv(digits)
