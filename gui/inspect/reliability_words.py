"""What the Reliability tab says: of a set, and of the images in one bin."""

from __future__ import annotations

import math

from engine.inspection.reliability import Reliability
from engine.numbers import number, whole
from engine.words import _, ngettext

NOTICED = 0.05  # percentage points, from which it is said to be too sure or too modest

PURPOSE = _("Of the images that the network is 80 % sure of, is it right in 80 %? Stated against right.")
EXPLAINED = _(
    "Each bar: of the images whose guess has about this probability, how many are right. The short line across it is "
    "the probability that was stated: honest bars end there, on the diagonal. A hatched gap is the difference, the "
    "thin line up and down is how far chance could move the bar, and the small bars below count the images."
)


def of_set(found: Reliability) -> str:
    """How far what is stated is from what is right."""
    stated, right = float(found.probability.mean()), float(found.is_right.mean())
    words = _("Calibration error {error} %. On average the guesses state {stated} %, and {right} % are right: {how}")
    return words.format(
        error=number(found.error, 2), stated=number(100 * stated, 1), right=number(100 * right, 1),
        how=_how(found.boasting),
    )  # fmt: skip


def _how(points: float) -> str:
    if abs(points) < NOTICED:
        return _("neither too sure nor too modest.")
    words = _("too sure, by {points} points.") if points > 0 else _("too modest, by {points} points.")
    return words.format(points=number(abs(points), 1))


def between(found: Reliability, place: int) -> str:
    """The probabilities of a bin: "80.0 to 86.7 %"."""
    low, high = (number(100 * edge, 1) for edge in found.edges[place : place + 2])
    return _("{low} to {high} %").format(low=low, high=high)


def of_bin(found: Reliability, place: int) -> str:
    """How many images are in a bin, what is stated of them, and how many are right."""
    count = int(found.counts[place])
    if not count:
        return _("No guess has {between}.").format(between=between(found, place))
    words = ngettext(
        "{count} image whose guess has {between}: stated {stated} %, right {right} %.",
        "{count} images whose guesses have {between}: stated {stated} %, right {right} %.",
        count,
    ).format(
        count=whole(count), between=between(found, place), stated=number(100 * found.stated[place], 1),
        right=number(100 * found.right[place], 1),
    )  # fmt: skip
    return f"{words} {_chance(found, place)}"


def _chance(found: Reliability, place: int) -> str:
    low, high = found.range_of_chance[:, place]
    stated = found.stated[place]
    if low <= stated <= high:
        return _("That may be chance.")
    return _("It is too sure here.") if stated > high else _("It is too modest here.")


def gap(found: Reliability, place: int) -> float:
    """The stated less the right in a bin, -1 to 1; 0 where it is empty."""
    difference = float(found.stated[place] - found.right[place])
    return 0.0 if math.isnan(difference) else difference
