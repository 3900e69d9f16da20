"""Where Tab stops in a part of the window: the widgets that take the focus by it, in reading order."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from gui.look.sizes import px

ROW = 16  # pixels: what begins within so many of each other stands in one row


def stops(root: QWidget) -> list[QWidget]:
    """Those in ``root`` that can be seen and used now.

    Qt's own order is not asked: PySide takes what ``nextInFocusChain`` returns for a child of the widget asked,
    and then takes it for destroyed together with that.
    """
    found = [widget for widget in root.findChildren(QWidget) if _stops(widget)]
    return sorted(found, key=lambda widget: _place(widget, root))


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
    by_tab = QWidget.focusPolicy(widget) & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _place(widget: QWidget, root: QWidget) -> tuple[int, int]:
    place = widget.mapTo(root, QPoint())
    return place.y() // px(ROW), -place.x() if root.isRightToLeft() else place.x()
