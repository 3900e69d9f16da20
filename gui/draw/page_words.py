"""What the Draw page says, by what the classes of its network are called."""

from __future__ import annotations

from collections.abc import Sequence

from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.graphemes import cut
from engine.inspection.verdict import article
from engine.numbers import whole
from engine.words import _
from gui.canvas.class_keys import has_key

MOST_LISTED = 8
"""Names in a sentence; of more only the first and the last are said."""


LONGEST = 22
"""Characters of a name in the verdict."""


NOT_YET = _("Your hand is tested without a verdict.")


def are_digits(names: Sequence[str]) -> bool:
    return tuple(names) == DIGIT_NAMES


def purpose(names: Sequence[str], digits: Digits | None, has_network: bool) -> str:
    """What the page is for or, where the digits in hand are of other classes, what the network knows."""
    if has_network and digits is not None and digits.names != tuple(names):
        if are_digits(names):
            words = _("This network knows the ten digits. “{digits}” has other classes: train a network on those.")
        else:
            words = _("This network knows {classes}. “{digits}” has other classes: train a network on those.")
        return words.format(classes=listed(names), digits=digits.name)
    if are_digits(names):
        return _("Draw a digit and see the network's evidence for each of the ten.")
    if len(names) > MOST_LISTED:
        words = _("Draw one of {classes}, and see the network's evidence for each.")
    else:
        words = _("Draw one of these, and see the network's evidence for each: {classes}.")
    return words.format(classes=listed(names))


def listed(names: Sequence[str]) -> str:
    """ "A, B and C" or, of many, "26 classes, “A” to “Z”"."""
    if len(names) > MOST_LISTED:
        words = _("{count} classes, “{first}” to “{last}”")
        return words.format(count=whole(len(names)), first=names[0], last=names[-1])
    return ", ".join(names)


def brief(names: Sequence[str]) -> tuple[str, ...]:
    """Names of which two fit into the verdict's lines: the bars beside it tell the whole."""
    return tuple(cut(name, LONGEST) for name in names)


def invitation(names: Sequence[str]) -> str:
    return _("Draw a digit on the black square.") if are_digits(names) else _("Draw on the black square.")


def evidence_tip(names: Sequence[str]) -> str:
    """Of the tab."""
    if are_digits(names):
        return _("How much speaks for each of the ten digits")
    return _("How much speaks for each of the {count} classes").format(count=whole(len(names)))


def hand_tip(names: Sequence[str]) -> str:
    """Of the tab."""
    if are_digits(names):
        return _("You are asked for digits, and the networks are scored on your drawings")
    return _("You are asked for the classes, and the networks are scored on your drawings")


def picture_tip(names: Sequence[str]) -> str:
    """Of what pastes a picture."""
    if are_digits(names):
        return _("A picture of one digit, dark on light or light on dark: it is cut to its ink")
    return _("A picture, dark on light or light on dark: it is cut to its ink")


def keep_tip(name: str) -> str:
    """Of the button that keeps a drawing."""
    if name in DIGIT_NAMES:
        words = _(
            "Keep what you drew in My digits as a {digit} (or press the key), and clear the canvas.\n"
            "Of a picture, what the network gets of it is kept."
        )
    elif has_key(name):
        words = _(
            "Keep what you drew in My digits as “{digit}” (or press the key), and clear the canvas.\n"
            "Of a picture, what the network gets of it is kept."
        )
    else:
        words = _(
            "Keep what you drew in My digits as “{digit}”, and clear the canvas.\n"
            "Of a picture, what the network gets of it is kept."
        )
    return words.format(digit=name)


def relabel_tip(name: str) -> str:
    """Of the button that corrects a drawing that is kept."""
    if name in DIGIT_NAMES:
        words = _("This is meant to be {digit} (or press the key)")
    elif has_key(name):
        words = _("This is meant to be “{digit}” (or press the key)")
    else:
        words = _("This is meant to be “{digit}”")
    return words.format(digit=name)


def kept_words(name: str, count: int, last: bool = True) -> str:
    """What is told of a drawing that was kept, of which there are ``count`` now; ``last``: nothing else is left on the
    canvas."""
    if name in DIGIT_NAMES and not last:
        words = _("Kept as {article} {digit}: {count} in My digits. The next one is shown, or take it back with Undo.")
        return words.format(article=article(int(name)), digit=name, count=whole(count))
    if name in DIGIT_NAMES:
        words = _("Kept as {article} {digit}: {count} in My digits. Draw the next one, or take it back with Undo.")
        return words.format(article=article(int(name)), digit=name, count=whole(count))
    words = _("Kept as “{name}”: {count} in My digits. Draw the next one, or take it back with Undo.")
    return words.format(name=name, count=whole(count))


TABS = (
    (_("Evidence"), evidence_tip(DIGIT_NAMES)),
    (_("Why?"), _("What the network gets, which ink speaks for and against, and what it looks like inside")),
    (_("Test my hand"), hand_tip(DIGIT_NAMES)),
    (_("My digits"), _("The drawings that you have kept, to train and test with")),
    (_("Picture"), _("Of a pasted picture: which part counts, how it is turned, and what was taken for ink")),
)
