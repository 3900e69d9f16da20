"""A widget that lives in another place for a while, and is put back exactly where it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QLayout, QSizePolicy, QSplitter, QWidget

ANY = QSize(16_777_215, 16_777_215)  # Qt's QWIDGETSIZE_MAX: no widget is larger


class Moved:
    """Takes ``widget`` out of its layout or splitter, where a stand-in keeps its place; one that stands in neither has
    no place to keep. ``gone``: called when that place is hidden, as the tab is that it belongs to."""

    def __init__(self, widget: QWidget, gone: Callable[[], object]) -> None:
        self.widget = widget
        self._parent, self._hidden = widget.parentWidget(), widget.isHidden()
        self._least, self._most, self._policy = widget.minimumSize(), widget.maximumSize(), widget.sizePolicy()
        self._stand_in = _StandIn(widget, gone) if _replace(widget, None) else None
        if self._stand_in is not None:
            _replace(widget, self._stand_in)
            self._stand_in.setHidden(self._hidden)

    def show(self) -> None:
        """In its new place, unless it was hidden in the old one."""
        self.widget.setHidden(self._hidden and self._stand_in is not None)

    def free(self) -> None:
        """Let it be as large as there is room, and as small as it can be: a size that is fixed belongs to its place. So
        does a height that goes with the width, else a square is as high as the page is wide."""
        widget, least, most = self.widget, self.widget.minimumSize(), self.widget.maximumSize()
        widget.setMaximumSize(ANY)
        fixed_width, fixed_height = least.width() == most.width(), least.height() == most.height()
        if is_a_line(widget):
            fixed_height = False
            widget.setMaximumHeight(most.height())
        else:
            policy = widget.sizePolicy()
            policy.setHeightForWidth(False)
            widget.setSizePolicy(policy)
        widget.setMinimumSize(0 if fixed_width else least.width(), 0 if fixed_height else least.height())

    def in_its_place(self) -> bool:
        """Whether its place can be seen."""
        place = self._parent if self._stand_in is None else self._stand_in
        return place is None or place.isVisible() or (self._hidden and self._stand_in is not None)

    def put_back(self) -> None:
        widget, hidden = self.widget, self.widget.isHidden()
        widget.setSizePolicy(self._policy)
        if self._stand_in is None:
            widget.setParent(self._parent)
            widget.hide()
        else:
            self._stand_in.gone = _nothing
            _replace(self._stand_in, widget)
            self._stand_in.hide()  # else its layout shows it a little later, which opens a window
            self._stand_in.setParent(None)
            self._stand_in.deleteLater()
            widget.setHidden(hidden)

    def fix(self) -> None:
        """Give it the sizes back that it had; when the letters are those that it had them for."""
        if self._stand_in is not None:
            self.widget.setMinimumSize(self._least)
            self.widget.setMaximumSize(self._most)


def is_a_line(widget: QWidget) -> bool:
    """Whether more height would be of no use to it, as to words."""
    return isinstance(widget, QLabel) or widget.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed


class _StandIn(QWidget):
    def __init__(self, widget: QWidget, gone: Callable[[], object]) -> None:
        super().__init__()  # a child of a splitter would be one more of its parts at once
        self.gone, self._hint = gone, widget.sizeHint()
        self.setSizePolicy(widget.sizePolicy())
        self.setMinimumSize(widget.minimumSize())
        self.setMaximumSize(widget.maximumSize())

    def sizeHint(self) -> QSize:
        return self._hint

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.gone()


def _nothing() -> None:
    pass


def _replace(widget: QWidget, other: QWidget | None) -> bool:
    """Put ``other`` where the widget is; with None, only tell whether that can be done."""
    parent = widget.parentWidget()
    if isinstance(parent, QSplitter):
        if other is not None:
            sizes = parent.sizes()
            parent.replaceWidget(parent.indexOf(widget), other)
            parent.setSizes(sizes)
        return True
    layout = None if parent is None else parent.layout()
    holder = None if layout is None else _holder(layout, widget)
    if holder is None:
        return False
    if other is not None:
        other.setParent(parent)
        _put_in_place(holder, widget, other)
    return True


def _holder(layout: QLayout, widget: QWidget) -> QLayout | None:
    """It, or the one in it, of which the widget is a part."""
    return next((one for one in (layout, *layout.findChildren(QLayout)) if one.indexOf(widget) >= 0), None)


def _put_in_place(layout: QLayout, widget: QWidget, other: QWidget) -> None:
    """Where the widget is. ``replaceWidget`` leaves its item behind, and as long as that is alive, every later one
    believes for ever what height has once gone with a width."""
    place = layout.indexOf(widget)
    if isinstance(layout, QBoxLayout):
        stretch = layout.stretch(place)
        layout.insertWidget(place, other, stretch, layout.takeAt(place).alignment())
    elif isinstance(layout, QGridLayout):
        cells = layout.getItemPosition(place)
        layout.addWidget(other, *cells, layout.takeAt(place).alignment())
    else:
        layout.replaceWidget(widget, other)
