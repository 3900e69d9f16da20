"""A ring around the widget that a step speaks of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSpinBox, QWidget
from shiboken6 import isValid

from gui.look.sizes import px
from gui.widgets.stage import is_covered

WIDTH, GAP = 3, 4  # pixels: of the ring, and between it and the widget
TAB = Qt.FocusPolicy.TabFocus
MOVED = QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide


class Light(QWidget):
    """Follows the widget wherever it goes in ``window``. It is nothing but the ring, so that what is inside of it is
    painted, and clicked, as if it were not there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, objectName="lessonLight")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._followed: list[QObject] = []
        self.hide()

    def put_on(self, target: QWidget | None) -> None:
        """Around this one; None: around nothing."""
        for one in filter(isValid, self._followed):
            one.removeEventFilter(self)
        self._target, self._followed = target, []
        if target is not None:
            target.destroyed.connect(self._on_gone)
            around: QWidget | None = target
            while around is not None:
                around.installEventFilter(self)
                self._followed.append(around)
                around = around.parentWidget() if around is not self.parentWidget() else None
        self._follow()

    def take_focus(self) -> None:
        """To the widget, or to the first in it that takes it; not to a number, in which a page's keys mean nothing."""
        target = self._target
        if target is None or not isValid(target):
            return
        inside = (target, *(one for one in target.findChildren(QWidget) if not _is_number(one)))
        wanted = next((one for one in inside if one.focusPolicy() & TAB and one.isVisible() and one.isEnabled()), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_gone(self) -> None:
        """Some widget that was lit goes; and the ring, if it is around that one."""
        if isValid(self) and self._target is not None and not isValid(self._target):
            self.put_on(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOVED and self._target is not None and isValid(self._target):
            self._follow()
        return False

    def _follow(self) -> None:
        window = self.parentWidget()
        target = self._target
        if target is None or not target.isVisible() or is_covered(target):
            self.hide()
            return
        gap = px(GAP)
        place = QRect(target.mapTo(window, QPoint()), target.size()).adjusted(-gap, -gap, gap, gap)
        ring = place.intersected(_room(target, window))
        if ring != self.geometry() or self.isHidden():
            width = px(WIDTH)
            self.setGeometry(ring)
            inside = self.rect().adjusted(width, width, -width, -width)
            self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))
            self.raise_()
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Accent))


def _is_number(widget: QWidget) -> bool:
    """A field for a number, or the line in it."""
    return any(isinstance(one, QAbstractSpinBox) for one in (widget, widget.parentWidget()))


def _room(target: QWidget, window: QWidget) -> QRect:
    """Where in the window the target can be seen: within all that scrolls it."""
    room, around = window.rect(), target.parentWidget()
    while around is not None and around is not window:
        if isinstance(around.parentWidget(), QAbstractScrollArea):
            there = QRect(around.mapTo(window, QPoint()), around.size())
            room = room.intersected(there.adjusted(-px(GAP), 0, px(GAP), 0))  # else the ring is on its letters
        around = around.parentWidget()
    return room
