"""The words of the field in a text, as links to what is said of them."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from engine.lesson.glossary import Glossary, Word

SCHEME = "word:"
_CLOSED = re.compile(r"`[^`]*`|\[[^\]]*\]\([^)]*\)")
"""What stays as it is: code, and links that are there."""


def linked(markdown: str, words: Glossary) -> str:
    """``markdown`` with the first of each word as a link ``word:name``."""
    closed = [found.span() for found in _CLOSED.finditer(markdown)]
    out, end = [], 0
    seen: set[Word] = set()
    for start, stop, word in words.in_text(markdown):
        inside = any(first <= start < last for first, last in closed)
        if word in seen or inside or start < end:
            continue
        seen.add(word)
        out += [markdown[end:start], f"[{markdown[start:stop]}]({SCHEME}{quote(word.name)})"]
        end = stop
    return "".join([*out, markdown[end:]])


def word_of(link: str, words: Glossary) -> Word | None:
    """The word that a link leads to."""
    return words.word(unquote(link.removeprefix(SCHEME))) if link.startswith(SCHEME) else None
