"""Buttons for the classes, by which a drawing is kept or corrected: ten for the digits, others for other classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolButton, QWidget

from engine.digits.dataset import DIGIT_NAMES
from gui.look import sizes
from gui.look.plain import menu_words, plain_tip
from gui.look.sizes import px

SIDE, WIDEST = 26, 96  # of a button at least, and the width of one for a long name, in pixels
SPACE = 4
MOST_ROWS = 4  # in sight; what is below is scrolled to


class DigitButtons(QScrollArea):
    """The digits stand in so many columns, other classes in rows that are as long as there is room for."""

    chosen = Signal(str)
    """The button of the class with this name was pressed."""

    def __init__(self, name: str, tip: Callable[[str], str], columns: int = 5, parent: QWidget | None = None) -> None:
        """``name``: begins the buttons' object names; ``tip``: their tooltip, for the name of a class."""
        super().__init__(parent)
        self._name, self._tip, self._for_digits = name, tip, columns
        self._names: tuple[str, ...] = ()
        self.buttons: list[QToolButton] = []
        self._columns = self._wide = self._high = 0
        self._make_inside()
        self.set_names(DIGIT_NAMES)
        sizes.changed.connect(self._fit)

    def _make_inside(self) -> None:
        inside = QWidget()
        self.setWidget(inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for see_through in (self.viewport(), inside):
            see_through.setAutoFillBackground(False)

    @property
    def names(self) -> tuple[str, ...]:
        return self._names

    def set_names(self, names: Sequence[str]) -> None:
        """What the classes are called."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        for button in self.buttons:
            button.setParent(None)
            button.deleteLater()
        self.buttons = [self._button(number, name) for number, name in enumerate(self._names)]
        self._fit()

    def _button(self, number: int, name: str) -> QToolButton:
        button = QToolButton(self.widget(), objectName=f"{self._name}{number}Button")
        button.setToolTip(plain_tip(self._tip(name)))
        button.setAccessibleName(name)
        button.setProperty("class_name", name)
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("class_name"))

    # Where they stand

    @property
    def are_short(self) -> bool:
        """Whether they need no more room than the digits."""
        return len(self._names) <= len(DIGIT_NAMES) and all(len(name) == 1 for name in self._names)

    def _fit(self) -> None:
        """Names as wide as there is room for, and everything at its place."""
        for button, name in zip(self.buttons, self._names, strict=True):
            words = button.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, px(WIDEST) - px(12))
            button.setText(menu_words(words))
        hints = [button.sizeHint() for button in self.buttons]
        narrow = all(len(name) == 1 for name in self._names)  # and well within that
        self._wide = px(SIDE) if narrow else max(px(SIDE), *(hint.width() for hint in hints))
        self._high = max(px(SIDE), *(hint.height() for hint in hints))
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        columns = self._columns_for(self.width())
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self.buttons):
            row, column = divmod(place, columns)
            left, top = column * (self._wide + px(SPACE)), row * (self._high + px(SPACE))
            button.setGeometry(left, top, self._wide, self._high)
            button.show()
        rows = -(-len(self.buttons) // columns)
        self.widget().resize(_length(columns, self._wide), _length(rows, self._high))
        self.setFixedHeight(_length(min(rows, MOST_ROWS), self._high))
        self.updateGeometry()

    def _columns_for(self, width: int) -> int:
        """As many as fit, and no more than make the rows of one length."""
        count = len(self._names)
        if self.are_short:
            return min(self._for_digits, count)
        across = self._wide + px(SPACE)
        fitting = (width + px(SPACE)) // across
        if -(-count // max(1, fitting)) > MOST_ROWS:  # beside the scroll bar
            fitting = (width + px(SPACE) - self.verticalScrollBar().sizeHint().width()) // across
        rows = -(-count // max(1, min(fitting, count)))
        return -(-count // rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_length(self._columns if self.are_short else 1, self._wide), self.minimumHeight())


def _length(count: int, side: int) -> int:
    """Of so many buttons beside or below each other."""
    return count * side + (count - 1) * px(SPACE)
