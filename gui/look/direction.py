"""From left to right, or from right to left: the window follows the language that it speaks, pictures do not."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPaintDevice, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from engine import words


def follow(app: QApplication) -> None:
    """Lay windows out as the language of the sentences is read: where it is from the right, forms, tabs, the rail and
    words are mirrored."""
    mirrored = words.is_from_the_right()
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)


def fold_arrow(is_open: bool) -> Qt.ArrowType:
    """What stands before the name of something that can be folded out: down, or the way that one reads."""
    if is_open:
        return Qt.ArrowType.DownArrow
    return Qt.ArrowType.LeftArrow if QApplication.isRightToLeft() else Qt.ArrowType.RightArrow


def back_and_on() -> tuple[Qt.Key, Qt.Key]:
    """The arrow keys that go back and on in a row that is mirrored with the window."""
    keys = Qt.Key.Key_Left, Qt.Key.Key_Right
    return keys[::-1] if QApplication.isRightToLeft() else keys


def keep_left_to_right(picture: QWidget) -> None:
    """For what has an axis, a grid, an image or code in it, whose left stays at the left in every language
    (docs/decisions.md)."""
    picture.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def picture_painter(device: QPaintDevice) -> QPainter:
    """For such a picture: by itself a QPainter has the direction of the window, and "left" would be its right side."""
    painter = QPainter(device)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return painter


def placed(widget: QWidget, place: QRect, room: QRect) -> QRect:
    """Where ``place``, told as in a window from left to right, is in the ``room`` of this one."""
    return QStyle.visualRect(widget.layoutDirection(), room, place)
