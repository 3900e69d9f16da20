"""How a window was before its letters were made larger, and how it becomes so again: splits, focus, scrolling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QSplitter, QStackedWidget, QWidget

from gui.look import sizes, theme
from gui.widgets.focus import focus_in
from gui.widgets.moved import Moved


class AsItWas:
    """How the window was before: its letters, its focus, and what a larger text moves."""

    def __init__(self, host: QWidget) -> None:
        self._host = host
        self.scale, self._times = 1.0, 1.0
        self._focused: QWidget | None = None
        self._splits: dict[QSplitter, list[int]] = {}
        self._scrolled: dict[QScrollArea, tuple[int, int]] = {}

    def remember(self) -> None:
        window = self._host.window()
        self.scale, self._times = sizes.scale(), theme.text_size(QApplication.instance())
        self._focused = focus_in(window)
        self._splits = {split: split.sizes() for split in window.findChildren(QSplitter)}
        self._scrolled = {area: _scrolled(area) for area in window.findChildren(QScrollArea) if area.isVisible()}

    def _lay_out_anew(self) -> None:
        """Neither splitters nor forms notice by themselves that smaller letters need less."""
        for layout in self._host.findChildren(QLayout):
            layout.invalidate()
        for kind in (QSplitter, QStackedWidget, QScrollArea):
            for widget in self._host.findChildren(kind):
                widget.updateGeometry()

    def set_letters(self, times: float) -> None:
        app = QApplication.instance()
        theme.set_text_size(app, round(times * theme.text_size(app), 2))

    def restore(self, moved: Sequence[Moved], focus: bool) -> None:
        theme.set_text_size(QApplication.instance(), self._times)
        for one in reversed(moved):  # what was moved twice had its own sizes the first time
            one.fix()
        self._lay_out_anew()
        for split, widths in self._splits.items():
            split.setSizes(widths)
        before, self._focused = self._focused, None
        if focus and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        for area, (across, down) in self._scrolled.items():
            area.horizontalScrollBar().setValue(across)
            area.verticalScrollBar().setValue(down)


def _scrolled(area: QScrollArea) -> tuple[int, int]:
    return area.horizontalScrollBar().value(), area.verticalScrollBar().value()
