"""The language of the sentences: gettext, chosen once, before anything that speaks is imported.

So a sentence is translated where it stands, in a constant too. It is written whole, with named placeholders that
`.format` fills in: `_("{name} holds {images} images.").format(name=path.name, images=whole(count))`, and with
`ngettext` where a number changes the words. What is saved in files, compared or written as code is not translated.
`make translations` takes the sentences out for the translators. In a language that is read from right to left, whatever
is filled in is set apart by Unicode's isolates (UAX #9), so that a name or a formula keeps its own order; so is a
percent sign after it, or a sign before it.
"""

from __future__ import annotations

import gettext
import re
from pathlib import Path

DOMAIN = "inkling"
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "translations"
"""``<language>/LC_MESSAGES/inkling.mo``, the language being the environment's (LANGUAGE, LC_ALL, LC_MESSAGES, LANG)."""

FROM_THE_RIGHT = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")
"""Languages that are read from right to left, as gettext names them without their country."""

_FILLED_IN = re.compile(r"(?<!{)((?:{{)*)((?:(?<!\S)[<>±])?{[^{}]+}(?:[ \u00a0\u202f]?[%\u066a])?)")
_ISOLATED = "\\1\u2068\\2\u2069"  # FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE
_ISOLATES = re.compile("[\u2066-\u2069]")

_chosen = gettext.translation(DOMAIN, FOLDER, fallback=True)


def choose(translations: gettext.NullTranslations) -> None:
    """Speak by these from now on; what has been imported before has its constants as they were."""
    global _chosen
    _chosen = translations


def language() -> str:
    """As gettext names it ("de", "pt_BR"); "en" where there is no translation."""
    return _chosen.info().get("language", "en")


def is_from_the_right() -> bool:
    """Whether the language is read from right to left."""
    return language().split("_")[0].split("@")[0] in FROM_THE_RIGHT


def left_to_right(formula: str) -> str:
    """In its own order, also where it stands alone in a window that is read from the right."""
    return f"\u2066{formula}\u2069" if is_from_the_right() else formula


def without_isolates(text: str) -> str:
    """As it is typed, or wanted on the clipboard."""
    return _ISOLATES.sub("", text)


def _(sentence: str) -> str:
    return _isolated(_chosen.gettext(sentence))


def ngettext(one: str, several: str, count: int) -> str:
    """The words for this many, in languages with more than two forms, too."""
    return _isolated(_chosen.ngettext(one, several, count))


def _isolated(sentence: str) -> str:
    return _FILLED_IN.sub(_ISOLATED, sentence) if "{" in sentence and is_from_the_right() else sentence
