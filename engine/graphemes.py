"""Cutting what people have written, in any script, so that no letter is cut in two.

What looks like one letter may be several characters: a base with its accents, the parts of a Korean syllable (as in
names of files from a Mac), a picture made of several. Follows "Unicode Text Segmentation" (UAX #29) as far as names
of files and classes need it: rules GB6 to GB9a, GB11 and, of flags, GB12.
"""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"  # ZERO WIDTH JOINER
_LEADING, _VOWELS, _TRAILING = ("\u1100", "\u115f"), ("\u1160", "\u11a7"), ("\u11a8", "\u11ff")
_SYLLABLES, _FLAGS, _SKIN = ("\uac00", "\ud7a3"), ("\U0001f1e6", "\U0001f1ff"), ("\U0001f3fb", "\U0001f3ff")


def cut(text: str, most: int, sign: str = "…") -> str:
    """``text``, or as many whole letters of its beginning as, with ``sign``, are ``most`` characters at most."""
    if len(text) <= most:
        return text
    end = max(0, most - len(sign))
    while end > 0 and not _is_boundary(text, end):
        end -= 1
    return text[:end].rstrip() + sign


def _is_boundary(text: str, place: int) -> bool:
    """Whether a letter ends before the character at ``place``."""
    before, after = text[place - 1], text[place]
    if unicodedata.category(after) in ("Mn", "Mc", "Me") or after == _JOINER or _is_in(after, _SKIN):
        return False
    if before == _JOINER or _is_in_a_syllable(before, after):
        return False
    return not (_is_in(before, _FLAGS) and _is_in(after, _FLAGS) and _flags_before(text, place) % 2)


def _is_in_a_syllable(before: str, after: str) -> bool:
    """A Korean syllable is one or more leading parts, vowels, trailing parts; or begins with whole ones."""
    if _is_in(after, _VOWELS):
        return any(_is_in(before, part) for part in (_LEADING, _VOWELS, _SYLLABLES))
    if _is_in(after, _TRAILING):
        return any(_is_in(before, part) for part in (_VOWELS, _TRAILING, _SYLLABLES))
    return _is_in(before, _LEADING) and (_is_in(after, _LEADING) or _is_in(after, _SYLLABLES))


def _flags_before(text: str, place: int) -> int:
    """How many halves of flags in a row end there."""
    count = 0
    while place - count > 0 and _is_in(text[place - count - 1], _FLAGS):
        count += 1
    return count


def _is_in(character: str, span: tuple[str, str]) -> bool:
    return span[0] <= character <= span[1]
