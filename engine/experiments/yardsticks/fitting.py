"""A yardstick that is fitted: what scikit-learn's classifiers make of images. No other file imports them."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.arrays import Doubles, Singles, Whole
from engine.digits.dataset import PIXELS, Digits
from engine.errors import UserError
from engine.experiments.yardsticks.recipes import Centroid, Forest, Logistic, Machine, Neighbours, Recipe, kind_of
from engine.numbers import whole
from engine.one_thread import libraries, one_thread
from engine.words import _


@dataclass(frozen=True, eq=False)
class Answers:
    """``guesses``: (N,) int64. ``evidence``: (N, classes) float32, the natural logarithms of the probabilities, minus
    infinity where there is none; None of a yardstick that gives no probabilities."""

    guesses: Whole
    evidence: Singles | None


class Fitted:
    """``classes``: as many columns as its evidence has. ``size``: bytes of the numbers that it needs to judge.
    ``settled``: False if it was stopped by the number of its iterations."""

    def __init__(self, recipe: Recipe, model: Any, classes: int, size: int, settled: bool = True) -> None:
        self.recipe, self.classes, self.size, self.settled = recipe, classes, size, settled
        self._model = model

    def judge(self, images: np.ndarray) -> Answers:
        """Of (N, 28, 28) uint8 images. Like the two below it may be called in any thread."""
        return Answers(self.guesses(images), self.evidence(images))

    def guesses(self, images: np.ndarray) -> Whole:
        with one_thread():
            found: Whole = self._model.predict(vectors(images))
        return found

    def evidence(self, images: np.ndarray) -> Singles | None:
        """Classes that were left out of training have none."""
        if not kind_of(self.recipe).has_evidence:
            return None
        evidence = np.full((len(images), self.classes), -np.inf, np.float32)
        with one_thread():
            evidence[:, self._model.classes_] = self._known_evidence(vectors(images))
        return evidence

    def _known_evidence(self, x: Singles) -> Doubles:
        if isinstance(self.recipe, Logistic):
            return log_softmax(self._model.decision_function(x))
        with np.errstate(divide="ignore"):
            logarithms: Doubles = np.log(self._model.predict_proba(x))
        return logarithms


def fit(recipe: Recipe, digits: Digits, seed: int = 0, classes: int = 0) -> Fitted:
    """Fit to ``digits``: the same recipe, images and seed give the same, always. ``classes``: how many there are, if
    these images may not have all of them.

    Raises UserError, with the field's name, for a recipe that these images are too few for.
    """
    check(recipe, digits)
    make, size_of = _MAKERS[type(recipe)]
    with one_thread(), warnings.catch_warnings():
        model = make(recipe, seed)
        warnings.simplefilter("ignore")  # ``settled`` says whether it has; that some pixels are always black is no news
        model.fit(vectors(digits.images), digits.labels)
    settled = not isinstance(recipe, Logistic) or int(np.max(model.n_iter_)) < recipe.iterations
    return Fitted(recipe, model, max(classes, classes_of(digits)), size_of(model, len(digits)), settled)


def load(recipe: Recipe) -> None:
    """Import what it needs: a second or two the first time."""
    libraries()
    make, _size = _MAKERS[type(recipe)]
    make(recipe, 0)


def vectors(images: np.ndarray) -> Singles:
    """(N, 28, 28) uint8 as (N, 784) float32 from 0 to 1: what every yardstick is given."""
    scaled: Singles = np.divide(images.reshape(len(images), -1), np.float32(255), dtype=np.float32)
    return scaled


def classes_of(*sets: Digits) -> int:
    """How many classes there are by the labels of these sets."""
    return 1 + max(int(one.labels.max(initial=0)) for one in sets)


def log_softmax(sums: np.ndarray) -> Doubles:
    """(N, classes) from the sums of a linear classifier, of which two classes have but one, for the second."""
    z = np.asarray(sums, np.float64)
    z = np.column_stack([np.zeros(len(z)), z]) if z.ndim == 1 else z
    z = z - z.max(1, keepdims=True)
    found: Doubles = z - np.log(np.exp(z).sum(1, keepdims=True))
    return found


def check(recipe: Recipe, digits: Digits) -> None:
    """Raises UserError as ``fit`` does, and needs no scikit-learn for it."""
    images, different = len(digits), len(np.unique(digits.labels))
    if different < 2:
        raise UserError(_("There is but one class among the training images: nothing can be told apart."))
    if isinstance(recipe, Neighbours) and recipe.neighbours > images:
        sentence = _("There are only {images} training images: use fewer neighbours.")
        raise UserError(sentence.format(images=whole(images)), "neighbours")
    if isinstance(recipe, Machine) and recipe.components > images:
        sentence = _("There are only {images} training images: use fewer components.")
        raise UserError(sentence.format(images=whole(images)), "components")


# How each is made, and how large it is


def _logistic(recipe: Logistic, seed: int) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=recipe.strength, max_iter=recipe.iterations, random_state=seed)


def _centroid(recipe: Centroid, seed: int) -> Any:
    from sklearn.neighbors import NearestCentroid

    return NearestCentroid(metric=recipe.distance)


def _neighbours(recipe: Neighbours, seed: int) -> Any:
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(recipe.neighbours, weights=recipe.votes, algorithm="brute", n_jobs=1)


def _forest(recipe: Forest, seed: int) -> Any:
    from sklearn.ensemble import RandomForestClassifier

    return RandomForestClassifier(recipe.trees, max_depth=recipe.depth or None, random_state=seed, n_jobs=1)


def _machine(recipe: Machine, seed: int) -> Any:
    from sklearn.decomposition import PCA
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import SVC

    return make_pipeline(PCA(recipe.components, svd_solver="covariance_eigh"), SVC(C=recipe.strength))


def _bytes(*arrays: np.ndarray) -> int:
    return sum(array.nbytes for array in arrays)


def _forest_size(model: Any, images: int) -> int:
    trees = (one.tree_ for one in model.estimators_)
    return sum(_bytes(t.children_left, t.children_right, t.feature, t.threshold, t.value) for t in trees)


def _machine_size(model: Any, images: int) -> int:
    pca, svc = (step for _name, step in model.steps)
    return _bytes(pca.components_, pca.mean_, svc.support_vectors_, svc.dual_coef_, svc.intercept_)


_MAKERS: dict[type, tuple[Callable[[Any, int], Any], Callable[[Any, int], int]]] = {
    Logistic: (_logistic, lambda model, images: _bytes(model.coef_, model.intercept_)),
    Centroid: (_centroid, lambda model, images: _bytes(model.centroids_)),
    Neighbours: (_neighbours, lambda model, images: images * (PIXELS * 4 + 8)),  # each image and its label
    Forest: (_forest, _forest_size),
    Machine: (_machine, _machine_size),
}
