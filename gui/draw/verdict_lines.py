"""What is said of the drawing: the verdict above the tabs, and below the canvas what is doubtful about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.widgets.announcing import SettledAnnouncer
from gui.widgets.labels import label
from gui.widgets.steady_place import SteadyPlace

VERDICT, REASON = 50, 50  # heights of its two lines, and of three below the canvas, in pixels


class VerdictLines:
    """Two labels, each in a place of its own that does not change its height."""

    def __init__(self) -> None:
        self.verdict = label("verdict", objectName="verdict", wordWrap=True)
        self._announcer = SettledAnnouncer(self.verdict)
        self.verdict_place = SteadyPlace(self.verdict, VERDICT)
        self.reason = label("muted", objectName="verdictReason", wordWrap=True)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reason_place = SteadyPlace(self.reason, REASON)

    def say(self, verdict: str, reason: str, aloud: bool) -> None:
        """``aloud``: also to a screen reader, once it has settled."""
        _set_text(self.verdict, verdict)
        _set_text(self.reason, reason)
        if aloud:
            self._announcer.tell(verdict)


def _set_text(label: QLabel, words: str) -> None:
    if words != label.text():
        label.setText(words)
