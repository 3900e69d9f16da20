"""Buttons to choose classes by: in rows, which scroll where there are too many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QToolButton, QWidget

from engine.digits.dataset import CLASSES
from gui.data.snug_area import SnugArea
from gui.look import sizes
from gui.look.direction import back_and_on
from gui.look.plain import menu_words, plain_tip
from gui.look.sizes import px, sized

LONG = 66  # pixels of a button whose name is a word
EDGE = 12  # of these, left and right of the name
TWO_ROWS = 2  # are enough for all classes, where there is room for more than ten in a row
MOST_ROWS = 3  # that are in sight at least; with more of them, buttons are lower
LOW = 22  # pixels of those


@dataclass(frozen=True)
class Shape:
    """Of the buttons, in pixels: the ``width`` and ``height`` of one (0: what its text needs), the ``gap`` between two,
    and how much ``room`` a row has."""

    width: int
    height: int
    gap: int
    room: int


class _Button(QToolButton):
    """``go_from``: takes the button and a key, and says whether that has led to another button."""

    def __init__(self, go_from: Callable[[QToolButton, Qt.Key], bool], *args, **settings) -> None:
        super().__init__(*args, **settings)
        self._go_from = go_from

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._go_from(self, Qt.Key(event.key())):
            super().keyPressEvent(event)


class ClassButtons(SnugArea):
    """``group`` has a button for each class, by its number. Names that are too long end in an ellipsis."""

    def __init__(self, name: str, tip: Callable[[str], str], shape: Shape, parent: QWidget | None = None) -> None:
        """``name``: the objectName of a button, with {} for its number; ``tip``: its tooltip, of a class's name."""
        super().__init__(QWidget(), self._least, parent)
        self._name, self._tip, self._shape = name, tip, shape
        self._names: tuple[str, ...] = ()
        self._made: list[QToolButton] = []  # also those that are not needed now: they keep their places for Tab
        self.group = QButtonGroup(self)
        self._grid = QGridLayout(self.widget())
        self._grid.setContentsMargins(0, 0, 0, 0)
        sized(self._grid.setSpacing, shape.gap)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        sizes.changed.connect(self._fit)

    def names(self) -> tuple[str, ...]:
        return self._names

    def set_classes(self, names: tuple[str, ...], tip: Callable[[str], str] | None = None) -> None:
        """A button for each of ``names``; none of them is chosen, unless they are the same as before."""
        self._tip = tip or self._tip
        if names == self._names:
            return
        self._names = names
        for button in self.group.buttons():
            self.group.removeButton(button)
            self._grid.removeWidget(button)
            button.hide()
        while len(self._made) < len(names):
            self._make()
        for label, button in enumerate(self._made[: len(names)]):
            button.setChecked(False)
            button.setToolTip(plain_tip(self._tip(names[label])))
            button.setAccessibleName(names[label])
            self.group.addButton(button, label)
        self._fit()

    def _make(self) -> None:
        button = _Button(self.go_from, self.widget(), checkable=True, objectName=self._name.format(len(self._made)))
        button.setProperty("role", "choice")
        self._made.append(button)

    def go_from(self, button: QToolButton, key: Qt.Key) -> bool:
        """Whether the key is an arrow that leads to another of them, or on from the last. Where only one can be chosen
        Qt's own do so; where several can, Tab stops at one of them, too, and Qt finds no other that it stops at."""
        back, on = back_and_on()
        steps = {back: -1, on: 1, Qt.Key.Key_Up: -self.columns(), Qt.Key.Key_Down: self.columns()}
        if self.group.exclusive() or key not in steps:
            return False
        place = self._made.index(button) + steps[key]
        if 0 <= place < len(self._names):
            self._made[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._made[place])
        return True

    # How they stand

    def is_long(self) -> bool:
        """Whether the names are words, which need wider buttons than a letter."""
        return self._widest() > px(self._shape.width) - px(4)

    def _widest(self) -> int:
        return max(map(self.fontMetrics().horizontalAdvance, self._names), default=0)

    def _width(self) -> int:
        """Of a button."""
        return min(px(LONG), self._widest() + px(EDGE)) if self.is_long() else px(self._shape.width)

    def columns(self) -> int:
        """Buttons in a row: ten, unless there is room for more and need of it."""
        most = (px(self._shape.room) + px(self._shape.gap)) // (self._width() + px(self._shape.gap))
        return max(1, min(most, max(CLASSES, -(-len(self._names) // TWO_ROWS))))

    def rows(self) -> int:
        return max(1, -(-len(self._names) // self.columns()))

    def row_width(self) -> int:
        """Of a whole row of buttons, in pixels."""
        columns = min(len(self._names), self.columns())
        return columns * (self._width() + px(self._shape.gap))

    def _fit(self) -> None:
        columns, width = self.columns(), self._width()
        height = self._shape.height if self.rows() <= TWO_ROWS else min(LOW, self._shape.height)
        for label, name in enumerate(self._names):
            button = self._made[label]
            room = width - px(EDGE) // 2
            fitting = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room) if self.is_long() else name
            button.setText(menu_words(fitting))
            button.setFixedWidth(width)
            button.setMinimumHeight(px(height))
            self._grid.addWidget(button, label // columns, label % columns)
            button.show()
        self.updateGeometry()

    def _least(self) -> int:
        """The height of three rows."""
        rows, high, gap = self.rows(), self.widget().sizeHint().height(), px(self._shape.gap)
        return high if rows <= MOST_ROWS else round(MOST_ROWS * (high + gap) / rows)
