"""Goes round a window by the Tab key as a person does, and says what is wrong with the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLabel, QScrollArea, QTabWidget, QWidget

from gui.widgets.still_plot import StillPlot

MOST = 150  # more than any window has
NEAR = 3  # pixels that frames may reach into each other


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
