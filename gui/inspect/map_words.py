"""What is said of a map, of its axes, and of an image on it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.inspection.evaluation import Evaluation
from engine.inspection.verdict import percent
from engine.numbers import duration, number, whole
from engine.words import _, ngettext
from gui.inspect.map_maker import TSNE, Made
from gui.widgets.class_names import are_digits

FEWEST = 2  # images of a map


def lesson(method: str, several: bool, names: Sequence[str]) -> str:
    """What a student can read from such a map."""
    if method == TSNE:
        return _(
            "Neighbours here are neighbours in the layer. How large a group is, and how far it is from the others, "
            "says nothing."
        )
    if several and are_digits(names):
        return _(
            "From map to map the digits come apart, as each layer untangles them further. Percent: the share of the "
            "variance."
        )
    if several:
        return _(
            "From map to map the classes come apart, as each layer untangles them further. Percent: the share of the "
            "variance."
        )
    return _(
        "Each point is an image; the axes are the two directions in which the images differ most. What lies apart here "
        "is told apart easily."
    )


def axis_words(made: Made, short: bool) -> tuple[str, str]:
    """What the axes are; empty for t-SNE, which has none. ``short``: where there is little room."""
    shares = made.map.explained
    if shares is None:
        return "", ""
    percents = [number(100 * share, 1) for share in shares]
    if short:
        across, up = (_("{percent} %").format(percent=percent) for percent in percents)
    else:
        sentence = _("component {count}: {percent} % of the variance")
        across, up = (sentence.format(count=place, percent=percent) for place, percent in enumerate(percents, 1))
    return across, up


def shown_words(count: int, total: int, wrong: int, own: int) -> str:
    """How many images are on the map, and what rings and frames are."""
    if count < total:
        words = [_("{count} of {total} images, chosen at random").format(count=whole(count), total=whole(total))]
    else:
        words = [ngettext("{count} image", "{count} images", count).format(count=whole(count))]
    if wrong:
        words.append(_("ringed: {count} misclassified").format(count=whole(wrong)))
    if own:
        words.append(_("on amber: {count} of your drawings").format(count=whole(own)))
    return "; ".join(words)


def compute_words(seconds: float) -> str:
    return _("Compute (about {duration})").format(duration=duration(seconds))


def not_computed_words(count: int) -> str:
    sentence = _("t-SNE takes a while for {count} images. Press Compute; the window goes on meanwhile.")
    return sentence.format(count=whole(count))


def image_words(evaluation: Evaluation | None, labels: np.ndarray, index: int, names: Sequence[str]) -> str:
    """What an image is, and what it is taken for. Without a network: only what it is."""
    true = names[int(labels[index])]
    if evaluation is None:
        return _("image {place}: {true}").format(place=index, true=true)
    guess, sure = int(evaluation.guesses[index]), float(np.exp(evaluation.sureness[index]))
    if evaluation.right[index]:
        sentence = _("image {place}: {true}\n✓ taken for {guess}, {percent}")
    else:
        sentence = _("image {place}: {true}\n✗ taken for {guess}, {percent}")
    return sentence.format(place=index, true=true, guess=names[guess], percent=percent(sure))


def own_words(label: int, names: Sequence[str]) -> str:
    return _("drawn by you: {name}").format(name=names[label])


def gathered_words(labels: np.ndarray, wrong: np.ndarray, names: Sequence[str]) -> str:
    """Of what classes the images in a rectangle are."""
    count = len(labels)
    words = ngettext("{count} image", "{count} images", count).format(count=whole(count))
    counts = np.bincount(labels, minlength=len(names))
    first = np.argsort(-counts, kind="stable")[:3]
    parts = [
        _("{name}: {count}").format(name=names[place], count=whole(counts[place])) for place in first if counts[place]
    ]
    if wrong.any():
        parts.append(_("misclassified: {count}").format(count=whole(wrong.sum())))
    return "\n".join([words, ", ".join(parts)])
