"""Where Tab stops: the widgets of a part of the window that take the focus by it, in their order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops(root: QWidget) -> list[QWidget]:
    """Those in ``root`` that can be seen and used now, in the order of Tab, beginning anywhere in the window."""
    found, widget = [], root.nextInFocusChain()
    while widget is not None and widget is not root:
        if root.isAncestorOf(widget) and _stops(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def next_stop(root: QWidget, forward: bool) -> QWidget | None:
    """The one after that which has the focus; behind the last comes the first. None: there is none."""
    found = stops(root)
    if not found:
        return None
    now = root.window().focusWidget()
    if now not in found:
        return found[0 if forward else -1]
    return found[(found.index(now) + (1 if forward else -1)) % len(found)]


def _stops(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
