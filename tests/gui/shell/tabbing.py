"""Goes round a window by the Tab key as a person does, and says what is wrong with the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from gui.widgets.still_plot import StillPlot

MOST = 150  # more than any window has
NEAR = 3  # pixels that frames may reach into each other
STANDS_OUT, LINE = 48, 20  # of 256 tones of a colour, and pixels


def round_by_tab(start: QWidget, root: QWidget | None = None) -> list[QWidget]:
    """What has the focus one after another until it is ``start`` again, or what is not in ``root``."""
    start.setFocus()
    visited = [start]
    while len(visited) < MOST:
        QTest.keyClick(visited[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is start or (root is not None and not root.isAncestorOf(now)):
            return visited
        if now is not visited[-1] or not isinstance(now, QLabel):  # one word of it after another
            visited.append(now)
    raise AssertionError(f"not round after {MOST}: {[widget.objectName() for widget in visited[-3:]]}")


def wrong_ways(top: QWidget, start: QWidget, root: QWidget | None = None) -> Iterator[str]:
    """``root``: the part of ``top`` that is looked at, all of it without one."""
    places = {widget: _place(widget, top) for widget in (root or top).findChildren(QWidget) if widget.isVisible()}
    visited = round_by_tab(start, root)
    wanted = {widget for widget in places if _can_be_worked_with(widget)}  # of a group, only the chosen one by now
    for widget in visited:
        if visited.count(widget) > 1:
            yield f"{_called(widget)} is come by twice"
        if not widget.isVisible() or not widget.isEnabled() or isinstance(widget, StillPlot):
            yield f"{_called(widget)} is a stop in vain"
    yield from (f"{_called(widget)} is not reached" for widget in wanted - set(visited))
    for first, then in combinations(visited, 2):
        if _scrolled_by(first) is _scrolled_by(then) and _is_before(places[then], places[first], top):
            yield f"{_called(first)} comes before {_called(then)}, which is read first"


def unseen(stops: list[QWidget], known: set[tuple]) -> Iterator[str]:
    """Those whose pixels do not tell that they have the focus; of those that look alike, one. ``known``: the kinds that
    have been looked at, to which is added."""
    for before, widget in zip([stops[-1], *stops], stops, strict=False):
        if (kind := _looks(widget)) in known or widget is before:
            continue
        known.add(kind)
        before.setFocus()
        without = _around(widget)
        while (now := QApplication.focusWidget()) is before or (isinstance(now, QLabel) and now is not widget):
            QTest.keyClick(now, Qt.Key.Key_Tab)
        if now is widget and not _differ(without, _around(widget)):
            yield f"{_called(widget)} does not show that it has the focus"


def _around(widget: QWidget) -> QImage:
    """It, and the line that may lie around it."""
    QApplication.processEvents()
    return widget.parentWidget().grab(QWidget.geometry(widget).adjusted(-NEAR, -NEAR, NEAR, NEAR)).toImage()


def _looks(widget: QWidget) -> tuple:
    """What decides how the focus is shown."""
    is_checked = isinstance(widget, QAbstractButton) and widget.isChecked()
    own = widget.objectName() if isinstance(widget, QScrollArea | QLabel) else ""
    in_rail = widget.parentWidget().objectName() == "rail"
    return type(widget), widget.property("role"), is_checked, in_rail, own


def _differ(one: QImage, other: QImage) -> bool:
    """By as many pixels as a short line has, of colours that stand out from each other."""
    if one.size() != other.size():
        return True
    colors = [_colors(image).astype(int) for image in (one, other)]
    return int((abs(colors[0] - colors[1]).max(2) > STANDS_OUT).sum()) >= LINE


def _colors(image: QImage) -> np.ndarray:
    made = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(made.constBits(), np.uint8).reshape(made.height(), made.width(), 4)[:, :, :3].copy()


def _can_be_worked_with(widget: QWidget) -> bool:
    """Told from the widget alone, and not by what says where Tab goes. Empty grids and what has nothing to scroll may
    be left out."""
    by_tab = bool(QWidget.focusPolicy(widget) & Qt.FocusPolicy.TabFocus)
    is_part = isinstance(widget, QTabWidget) or isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
    count = getattr(widget, "count", None)
    is_empty = isinstance(widget, QScrollArea) or (callable(count) and not count())
    return by_tab and widget.isEnabled() and not is_empty and not is_part


def _is_before(one: QRect, other: QRect, top: QWidget) -> bool:
    """Whether it is read before the other: it stands above it, or beside it on the side where one begins."""
    over_each_other = min(one.right(), other.right()) - max(one.left(), other.left()) > 2 * NEAR
    beside = min(one.bottom(), other.bottom()) - max(one.top(), other.top()) > min(one.height(), other.height()) / 2
    first, second = (other, one) if top.isRightToLeft() else (one, other)
    is_left = first.right() <= second.left() + NEAR
    return (over_each_other and one.bottom() <= other.top() + NEAR) or (beside and is_left)


def _scrolled_by(widget: QWidget) -> QScrollArea | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


def _place(widget: QWidget, top: QWidget) -> QRect:
    return QRect(widget.mapTo(top, QPoint()), QWidget.size(widget))


def _called(widget: QWidget) -> str:
    return widget.objectName() or type(widget).__name__
