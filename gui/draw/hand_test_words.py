"""What "Test my hand" says: of digits, or of other classes."""

from __future__ import annotations

from collections.abc import Sequence

from engine.digits.dataset import DIGIT_NAMES
from engine.handwriting.hand_test import HandTest
from engine.inspection.verdict import article
from engine.numbers import whole
from engine.words import _, ngettext

ROUNDS = (10, 20, 30, 50, 100)


def introduction(names: Sequence[str]) -> str:
    if tuple(names) == DIGIT_NAMES:
        return _(
            "How well is your own hand read? You are asked for digits in random order; draw each as you always write "
            "it. At the end the networks are scored on the same drawings: the one that ships, and yours if you have "
            "trained one."
        )
    return _(
        "How well is your own hand read? You are asked for the network's classes in random order; draw each as you "
        "always do. At the end the networks that know these classes are scored on the same drawings."
    )


def rounds(names: Sequence[str]) -> dict[int, str]:
    """How many may be asked for, and how that is said: also each class once, where that is another number."""
    if tuple(names) == DIGIT_NAMES:
        return {n: ngettext("{count} digit", "{count} digits", n).format(count=n) for n in ROUNDS}
    found = {n: ngettext("{count} drawing", "{count} drawings", n).format(count=n) for n in ROUNDS}
    each = _("{count} drawings, one of each class").format(count=len(names))
    return dict(sorted({**found, len(names): each}.items()))


def usual(names: Sequence[str]) -> int:
    """How many are asked for unless the person chooses: about two of each class, or one of many."""
    return next((n for n in ROUNDS if n >= 2 * len(names)), len(names)) if len(names) <= 15 else len(names)


def prompt(test: HandTest) -> str:
    """What is asked for in a test that is not at its end."""
    name = test.next
    assert name is not None
    if test.names == DIGIT_NAMES:
        return _("Draw {article} {digit}").format(article=article(int(name)), digit=name)
    return _("Draw: {name}").format(name=name)


def hint(test: HandTest) -> str:
    """Beside it: which letter, where a small and a capital one may look alike; and what to do then."""
    name, go_on = test.next or "", _("Then press Return, or:")
    if len(name) != 1 or name.swapcase() == name or name.swapcase() not in test.names:
        return go_on
    letter = _("This is the capital letter.") if name.isupper() else _("This is the small letter.")
    return f"{letter} {go_on}"


def draw_first(test: HandTest) -> str:
    """What is told where nothing was drawn."""
    if test.names == DIGIT_NAMES:
        return _("Draw a {digit} on the canvas first, or skip it.").format(digit=test.next)
    return _("Draw “{name}” on the canvas first, or skip it.").format(name=test.next)


def several_words(count: int) -> str:
    """What is told where more digits were drawn than the one that was asked for."""
    return ngettext(
        "That looks like {count} digit. If it is one, press Return again; if not, erase the rest.",
        "That looks like {count} digits, and one was asked for. If it is one, press Return again; if not, erase the "
        "rest.",
        count,
    ).format(count=whole(count))
