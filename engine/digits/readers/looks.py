"""What looks wrong with the images of a set, and what can be done about it: they lie otherwise than MNIST's, are dark
on light, far too faint, or blank."""

from __future__ import annotations

import numpy as np

from engine.arrays import Bytes, Singles, Whole
from engine.digits.dataset import CLASSES, SIDE
from engine.digits.readers.digit_means import HALF, digit_means
from engine.digits.readers.offers import TURNS, Offer, invert, stretch, turn
from engine.numbers import whole
from engine.words import _, ngettext

FAINT = 64  # a set whose lightest pixel is below has other values than 0..255
_LOOKED_AT = 2_000  # images at most, spread over the set
_MOST = 0.8  # share of the classes
_LEAST_ALIKE, _LEAD = 0.5, 0.08  # correlations: of a set that holds MNIST's digits, and by which one way is the surer


def some_of(images: np.ndarray) -> np.ndarray:
    """Places of images, spread over the set."""
    return np.unique(np.linspace(0, len(images) - 1, min(len(images), _LOOKED_AT)).astype(int))


def is_dark_on_light(images: Bytes) -> bool:
    """Whether the border is light in most images."""
    some = images[some_of(images)]
    border = np.concatenate([some[:, 0], some[:, -1], some[:, :, 0], some[:, :, -1]], axis=1)
    middle = (some.min(axis=(1, 2)).astype(int) + some.max(axis=(1, 2))) / 2
    return bool((np.median(border, axis=1) > np.maximum(middle, highest(images) / 2)).mean() > 0.5)


def highest(images: Bytes) -> int:
    return int(images.max())


def lying(images: Bytes, labels: Whole) -> str | None:
    """How digits lie: a key of TURNS that sets them upright, empty if they are, None if they are not MNIST's at all.

    By the correlation of each digit's average image with MNIST's.
    """
    places = some_of(images)
    means, there = _class_means(images[places], labels[places])
    truth = _centred(digit_means()[there])
    scores = {name: float((_centred(change(means)) * truth).sum(axis=(1, 2)).mean()) for name, change in TURNS.items()}
    upright = float((_centred(means) * truth).sum(axis=(1, 2)).mean())
    best = max(scores, key=lambda name: scores[name])
    if max(upright, scores[best]) < _LEAST_ALIKE:
        return None
    return best if scores[best] > upright + _LEAD else ""


def are_digits(images: Bytes, labels: Whole) -> bool:
    """Whether they are digits as MNIST has them, upright: most classes' averages are most like those of their own."""
    places = some_of(images)
    means, there = _class_means(images[places], labels[places])
    alike = _centred(means).reshape(len(means), -1) @ _centred(digit_means()).reshape(CLASSES, -1).T
    return bool((alike.argmax(axis=1) == there).mean() >= _MOST)


def _class_means(images: Bytes, labels: Whole) -> tuple[Singles, Whole]:
    """The average of each class at half the size, (classes, 14, 14), and which those are."""
    there = np.unique(labels)
    means = np.stack([images[labels == label].mean(axis=0) for label in there])
    return means.reshape(-1, HALF, SIDE // HALF, HALF, SIDE // HALF).mean((2, 4)).astype(np.float32), there


def _centred(means: Singles) -> Singles:
    """Each without its average, and of length 1: products of two are correlations."""
    away = means - means.mean(axis=(1, 2), keepdims=True)
    lengths = np.sqrt((away * away).sum(axis=(1, 2), keepdims=True))
    centred: Singles = away / np.maximum(lengths, 1e-6)
    return centred


def notes_of(images: Bytes, name: str) -> tuple[str, ...]:
    """Images in which there is nothing."""
    flat = images.reshape(len(images), -1)
    blank = int((flat.max(axis=1) == flat.min(axis=1)).sum())
    if not blank:
        return ()
    if blank == len(images):
        return (_("All images in {file} are blank: there is nothing to be seen or learned.").format(file=name),)
    sentence = ngettext(
        "{blank} of the {all} images in {file} is blank.", "{blank} of the {all} images in {file} are blank.", blank
    )
    return (sentence.format(blank=whole(blank), all=whole(len(images)), file=name),)


def offers_of(images: Bytes, digit_labels: Whole | None, transposed: str) -> tuple[Offer, ...]:
    """What the images look as if they needed, in the order in which it is done.

    ``digit_labels``: if the classes are digits. ``transposed``: the set whose files are, if this is one.
    """
    dark = is_dark_on_light(images)
    found = [*_turned(255 - images if dark else images, digit_labels, transposed)]
    if dark:
        found.append(invert(_("These images are dark on light; MNIST's are light on black.")))
    if 0 < highest(images) < FAINT:
        sentence = _("The lightest pixel in these images is {highest} of 255: they are nearly black.")
        most = highest(images)
        found.insert(0, stretch(most, sentence.format(highest=most)))
    return tuple(found)


def _turned(images: Bytes, digit_labels: Whole | None, transposed: str) -> tuple[Offer, ...]:
    way = lying(images, digit_labels) if digit_labels is not None and len(digit_labels) >= 5 else None
    if way:
        return (turn(way, _("These digits do not lie as MNIST's do: they look turned or mirrored.")),)
    if way is None and transposed:
        sentence = _("The files of {set} hold their images with rows and columns swapped.")
        return (turn("transpose", sentence.format(set=transposed)),)
    return ()
