"""Where Tab goes in a part of the window: to what takes the focus by it, in the order in which one reads."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLayout,
    QScrollArea,
    QTabWidget,
    QWidget,
)


def in_reading_order(root: QWidget, hidden: QWidget | None = None) -> Iterator[QWidget]:
    """All that can be seen in ``root`` now: as its layouts say, or by its place where there are none. What lies over
    the rest comes first. ``hidden`` is among it wherever it is: it had the focus before it was hidden.

    Qt's own order is that in which things were made, so it changes with each page and part that is made late. It is not
    asked: PySide takes what ``nextInFocusChain`` returns for a child of the widget asked, and then takes it for
    destroyed together with that.
    """
    laid_out = list(_laid_out(QWidget.layout(root)))
    inside = root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    over = [widget for widget in inside if widget not in laid_out]
    for widget in (*_row_by_row(over), *laid_out):
        holds = hidden is not None and (widget is hidden or widget.isAncestorOf(hidden))
        if (widget.isVisible() or holds) and not widget.isWindow():
            yield widget
            yield from in_reading_order(widget, hidden if holds else None)


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for place in _places(layout):
        item = layout.itemAt(place)
        widget = item.widget()
        if widget is not None:
            yield widget
        else:
            yield from _laid_out(item.layout())


def _places(layout: QLayout | None) -> list[int]:
    """Those of a grid or a form row by row: they may have been filled in any order."""
    places = list(range(0 if layout is None else layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: layout.getItemPosition(place)[:2])
    elif isinstance(layout, QFormLayout):
        places.sort(key=lambda place: (layout.getItemPosition(place)[0], layout.getItemPosition(place)[1].value))
    return places


def _row_by_row(widgets: list[QWidget]) -> Iterator[QWidget]:
    """What begins above the middle of another stands in one row with it."""
    rows: list[list[QWidget]] = []
    for widget in sorted(widgets, key=QWidget.y):
        if rows and QWidget.y(widget) <= QWidget.geometry(rows[-1][0]).center().y():
            rows[-1].append(widget)
        else:
            rows.append([widget])
    for row in rows:
        yield from sorted(row, key=QWidget.x, reverse=row[0].parentWidget().isRightToLeft())


def focus_in(window: QWidget) -> QWidget | None:
    """What has the focus in a window, or will have it when the window is in front.

    PySide takes it for a child of whoever was asked, so its own parent is asked last.
    """
    found = window.focusWidget()
    parent = None if found is None else found.parentWidget()
    return found if parent is None else parent.focusWidget()


def stops(root: QWidget) -> list[QWidget]:
    """Those in ``root`` at which Tab stops: they can be seen and used now."""
    return [widget for widget in in_reading_order(root) if _stops(widget)]


def _stops(widget: QWidget) -> bool:
    by_tab = QWidget.focusPolicy(widget) & Qt.FocusPolicy.TabFocus
    usable = widget.isVisible() and widget.isEnabled() and not hands_on(widget)
    return bool(by_tab) and usable and not _in_vain(widget)


def hands_on(widget: QWidget) -> bool:
    """Whether another takes the focus for it: for the line of a field the field, for tabs with their pages the tabs.

    ``focusProxy`` is not asked: PySide takes what it returns for a child of the widget asked.
    """
    return isinstance(widget, QTabWidget) or isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)


def _in_vain(widget: QWidget) -> bool:
    """Whether no key could do anything there: a grid or a list is empty, or nothing can be scrolled."""
    count = getattr(widget, "count", None)
    if isinstance(widget, QAbstractScrollArea) and callable(count) and not count():
        return True
    bars = (widget.horizontalScrollBar(), widget.verticalScrollBar()) if isinstance(widget, QScrollArea) else ()
    return bool(bars) and all(bar.maximum() <= bar.minimum() for bar in bars)


def next_stop(root: QWidget, forward: bool) -> QWidget | None:
    """The one after that which has the focus; behind the last comes the first. None: there is none."""
    now = focus_in(root.window())
    seen = list(in_reading_order(root, now))
    if now in seen:
        here = seen.index(now)
        seen = seen[here + 1 :] + seen[:here] if forward else seen[:here][::-1] + seen[here + 1 :][::-1]
    elif not forward:
        seen.reverse()
    return next(filter(_stops, seen), now if now is not None and root.isAncestorOf(now) and _stops(now) else None)


def go_on(root: QWidget, forward: bool) -> bool:
    """What Tab does in ``root``, or Shift+Tab; False: there is nowhere to go."""
    following = next_stop(root, forward)
    if following is None:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    following.setFocus(reason)
    _bring_in_sight(following)
    return True


def _bring_in_sight(widget: QWidget) -> None:
    """Qt does so only where Tab stays within what scrolls."""
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
