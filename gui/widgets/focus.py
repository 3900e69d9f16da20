"""Where Tab goes in a part of the window: to what takes the focus by it, in the order in which one reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def in_reading_order(root: QWidget, hidden: QWidget | None = None) -> list[QWidget]:
    """All that can be seen in ``root`` now: as its layouts say, or by its place where there are none. What lies over
    the rest comes first. ``hidden`` is among it wherever it is: it had the focus before it was hidden.

    Qt's own order is that in which things were made, so it changes with each page and part that is made late. It is not
    asked: PySide takes what ``nextInFocusChain`` returns for a child of the widget asked, and then takes it for
    destroyed together with that. So it does with ``focusProxy``, which is not asked either: of the part of a field that
    is its own proxy's child, each would be the other's, and both are gone with the next collection of garbage.
    """
    inside = root.findChildren(QWidget, options=_DIRECT)
    if not inside:
        return []  # as most have nothing in them
    shown = [widget for widget in inside if _is_meant(widget, hidden) and not widget.isWindow()]
    layout = QWidget.layout(root)
    laid_out = [] if layout is None else list(_laid_out(layout, shown))
    over = [widget for widget in shown if widget not in laid_out]
    found: list[QWidget] = []
    for widget in (*_row_by_row(over), *laid_out):
        found.append(widget)
        found += in_reading_order(widget, hidden if _holds(widget, hidden) else None)
    return found


def _is_meant(widget: QWidget, hidden: QWidget | None) -> bool:
    return widget.isVisible() or _holds(widget, hidden)


def _holds(widget: QWidget, hidden: QWidget | None) -> bool:
    return hidden is not None and (widget is hidden or widget.isAncestorOf(hidden))


def _laid_out(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of ``widgets`` that are in it, also in layouts that are in it."""
    parts = (*widgets, *layout.findChildren(QLayout, options=_DIRECT))
    placed = [(place, part) for part in parts if (place := layout.indexOf(part)) >= 0]
    for _place, part in sorted(placed, key=lambda one: _cell(layout, one[0])):
        if isinstance(part, QLayout):
            yield from _laid_out(part, widgets)
        else:
            yield part


def _cell(layout: QLayout, place: int) -> tuple[int, ...]:
    """A grid or a form may have been filled in any order."""
    if isinstance(layout, QGridLayout):
        return layout.getItemPosition(place)[:2]
    if isinstance(layout, QFormLayout):
        row, role = layout.getItemPosition(place)
        return row, role.value
    return (place,)


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

    PySide takes it for a child of whoever was asked last: that is to be its own parent.
    """
    found = window.focusWidget()
    if found is not None and found.parentWidget() is not None:
        found.parentWidget().focusWidget()
    return found


def stops(root: QWidget) -> list[QWidget]:
    """Those in ``root`` at which Tab stops: they can be seen and used now."""
    return [widget for widget in in_reading_order(root) if _stops(widget)]


def _stops(widget: QWidget) -> bool:
    by_tab = QWidget.focusPolicy(widget) & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled() and not (_hands_on(widget) or _in_vain(widget))


def _hands_on(widget: QWidget) -> bool:
    """Whether another has the focus in its place: of tabs their bar, of the line in a field the field."""
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
    seen = in_reading_order(root, now)
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
