"""The words of the Data page: its tabs, and what it says of the set and of what is done to it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.digits.dataset import Digits
from engine.digits.summary import Overview
from engine.numbers import number, whole
from engine.words import _, ngettext

PURPOSES = {
    True: _("See the digits as people see them, and as the network does."),
    False: _("See the images as people see them, and as the network does."),
}
"""By whether the classes are digits."""

ONE_TABS = {
    True: (_("One digit"), _("All images of a digit: how alike they are, and their average")),
    False: (_("One class"), _("All images of a class: how alike they are, and their average")),
}
"""The name and the tip of that tab, by whether the classes are digits."""

TABS = (
    ("samplesTab", _("Samples"), _("A dozen images at random")),
    ("oneDigitTab", *ONE_TABS[True]),
    ("pixelsTab", _("Pixel values"), _("Histograms before and after normalisation")),
    ("changesTab", _("Changes"), _("Binarised, inverted, shifted, scrambled, fewer; other value ranges")),
    ("tableTab", _("As a table"), _("The numbers themselves: a row for each image, its label first")),
    (
        "componentsTab",
        _("Components"),
        _("The directions in which the images differ most, and an image rebuilt from a few"),
    ),
)
"""The objectName of each, its name and its tip."""


def result(applied: bool, are_digits: bool) -> str:
    """What comes of the changes."""
    if are_digits:
        changed = _("Applied to the next training; the digits themselves stay as they are.")
        return changed if applied else _("Nothing is applied: the network gets the digits as they are.")
    changed = _("Applied to the next training; the images themselves stay as they are.")
    return changed if applied else _("Nothing is applied: the network gets the images as they are.")


def offer(test: Digits | None) -> str:
    """The question whether to test with the set that came with the digits; empty where none did."""
    if not test:
        return ""
    words = ngettext("Test with the one\nthat came with it", "Test with the {count}\nthat came with it", len(test))
    return words.format(count=whole(len(test)))


def facts(found: Overview, are_digits: bool) -> str:
    """Two lines on the set and its pixels."""
    classes = int(np.count_nonzero(found.counts))
    if are_digits:
        images = (
            ngettext("{count} image of one digit", "{count} images of one digit", found.count) if classes == 1 else
            ngettext("{count} image of {classes} digits", "{count} images of {classes} digits", found.count)
        )  # fmt: skip
    else:
        images = (
            ngettext("{count} image of one class", "{count} images of one class", found.count) if classes == 1 else
            ngettext("{count} image of {classes} classes", "{count} images of {classes} classes", found.count)
        )  # fmt: skip
    pixels = _("pixels {low} to {high}, {black} % are 0")
    return "\n".join([
        images.format(count=whole(found.count), classes=classes),
        pixels.format(low=found.low, high=found.high, black=number(found.black, 0)),
    ])  # fmt: skip


def origin(digits: Digits) -> str:
    if not digits.origin:
        return _("Ships with Inkling")
    path = Path(digits.origin)
    return _("From {folder}").format(folder=path.parent.name or path.name)
