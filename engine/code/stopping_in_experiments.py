"""What the program of an experiment does if some candidate keeps images for validation, or may end early.

``used``: here and below, the settings that stand in the program.
"""

from __future__ import annotations

from collections.abc import Collection

from engine.code.lines import filled

RULES = ("patience", "target_accuracy")
VALIDATION = """
if validation_fraction:
    train_images, validation_images, train_labels, validation_labels = train_test_split(
        train_images, train_labels, test_size=validation_fraction, stratify=train_labels, random_state=seed
    )
    @AFTER@"""
AFTER = """
if after is not None:
    validation_images = after(validation_images)
    @TRAIN@"""
AFTER_ALSO_IN_TRAINING = "train_images = after(train_images)"
UNLESS_VARIED = 'train_images = after(train_images) if augmentation == "none" else train_images'


def validation(used: Collection[str]) -> str:
    """The split of the training images, and what is done to values and order of the pixels after it."""
    if "validation_fraction" not in used:
        return ""
    train = UNLESS_VARIED if "augmentation" in used else AFTER_ALSO_IN_TRAINING
    return filled(VALIDATION, after=filled(AFTER, train=train) if "after" in used else "")


WATCHED = """
X_watched, y_watched = vectors(test_images, input_range), y_test"""
VALIDATION_WATCHED = """
if validation_fraction:
    X_watched, y_watched = vectors(validation_images, input_range), torch.from_numpy(validation_labels)"""


def watched(used: Collection[str]) -> str:
    """The images that say when it ends."""
    if not _stops(used):
        return ""
    return filled(WATCHED) + ("\n" + filled(VALIDATION_WATCHED) if "validation_fraction" in used else "")


def begin(used: Collection[str]) -> str:
    return "best, stale = -1, 0" if _stops(used) else ""


STOP = """
with torch.no_grad():
    watched = 100 * (network(X_watched).argmax(dim=1) == y_watched).double().mean().item()
best, stale = (watched, 0) if watched > best else (best, stale + 1)
if @WHEN@:
    break"""
WHEN = {"target_accuracy": "0 < target_accuracy <= watched", "patience": "0 < patience <= stale"}


def stop(used: Collection[str]) -> str:
    """At the end of an epoch."""
    if not _stops(used):
        return ""
    return filled(STOP, when=" or ".join(words for name, words in WHEN.items() if name in used))


MEAN = "mean = np.mean(accuracies, axis=0)"
MEAN_OF_SOME = """
shortest = min(map(len, accuracies))
mean = np.mean([course[:shortest] for course in accuracies], axis=0)"""


def mean(used: Collection[str]) -> str:
    """Over the seeds, which may have ended at different epochs."""
    return filled(MEAN_OF_SOME) if _stops(used) else MEAN


def _stops(used: Collection[str]) -> bool:
    return any(name in used for name in RULES)
