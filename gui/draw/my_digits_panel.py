"""My digits: what was kept, to be looked through, corrected, deleted, exported and used."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from engine.digits.dataset import SIDE
from engine.handwriting.my_digits import Kept
from engine.numbers import whole
from engine.words import _
from gui.draw.digit_buttons import DigitButtons
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.steps import connect_steps, step_buttons

EMPTY = _(
    "Nothing kept yet.\n\nDraw a digit and press its key, 0 to 9 (or its button on the Evidence tab): the drawing is "
    "kept here under that label, and the canvas is free for the next one."
)
EXPORTS = (("npz", _("NPZ, as Keras has MNIST…")), ("csv", _("CSV, label first…")), ("png", _("PNG sheet…")))
USES = (
    ("alone", _("Open as the program's digits"), _("Explore them, train on them, see them on the Inspect page")),
    ("add", _("Add to the digits in hand"), _("Training and testing get them along with the others")),
    (
        "test",
        _("Test the next network with them"),
        _("Train on the digits in hand, test with the ones of your own hand"),
    ),
)


class MyDigitsPanel(QWidget):
    relabelled = Signal(int, int)
    """Index and new label."""
    removed = Signal(int)
    shown = Signal(int)
    """This one is to be put on the canvas."""
    export_wanted = Signal(str)
    """ "npz", "csv" or "png"."""
    use_wanted = Signal(str)
    """ "alone", "add" or "test"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("myDigitsPanel")
        self._drawings: Sequence[Kept] = ()
        self.summary = QLabel(objectName="myDigitsSummary", wordWrap=True)
        self.grid = DigitGrid(scale=2, caption_characters=3, largest=4)
        self.grid.setObjectName("myDigitsGrid")
        self.grid.set_empty_text(EMPTY)
        self.grid.current_changed.connect(self._update)
        self.labels = DigitButtons("relabel", _("This is meant to be {digit} (or press the key)"), 10)
        self.labels.chosen.connect(self._on_label)
        self._make_buttons()
        self._make_keys()
        self._lay_out()
        self.show_digits(())

    def _make_buttons(self) -> None:
        self.use = self._menu_button(_("Use"), "useMyDigitsButton", _("Train or test with them"), USES, self.use_wanted)
        exports = [(key, words, "") for key, words in EXPORTS]
        self.export = self._menu_button(
            _("Export"), "exportMyDigitsButton", _("Save all of them in a file"), exports, self.export_wanted
        )
        self.delete = push_button(_("Delete"), "deleteMyDigitButton", _("Delete this digit (Delete)"), self._on_delete)
        self.show_it = push_button(
            _("To the canvas"), "showMyDigitButton", _("Draw it on the canvas again"), self._on_show
        )
        self.undo, self.redo = step_buttons("MyDigits", _("change"))

    def _menu_button(self, words: str, name: str, tip: str, choices, signal) -> QPushButton:
        made, menu = QPushButton(words, objectName=name), QMenu(self)
        made.setToolTip(tip)
        menu.setToolTipsVisible(True)
        for key, words_, tip_ in choices:
            action = menu.addAction(words_)
            action.setData(key)
            action.setToolTip(tip_)
        menu.triggered.connect(lambda action: signal.emit(action.data()))
        made.setMenu(menu)
        return made

    def _make_keys(self) -> None:
        for digit in range(10):
            self._key(str(digit), lambda digit=digit: self._on_label(digit))
        for key in ("Delete", "Backspace"):
            self._key(key, self._on_delete)
        self.grid.clicked.connect(self._update)

    def _key(self, key: str, slot) -> None:
        shortcut = QShortcut(QKeySequence(key), self.grid, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def _lay_out(self) -> None:
        top, middle, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.use)
        top.addWidget(self.export)
        self.label_words = QLabel(_("It is meant to be"))
        middle.addWidget(self.label_words)
        middle.addWidget(self.labels)
        middle.addStretch(1)
        for button in (self.delete, self.show_it):
            bottom.addWidget(button)
        bottom.addStretch(1)
        for button in (self.undo, self.redo):
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 2, 8, 2, 0)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        layout.addLayout(middle)
        layout.addLayout(bottom)

    # What is shown

    def follow_steps(self, stack: QUndoStack) -> None:
        """What Undo and Redo take back and do again."""
        connect_steps(stack, self.undo, self.redo)

    def show_digits(self, drawings: Sequence[Kept]) -> None:
        current = self.grid.current()
        same = len(drawings) == len(self._drawings)
        self._drawings = drawings
        images = np.array([drawing.image for drawing in drawings], np.uint8).reshape(-1, SIDE, SIDE)
        self.grid.set_images(images, [str(drawing.label) for drawing in drawings])
        if len(drawings):
            last = len(drawings) - 1
            self.grid.set_current(min(current, last) if same and current >= 0 else last)
        self.summary.setText(_summary(drawings))
        self._update()

    def _update(self) -> None:
        some = self.grid.current() >= 0
        for widget in (self.labels, self.label_words, self.delete, self.show_it):
            widget.setEnabled(some)
        for widget in (self.use, self.export):
            widget.setEnabled(bool(self._drawings))

    # What the person does

    def _on_label(self, digit: int) -> None:
        if self.grid.current() >= 0:
            self.relabelled.emit(self.grid.current(), digit)

    def _on_delete(self) -> None:
        if self.grid.current() >= 0:
            self.removed.emit(self.grid.current())

    def _on_show(self) -> None:
        if self.grid.current() >= 0:
            self.shown.emit(self.grid.current())


def _summary(drawings: Sequence[Kept]) -> str:
    if not drawings:
        return _("Your own hand")
    labels = {drawing.label for drawing in drawings}
    missing = [str(digit) for digit in range(10) if digit not in labels]
    count = whole(len(drawings))
    if not missing or len(missing) == 10:
        return _("{count} kept").format(count=count)
    return _("{count} kept; none yet of {digits}").format(count=count, digits=", ".join(missing))
