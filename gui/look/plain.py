"""Names as they are: what people call their files and runs may look like HTML, or hold the sign of a menu's key."""

from __future__ import annotations

from PySide6.QtGui import Qt


def looks_like_html(text: str) -> bool:
    """Whether Qt would take it for that where nobody says what it is."""
    return Qt.mightBeRichText(text)


def plain_tip(text: str) -> str:
    """For a tooltip, which would take what looks like HTML for it. (A label is given its textFormat.)"""
    return Qt.convertFromPlainText(text) if looks_like_html(text) else text


def menu_words(text: str) -> str:
    """For an entry of a menu, in which & underlines the letter after it."""
    return text.replace("&", "&&")
