"""Another style sheet for a program that is running, with no more ado than that takes.

Qt tells every widget there is that its style has changed, twice, and each that is written in Python then runs some. It
tells nobody who has a style of their own, so those who need not hear of it count as having one for so long.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

TOLD_BY_NOBODY = Qt.WidgetAttribute.WA_SetStyle


def restyle(app: QApplication, sheet: str, same_sizes: bool = False) -> None:
    """``same_sizes``: the sheet differs from the one that is there by its colours alone; then what is hidden needs not
    hear of it, since it is told of its palette, and painted when it is shown.

    The old sheet is taken away first: where one follows another, Qt polishes a widget once for each that it stands in.
    Nobody hears of that, else what is scrolled would move to where it fits without a sheet.
    """
    widgets = app.allWidgets()
    deaf = _deafen(widgets)
    app.setStyleSheet("")
    _undeafen([widget for widget in deaf if widget.isVisible() or not same_sizes])
    app.setStyleSheet(sheet)
    _undeafen(deaf)


def _deafen(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Those of them that heard until now."""
    deaf = [widget for widget in widgets if not widget.testAttribute(TOLD_BY_NOBODY)]
    for widget in deaf:
        widget.setAttribute(TOLD_BY_NOBODY, True)
    return deaf


def _undeafen(widgets: Sequence[QWidget]) -> None:
    for widget in widgets:
        widget.setAttribute(TOLD_BY_NOBODY, False)
