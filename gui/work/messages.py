"""What the person is told, from anywhere: the window decides where it shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Messages(QObject):
    """Sentences. ``topic``: what one is about, such as "digits"; a newer sentence on it takes the place of the older.

    Three kinds stay until they are closed or settled: failures, advice, and what the program did by itself.
    """

    failed = Signal(str)
    """What went wrong."""
    failed_on = Signal(str, str)
    """A topic, and what went wrong with it."""
    advised = Signal(str, str)
    """A topic, and what the person might do."""
    noted = Signal(str, str)
    """A topic, and what the program has done by itself, or what is to be known of what was opened."""
    settled = Signal(str)
    """A topic on which there is nothing to say any more: it went well after all."""
    told = Signal(str)
    """What was done, as it was asked: for a moment, in the status bar."""
