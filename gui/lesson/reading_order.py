"""The widgets in a layout that Tab goes to, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def in_reading_order(layout: QLayout | None) -> Iterator[QWidget]:
    """Also what is hidden now, and what stands in other layouts inside of it. What hands the focus on is such a stop,
    too."""
    for place in range(0 if layout is None else layout.count()):
        item = layout.itemAt(place)
        widget = item.widget()
        if widget is None:
            yield from in_reading_order(item.layout())
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
            yield widget
        yield from in_reading_order(widget.layout())


def set_tab_order(widgets: list[QWidget]) -> None:
    """Each after the one before."""
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)
