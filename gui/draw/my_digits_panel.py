"""My digits: what was kept, to be looked through, corrected, deleted, exported and used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES, SIDE
from engine.handwriting.my_digits import Kept
from engine.words import _
from gui.canvas.class_keys import class_of
from gui.draw.digit_buttons import DigitButtons
from gui.draw.my_digits_words import empty, of_class, summary
from gui.draw.page_words import relabel_tip
from gui.look.plain import plain_tip
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.explain import RowExplain
from gui.widgets.present_button import PresentButton
from gui.widgets.steps import connect_steps, step_buttons

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
USES_OF_CLASSES = (
    (_("Open as the program's images"), USES[0][2]),
    (_("Add to the images in hand"), USES[1][2]),
    (USES[2][1], _("Train on the images in hand, test with the ones of your own hand")),
)


class MyDigitsPanel(QWidget):
    relabelled = Signal(int, str)
    """Index, and the name of another class."""
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
        self._names: tuple[str, ...] = DIGIT_NAMES
        self._shown = np.empty(0, np.int64)  # the places in all drawings of those in the grid
        self.summary = QLabel(objectName="myDigitsSummary", wordWrap=True)
        self.grid = DigitGrid(scale=2, caption_characters=3, largest=6)
        self.grid.setObjectName("myDigitsGrid")
        self.grid.set_tips(self._tip)
        self.grid.current_changed.connect(self._update)
        self.labels = DigitButtons("relabel", relabel_tip, 10)
        self.labels.chosen.connect(self._on_label)
        self._make_filter()
        self._make_buttons()
        self._make_keys()
        self._lay_out()
        self.set_names(DIGIT_NAMES)

    def _make_filter(self) -> None:
        self.filter = QComboBox(objectName="myDigitsFilter")
        self.filter.setAccessibleName(_("Which drawings"))
        self.filter.setToolTip(_("Of which class the drawings below are"))
        self.filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.filter.setMinimumContentsLength(12)
        self.filter.activated.connect(self._show)

    def _make_buttons(self) -> None:
        self.use = self._menu_button(_("Use"), "useMyDigitsButton", _("Train or test with them"), USES, self.use_wanted)
        exports = [(key, words, "") for key, words in EXPORTS]
        self.export = self._menu_button(
            _("Export"), "exportMyDigitsButton", _("Save all of them in a file"), exports, self.export_wanted
        )
        self.delete = push_button(_("Delete"), "deleteMyDigitButton", _("Delete this digit (Delete)"), self._on_delete)
        self.show_it = push_button(_("Redraw"), "showMyDigitButton", _("Draw it on the canvas again"), self._on_show)
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
        for key in ("Delete", "Backspace"):
            self._key(key, self._on_delete)
        self.grid.clicked.connect(self._update)

    def _key(self, key: str, slot) -> None:
        shortcut = QShortcut(QKeySequence(key), self.grid, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)

    def _lay_out(self) -> None:
        top, middle, bottom = QHBoxLayout(), QBoxLayout(QBoxLayout.Direction.LeftToRight), QHBoxLayout()
        self._meant = middle
        top.addWidget(self.summary, 1)
        top.addWidget(PresentButton(_("My digits"), [self.grid]))
        top.addWidget(self.filter)
        top.addWidget(self.use)
        top.addWidget(self.export)
        top.addWidget(RowExplain(self.filter, self.use, self.export))
        self.label_words = QLabel(_("It is meant to be"))
        middle.addWidget(self.label_words)
        middle.addWidget(self.labels, 1)
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

    @property
    def names(self) -> tuple[str, ...]:
        """What the classes are called as which a drawing can be meant."""
        return self._names

    def set_names(self, names: Sequence[str]) -> None:
        """Drawings of other classes stay, and are shown under their names."""
        self._names = tuple(names)
        self.labels.set_names(names)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._meant.setDirection(beside if self.labels.are_short else below)
        self._name_actions(self._names == DIGIT_NAMES)
        self.grid.set_empty_text(empty(names))
        self.show_digits(self._drawings)

    def _name_actions(self, are_digits: bool) -> None:
        words = [use[1:] for use in USES] if are_digits else USES_OF_CLASSES
        for action, (name, tip) in zip(self.use.menu().actions(), words, strict=True):
            action.setText(name)
            action.setToolTip(tip)
        self.delete.setToolTip(_("Delete this digit (Delete)") if are_digits else _("Delete this drawing (Delete)"))

    def show_digits(self, drawings: Sequence[Kept]) -> None:
        current, shown = self.grid.current(), len(self._shown)
        self._drawings = drawings
        self._fill_filter()
        self._show()
        if len(self._shown):
            last = len(self._shown) - 1
            self.grid.set_current(min(current, last) if len(self._shown) == shown and current >= 0 else last)
        self.summary.setText(summary(drawings, self._names))
        self._update()

    def _fill_filter(self) -> None:
        """All, and each class of which there are drawings; where there are but digits there is nothing to choose."""
        chosen, counts = self.filter.currentData(), Counter(drawing.name for drawing in self._drawings)
        self.filter.clear()
        self.filter.addItem(_("All classes"), None)
        for name in [*(name for name in self._names if name in counts), *sorted(set(counts) - set(self._names))]:
            self.filter.addItem(of_class(name, counts[name]), name)
        self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)) if chosen is not None else 0)
        self.filter.setVisible(len(counts) > 1 and not set(counts) | set(self._names) <= set(DIGIT_NAMES))

    def _show(self) -> None:
        """Those of the class that is chosen."""
        name = self.filter.currentData()
        self._shown = np.array([k for k, one in enumerate(self._drawings) if name in (None, one.name)], np.int64)
        shown = [self._drawings[place] for place in self._shown]
        images = np.array([drawing.image for drawing in shown], np.uint8).reshape(-1, SIDE, SIDE)
        self.grid.set_images(images, [drawing.name for drawing in shown])
        self._update()

    def _tip(self, index: int) -> str:
        return plain_tip(self._drawings[self._shown[index]].name)

    def _update(self) -> None:
        some = self.grid.current() >= 0
        for widget in (self.labels, self.label_words, self.delete, self.show_it):
            widget.setEnabled(some)
        for widget in (self.use, self.export):
            widget.setEnabled(bool(self._drawings))

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = class_of(event, self._names) if self.grid.hasFocus() else None
        if name is None:
            super().keyPressEvent(event)
        else:
            self._on_label(name)

    def _current(self) -> int:
        """Which of all drawings; there is one."""
        return int(self._shown[self.grid.current()])

    def _on_label(self, name: str) -> None:
        if self.grid.current() >= 0:
            self.relabelled.emit(self._current(), name)

    def _on_delete(self) -> None:
        if self.grid.current() >= 0:
            self.removed.emit(self._current())

    def _on_show(self) -> None:
        if self.grid.current() >= 0:
            self.shown.emit(self._current())
