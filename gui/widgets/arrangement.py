"""How a person has arranged what is in a page or window: tabs in front, splitters, columns, and a window's size.

Texts by key of the settings, of whatever has an objectName; gui/shell/window_state.py has them remembered. Sizes are
written as beside the usual letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTabWidget, QWidget

from gui.look import sizes
from gui.widgets.persons_splitter import PersonsSplitter

_Widget = TypeVar("_Widget", bound=QWidget)

KEY = "arrangement/"
LARGEST = 10_000  # pixels: no screen is larger, nor any column
_NUMBERS = re.compile(r"\d{1,5}(,\d{1,5})*")
_COLUMNS = re.compile(r"(?:sorted (?P<sorted>\d{1,3}) (?P<order>up|down))?(?P<widths>(?: \d{1,3}:\d{1,5})*)")


def arrangement(root: QWidget) -> dict[str, str]:
    """Of all that has a name in ``root``, and of itself where it is a window."""
    state = {KEY + tabs.objectName(): _front(tabs) for tabs in _named(root, QTabWidget)}
    for split in _named(root, PersonsSplitter):
        if split.by_person and all(split.sizes()):
            state[KEY + split.objectName()] = _written(split.sizes())
    for table in _named(root, QTableWidget):
        if words := _columns(table.horizontalHeader()):
            state[KEY + table.objectName()] = words
    if root.isWindow() and root.objectName():
        state[KEY + root.objectName()] = _written(root.size().toTuple())
    return state


def arrange(root: QWidget, state: Mapping[str, str]) -> None:
    """As it was; whatever is missing or makes no sense stays as it is."""
    for tabs in _named(root, QTabWidget):
        _bring_to_front(tabs, state.get(KEY + tabs.objectName(), ""))
    for split in _named(root, PersonsSplitter):
        chosen = _read(state.get(KEY + split.objectName(), ""))
        if len(chosen) == split.count() and all(chosen):
            split.take_over(chosen)
    for table in _named(root, QTableWidget):
        _arrange_columns(table, state.get(KEY + table.objectName(), ""))
    size = _read(state.get(KEY + root.objectName(), "")) if root.isWindow() else []
    if len(size) == 2:
        usual = 1 / sizes.scale()
        sizes.resize(root, size[0] * usual, size[1] * usual)


def _named(root: QWidget, kind: type[_Widget]) -> Iterator[_Widget]:
    return (one for one in root.findChildren(kind) if one.objectName())


def _written(pixels: tuple[int, ...] | list[int]) -> str:
    return ",".join(str(round(one / sizes.scale())) for one in pixels)


def _read(text: str) -> list[int]:
    """Pixels; none if that is no list of them."""
    found = [int(one) for one in text.split(",")] if _NUMBERS.fullmatch(text) else []
    return [sizes.px(one) for one in found] if max(found, default=0) <= LARGEST else []


def _front(tabs: QTabWidget) -> str:
    return _name_of(tabs, tabs.currentIndex())


def _name_of(tabs: QTabWidget, index: int) -> str:
    """That of what is on the tab, or its place where that has none."""
    shown = tabs.widget(index)
    return (shown.objectName() if shown is not None else "") or str(index)


def _bring_to_front(tabs: QTabWidget, name: str) -> None:
    for index in range(tabs.count()):
        if _name_of(tabs, index) == name and tabs.isTabVisible(index) and tabs.isTabEnabled(index):
            tabs.setCurrentIndex(index)


def _columns(header: QHeaderView) -> str:
    """By which column it is sorted, and the width of each that a person may change."""
    section, mode = header.sortIndicatorSection(), QHeaderView.ResizeMode.Interactive
    is_sorted = header.isSortIndicatorShown() and 0 <= section < header.count()
    order = "up" if header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "down"
    widths = [
        f" {column}:{round(header.sectionSize(column) / sizes.scale())}"
        for column in range(header.count())
        if header.sectionResizeMode(column) == mode
    ]
    return (f"sorted {section} {order}" if is_sorted else "") + "".join(widths)


def _arrange_columns(table: QTableWidget, words: str) -> None:
    found, header = _COLUMNS.fullmatch(words), table.horizontalHeader()
    if found is None:
        return
    for column, width in (map(int, one.split(":")) for one in found["widths"].split()):
        mine = column < header.count() and header.sectionResizeMode(column) == QHeaderView.ResizeMode.Interactive
        if mine and 0 < width <= LARGEST:
            header.resizeSection(column, sizes.px(width))
    if found["sorted"] and header.isSortIndicatorShown() and int(found["sorted"]) < header.count():
        up = found["order"] == "up"
        table.sortByColumn(int(found["sorted"]), Qt.SortOrder.AscendingOrder if up else Qt.SortOrder.DescendingOrder)
