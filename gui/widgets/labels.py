"""Labels by their role, which the style sheet knows: how they look is said there, once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy


def label(role: str, words: str = "", **properties: Any) -> QLabel:
    """``role``: "plotTitle", "muted", "error" or another of gui.look.theme; ``properties``: as for QLabel itself.

    Its words are plain text, for they may hold the name of a file, unless its textFormat is given.
    """
    made = QLabel(words, **{"textFormat": Qt.TextFormat.PlainText} | properties)
    made.setProperty("role", role)
    return made


def narrow_label(role: str, words: str = "", **properties: Any) -> QLabel:
    """The same, but however long its words are, it does not widen what it stands in."""
    made = label(role, words, **properties)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made
