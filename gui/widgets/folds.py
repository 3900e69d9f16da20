"""What is folded out, and closed by Esc: the innermost first."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QWidget

_MARK = "folds"


def closes_by_esc(button: QAbstractButton) -> None:
    """``button`` is on while something is folded out."""
    button.setProperty(_MARK, True)


def close_innermost(start: QWidget) -> bool:
    """Fold in what is open closest around ``start``, the one made last if there are several. False: nothing is open."""
    around: QWidget | None = start
    while around is not None:
        found = [button for button in (around, *around.findChildren(QAbstractButton)) if _is_open(button)]
        if found:
            found[-1].click()
            return True
        around = around.parentWidget() if not around.isWindow() else None
    return False


def _is_open(widget: QWidget) -> bool:
    is_fold = isinstance(widget, QAbstractButton) and bool(widget.property(_MARK))
    return is_fold and widget.isChecked() and widget.isVisible() and widget.isEnabled()
