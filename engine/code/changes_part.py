"""What is done to the images of a set before training and testing, in a program: a function for each kind of change."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from engine.code.lines import filled
from engine.code.recipe import Recipe
from engine.digits.changes import (
    AFTER_AUGMENTATION,
    BEFORE_AUGMENTATION,
    BINARISED,
    CHANGE_KINDS,
    FEW,
    INVERTED,
    LEFT_OUT,
    SCRAMBLED,
    SCRAMBLED_EACH,
    SHIFTED,
    TESTING,
    TRAINING,
    Change,
)
from engine.experiments.factors import Plan

FUNCTIONS = {
    LEFT_OUT: """
def without(images, labels, digits):
    kept = ~np.isin(labels, digits)
    return images[kept], labels[kept]
""",
    FEW: '''
def some_of(images, labels, count, seed):
    """So many at random, in their order."""
    chosen = np.random.default_rng(seed).choice(len(labels), min(count, len(labels)), replace=False)
    return images[np.sort(chosen)], labels[np.sort(chosen)]
''',
    SHIFTED: '''
def shifted(images, most, seed):
    """Each image moved at random, by up to so many pixels down or up and along."""
    moves = np.random.default_rng(seed).integers(-most, most, (len(images), 2), endpoint=True)
    padded = np.pad(images, ((0, 0), (most, most), (most, most)))
    starts = most - moves
    return np.stack([image[y : y + 28, x : x + 28] for image, (y, x) in zip(padded, starts, strict=True)])
''',
    BINARISED: """
def binarised(images):
    return (images > 0.5).astype(np.float32)
""",
    INVERTED: """
def inverted(images):
    return 1 - images
""",
    SCRAMBLED: '''
def scrambled(images):
    """The pixels in another order, the same for all: to this network it makes no difference."""
    order = np.random.default_rng(0).permutation(784)
    return images.reshape(-1, 784)[:, order].reshape(-1, 28, 28)
''',
    SCRAMBLED_EACH: '''
def each_scrambled(images, seed):
    """The pixels of each image in an order of its own."""
    return np.random.default_rng(seed).permuted(images.reshape(-1, 784), axis=1).reshape(-1, 28, 28)
''',
}
CALLS = {
    LEFT_OUT: "@SET@_images, @SET@_labels = without(@SET@_images, @SET@_labels, @DIGITS@)",
    FEW: "@SET@_images, @SET@_labels = some_of(@SET@_images, @SET@_labels, @NUMBER@, seed=@SEED@)",
    SHIFTED: "@SET@_images = shifted(@SET@_images, most=@NUMBER@, seed=@SEED@)",
    BINARISED: "@SET@_images = binarised(@SET@_images)",
    INVERTED: "@SET@_images = inverted(@SET@_images)",
    SCRAMBLED: "@SET@_images = scrambled(@SET@_images)",
    SCRAMBLED_EACH: "@SET@_images = each_scrambled(@SET@_images, seed=@SEED@)",
}
HEADING = "# What is done to the images"


def changes(recipe: Recipe) -> str:
    """Empty if nothing is done. What follows augmentation, in training, is done where that is."""
    chosen = recipe.plan.changes.ordered()
    if not chosen:
        return ""
    return _marked("\n".join([HEADING, functions(change.kind for change in chosen), calls(recipe.plan)]))


def functions(kinds: Iterable[str]) -> str:
    """Those that make the changes of these kinds, and the empty lines after them."""
    return "".join(FUNCTIONS[kind].strip("\n") + "\n\n\n" for kind in kinds).removesuffix("\n")


def calls(plan: Plan) -> str:
    """What is done to the training images before any augmentation or validation split, and to the test images."""
    kinds = BEFORE_AUGMENTATION if _has_later_ones(plan) else CHANGE_KINDS
    return "\n".join([*_calls(plan, TRAINING, "train", kinds), *_calls(plan, TESTING, "test", CHANGE_KINDS)])


def _has_later_ones(plan: Plan) -> bool:
    """Whether some changes of the training images come later: after their variants, or after the validation split."""
    return plan.config.augmentation != "none" or plan.config.validation_fraction > 0


def after_validation(recipe: Recipe) -> str:
    """What is done, after the validation split, to both of its parts; to the training images only if nothing is to be
    done to them before."""
    plan = recipe.plan
    train = [] if recipe.augments else _calls(plan, TRAINING, "train", AFTER_AUGMENTATION)
    return _marked("\n".join([*train, *_calls(plan, TRAINING, "validation", AFTER_AUGMENTATION)]))


def after_augmentation(recipe: Recipe) -> str:
    """What is done to the images of an epoch, which are in ``images``."""
    return _marked(calls_after(recipe.plan))


def calls_after(plan: Plan) -> str:
    return "\n".join(_calls(plan, TRAINING, "", AFTER_AUGMENTATION)).replace("_images", "images")


def _calls(plan: Plan, where: str, name: str, kinds: Iterable[str]) -> Iterable[str]:
    seed = plan.changes.seed + (where == TESTING)
    for change in plan.changes.ordered():
        if change.kind in kinds and change.where not in {TRAINING, TESTING} - {where}:
            yield _call(change, name, seed)


def _call(change: Change, name: str, seed: int) -> str:
    return filled(CALLS[change.kind], set=name, digits=sorted(change.which), number=change.number, seed=seed)


def _marked(text: str) -> str:
    """Each line as one of the changes."""
    return "\n".join(f"{line}  #: changes" if line and not line.startswith("#") else line for line in text.split("\n"))


# Of experiments, whose plans may have different changes


class Ways:
    """What is done to the images of the different plans: a pair of functions for each different way."""

    def __init__(self, plans: list[Plan]) -> None:
        self.ways = [way for way in dict.fromkeys(map(_way, plans)) if any(way)]
        self.kinds = {change.kind for plan in plans for change in plan.changes.chosen}

    def names(self, plan: Plan) -> tuple[str, str]:
        """Of a plan's functions, for the settings; "None" where nothing is done."""
        before, after = way = _way(plan)
        index = self.ways.index(way) + 1 if way in self.ways else 0
        return (f"changed_{index}" if before else "None"), (f"after_{index}" if after else "None")

    def text(self) -> str:
        """Empty if nothing is done to any."""
        made = "\n\n\n".join(self._made())
        return f"# What is done to the images\n{functions(self._in_order())}\n{made}" if made else ""

    def _in_order(self) -> list[str]:
        return [kind for kind in CHANGE_KINDS if kind in self.kinds]

    def _made(self) -> Iterator[str]:
        for index, (before, after) in enumerate(self.ways, 1):
            if before:
                sets = "train_images, train_labels, test_images, test_labels"
                yield f"def changed_{index}({sets}):\n{textwrap.indent(before, '    ')}\n    return {sets}"
            if after:
                yield f"def after_{index}(images):\n{textwrap.indent(_returned(after), '    ')}"


def _way(plan: Plan) -> tuple[str, str]:
    """What is done to the images of a plan: to the sets, and what comes later."""
    return calls(plan), calls_after(plan) if _has_later_ones(plan) else ""


def _returned(calls: str) -> str:
    """With the last one's images given back."""
    *first, last = calls.split("\n")
    return "\n".join([*first, last.replace("images = ", "return ", 1)])
