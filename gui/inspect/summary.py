"""How right a network is on a set of images, in a sentence, and what it was trained on."""

from __future__ import annotations

from engine.experiments.yardsticks.inspected import YardstickInspection
from engine.inspection.image_sets import Judged
from engine.numbers import number, whole
from engine.words import _, ngettext


def summary(found: Judged, epoch: int | None) -> str:
    """How right the network is on the images, and whether it has seen them in training."""
    evaluation = found.evaluation
    count, errors = len(evaluation), len(evaluation.errors)
    if not count:
        return _("This set has no images.")
    right = _accuracy(found.share_seen, epoch).format(percent=number(evaluation.accuracy, 1), epoch=epoch)
    wrong = ngettext("{errors} of {count} image wrong", "{errors} of {count} images wrong", count)
    facts = f"{right}, {wrong.format(errors=whole(errors), count=whole(count))}"
    facts = "; ".join(filter(None, (facts, _chosen(found))))
    return ". ".join(filter(None, (facts, _seen(found))))


def _accuracy(share_seen: float | None, epoch: int | None) -> str:
    """Its name and time, with a place for the number."""
    if share_seen == 0:
        return _("Test accuracy: {percent} %") if epoch is None else _("Test accuracy after epoch {epoch}: {percent} %")
    if share_seen == 1:
        return (
            _("Accuracy on images seen in training: {percent} %") if epoch is None else
            _("Accuracy on images seen in training after epoch {epoch}: {percent} %")
        )  # fmt: skip
    return _("Accuracy: {percent} %") if epoch is None else _("Accuracy after epoch {epoch}: {percent} %")


def _seen(found: Judged) -> str:
    """Words, if it was trained on some of the images, or nobody knows."""
    if found.share_seen is None:
        return _("It is not known whether the network was trained on them.")
    if found.share_seen in (0, 1):
        return ""
    seen = int(found.seen.sum())
    words = ngettext("{seen} of them was seen in training", "{seen} of them were seen in training", seen)
    return words.format(seen=whole(seen))


def _chosen(found: Judged) -> str:
    """Words, if the network was chosen as the best of its epochs on some of the images: it is flattered by those."""
    if not found.share_chosen_on:
        return ""
    if found.share_chosen_on == 1:
        return _("the network was chosen on these images, so this is a little too good")
    words = _("the network was chosen on {count} of them, so this is a little too good")
    return words.format(count=whole(found.chosen_on.sum()))


def origin(found: Judged) -> str:
    """What the network was trained on, or the yardstick was fitted to, in a sentence."""
    trained = found.trained_on
    if isinstance(found, YardstickInspection):
        return _("This yardstick was fitted to {digits}.").format(digits=trained)
    if trained is None:
        return _("What this network was trained on is not known.")
    return _("This network was trained on {digits}.").format(digits=trained)
