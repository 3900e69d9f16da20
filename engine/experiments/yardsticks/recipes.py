"""Which yardsticks there are, and the few things that can be set on each."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.digits.dataset import PIXELS
from engine.errors import UserError
from engine.numbers import short, whole
from engine.words import _, ngettext

EUCLIDEAN, MANHATTAN = DISTANCES = ("euclidean", "manhattan")
UNIFORM, BY_DISTANCE = VOTES = ("uniform", "distance")


@dataclass(frozen=True)
class Logistic:
    """``strength``: scikit-learn's C. Raises UserError, with the field's name, as all recipes do."""

    iterations: int = 100
    strength: float = 1.0

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True)
class Centroid:
    """``distance``: "euclidean" or "manhattan"."""

    distance: str = EUCLIDEAN

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True)
class Neighbours:
    """``votes``: "uniform", or by "distance"."""

    neighbours: int = 3
    votes: str = UNIFORM

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True)
class Forest:
    """``depth``: questions in a row at most; 0 is as many as it takes."""

    trees: int = 100
    depth: int = 0

    def __post_init__(self) -> None:
        _check(self)


@dataclass(frozen=True)
class Machine:
    """``components``: principal ones that the images are reduced to. ``strength``: scikit-learn's C."""

    components: int = 50
    strength: float = 10.0

    def __post_init__(self) -> None:
        _check(self)


Recipe = Logistic | Centroid | Neighbours | Forest | Machine


@dataclass(frozen=True)
class Parameter:
    """What can be set: a number from ``low`` to ``high``, or one of ``choices`` (by its value: what a person reads)."""

    title: str
    tip: str
    low: float = 0
    high: float = 0
    choices: Mapping[str, str] | None = None

    def fault(self, value: Any) -> str:
        """A sentence on a value that cannot be; empty if it can."""
        if self.choices is not None:
            return "" if value in self.choices else self._no_choice(value)
        if self.low <= value <= self.high:
            return ""
        return _("{title}: use {low} to {high}.").format(
            title=self.title, low=short(self.low), high=short(self.high) if self.high < 1 else whole(self.high)
        )

    def _no_choice(self, value: Any) -> str:
        return _("{title}: there is no “{value}”, use one of {choices}.").format(
            title=self.title, value=str(value)[:30], choices=", ".join(self.choices or ())
        )


@dataclass(frozen=True)
class Kind:
    """One kind of yardstick.

    ``recipe``: its dataclass, whose fields ``parameters`` explains, by their names. ``explains``: two or three
    sentences. ``has_evidence``: whether it gives a probability to each class. ``label``: a recipe in a few words.
    """

    title: str
    explains: str
    recipe: Callable[..., Recipe]
    parameters: Mapping[str, Parameter]
    has_evidence: bool
    label: Callable[[Any], str]


_STRENGTH_TIP = _(
    "How much it may bend to get every training image right. A smaller number keeps it simple, a larger one lets it "
    "learn by heart."
)
_DISTANCE = {EUCLIDEAN: _("Euclidean"), MANHATTAN: _("Manhattan")}
_VOTES = {UNIFORM: _("all alike"), BY_DISTANCE: _("the nearer, the more")}

KINDS: dict[str, Kind] = {
    "logistic": Kind(
        _("Logistic regression"),
        _(
            "A linear classifier: each pixel has a weight for each class, and the largest sum wins. It is the network "
            "without hidden layers, trained on all images at once until it settles."
        ),
        Logistic,
        {
            "iterations": Parameter(
                _("Iterations"),
                _("How many steps it may take at most. More of them fit the training images better, not the test."),
                1, 10_000,
            ),
            "strength": Parameter(_("Strength C"), _STRENGTH_TIP, 1e-6, 1e6),
        },
        True,
        lambda recipe: ngettext(
            "logistic regression, {count} iteration", "logistic regression, {count} iterations", recipe.iterations
        ).format(count=whole(recipe.iterations)),
    ),
    "centroid": Kind(
        _("Nearest mean image"),
        _(
            "It keeps one image of each class, the average, and takes a new image for the class whose average is "
            "nearest. Nothing could be simpler: what it gets right needs no learning."
        ),
        Centroid,
        {
            "distance": Parameter(
                _("Distance"),
                _(
                    "How two images are compared: Euclidean squares the differences of their pixels; Manhattan adds "
                    "them up, and takes each class's median for its average."
                ),
                choices=_DISTANCE,
            )
        },
        False,
        lambda recipe: _("nearest mean image, {distance}").format(distance=_DISTANCE[recipe.distance]),
    ),
    "knn": Kind(
        _("Nearest neighbours"),
        _(
            "It learns nothing and keeps all training images: a new one is compared with each of them, and the nearest "
            "few vote. So it is ready at once, and slow and large when it judges."
        ),
        Neighbours,
        {
            "neighbours": Parameter(
                _("Neighbours"), _("How many of the nearest training images vote."), 1, 1_000
            ),
            "votes": Parameter(_("Votes"), _("Whether a nearer neighbour has a larger vote."), choices=_VOTES),
        },
        True,
        lambda recipe: ngettext("{count} nearest neighbour", "{count} nearest neighbours", recipe.neighbours).format(
            count=whole(recipe.neighbours)
        ),
    ),
    "forest": Kind(
        _("Random forest"),
        _(
            "Many trees of questions such as “is this pixel brighter than that?”, each grown on a random draw of the "
            "images and of the pixels. One tree errs often; their average errs seldom."
        ),
        Forest,
        {
            "trees": Parameter(_("Trees"), _("More trees err less, take longer, and need more room."), 1, 1_000),
            "depth": Parameter(
                _("Depth"), _("How many questions in a row a tree may ask; 0 is as many as it takes."), 0, 100
            ),
        },
        True,
        lambda recipe: ngettext("forest of {count} tree", "forest of {count} trees", recipe.trees).format(
            count=whole(recipe.trees)
        ),
    ),
    "svm": Kind(
        _("Support vector machine"),
        _(
            "The images are first reduced to their principal components. Between each two classes it then draws the "
            "curved border that stays as far away from both as it can."
        ),
        Machine,
        {
            "components": Parameter(
                _("Components"), _("How many numbers are left of each image’s 784 pixels."), 1, PIXELS
            ),
            "strength": Parameter(_("Strength C"), _STRENGTH_TIP, 1e-6, 1e6),
        },
        False,
        lambda recipe: ngettext(
            "support vector machine on {count} component", "support vector machine on {count} components",
            recipe.components,
        ).format(count=whole(recipe.components)),
    ),
}  # fmt: skip
"""By the word that files and the command have for each."""


def word_of(recipe: Recipe) -> str:
    return next(word for word, kind in KINDS.items() if kind.recipe is type(recipe))


def kind_of(recipe: Recipe) -> Kind:
    return KINDS[word_of(recipe)]


def label(recipe: Recipe) -> str:
    """In a few words, that tell it from others of its kind: "3 nearest neighbours"."""
    return kind_of(recipe).label(recipe)


def _check(recipe: Recipe) -> None:
    for name, parameter in kind_of(recipe).parameters.items():
        value = getattr(recipe, name)
        if (
            fault := _("{title}: use a number.").format(title=parameter.title)
            if _is_nan(value)
            else parameter.fault(value)
        ):
            raise UserError(fault, name)


def _is_nan(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)
