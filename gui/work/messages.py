"""What the person is told, from anywhere: the window decides where it shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Messages(QObject):
    failed = Signal(str)
    """A sentence that must be seen: what went wrong, or must be known."""
    told = Signal(str)
    """A sentence on what was done: for a moment, in the status bar."""
