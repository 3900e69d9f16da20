"""A yardstick is scikit-learn's classifier, called directly on the same arrays: to the image, and to the bit."""

import numpy as np
import pytest
from scipy.special import log_softmax as scipys
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC

from engine.digits.changes import leave_out
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.experiments.yardsticks.fitting import fit, log_softmax, vectors
from engine.experiments.yardsticks.recipes import Centroid, Forest, Logistic, Machine, Neighbours, kind_of
from engine.one_thread import one_thread

SEED = 3


def scikit_learns(recipe):
    match recipe:
        case Logistic():
            return LogisticRegression(C=recipe.strength, max_iter=recipe.iterations)
        case Centroid():
            return NearestCentroid(metric=recipe.distance)
        case Neighbours():
            return KNeighborsClassifier(recipe.neighbours, weights=recipe.votes, algorithm="brute")
        case Forest():
            return RandomForestClassifier(recipe.trees, max_depth=recipe.depth or None, random_state=SEED)
        case Machine():
            return make_pipeline(PCA(recipe.components, svd_solver="covariance_eigh"), SVC(C=recipe.strength))


@pytest.mark.filterwarnings("ignore:lbfgs failed to converge", "ignore:self.within_class_std_dev_")
def test_it_guesses_and_gives_the_evidence_of_scikit_learns(recipe, sets):
    train, test = sets
    answers = fit(recipe, train, SEED).judge(test.images)
    with one_thread():
        theirs = scikit_learns(recipe).fit((train.images / np.float32(255)).reshape(-1, 784), train.labels)
        x = (test.images / np.float32(255)).reshape(-1, 784)
        assert (answers.guesses == theirs.predict(x)).all()
        if kind_of(recipe).has_evidence:
            np.testing.assert_allclose(np.exp(answers.evidence), theirs.predict_proba(x), rtol=1e-4, atol=1e-6)
            assert (answers.evidence.argmax(1) == answers.guesses).all()
        else:
            assert answers.evidence is None


def test_fitted_anew_it_is_the_same(recipe, sets):
    train, test = sets
    first, second = (fit(recipe, train, SEED).judge(test.images) for _ in range(2))
    assert (first.guesses == second.guesses).all()
    assert first.evidence is None or (first.evidence == second.evidence).all()


def test_a_forest_depends_on_its_seed(sets):
    train, test = sets
    assert (fit(Forest(5), train, 0).evidence(test.images) != fit(Forest(5), train, 1).evidence(test.images)).any()


def test_a_class_that_was_left_out_has_no_evidence(sets):
    train, test = sets
    for recipe in (Logistic(20), Neighbours(), Forest(5)):
        evidence = fit(recipe, leave_out(train, [9, 4]), classes=10).evidence(test.images)
        assert evidence.shape == (len(test), 10)
        assert (evidence[:, [4, 9]] == -np.inf).all()
        assert np.isfinite(evidence[:, [0, 1]]).any()


def test_two_classes_are_enough_and_one_is_not(recipe, sets):
    train, test = sets
    answers = fit(recipe, leave_out(train, range(2, 10)), SEED).judge(test.images)
    assert set(answers.guesses) == {0, 1}
    if answers.evidence is not None:
        np.testing.assert_allclose(np.exp(answers.evidence).sum(1), 1, rtol=1e-5)
    with pytest.raises(UserError):
        fit(recipe, leave_out(train, range(1, 10)))


def test_too_few_images_are_told_with_the_field(sets):
    few = sets[0].take(np.arange(12))
    for recipe, field in ((Neighbours(13), "neighbours"), (Machine(13), "components")):
        with pytest.raises(UserError) as error:
            fit(recipe, few)
        assert error.value.field == field


def test_the_size_is_that_of_the_numbers_that_it_needs(sets):
    train = sets[0]
    logistic = fit(Logistic(5), train)
    assert logistic.size == logistic._model.coef_.itemsize * (784 * 10 + 10), "single precision since scikit-learn 1.9"
    assert fit(Centroid(), train).size == 8 * 784 * 10
    assert fit(Neighbours(), train).size == len(train) * (4 * 784 + 8)
    assert 2 * fit(Forest(5), train).size == pytest.approx(fit(Forest(10), train).size, rel=0.1)
    assert fit(Machine(20), train).size > fit(Machine(10), train).size


def test_stopped_by_its_iterations_it_has_not_settled(sets):
    assert not fit(Logistic(5), sets[0]).settled
    assert fit(Logistic(1_000, 1e-4), sets[0]).settled
    assert fit(Centroid(), sets[0]).settled


def test_the_evidence_of_sums_is_scipys_and_holds_what_a_probability_cannot():
    sums = np.array([[0.0, -2000.0, 3.0], [1.0, 1.0, 1.0]])
    np.testing.assert_allclose(log_softmax(sums), scipys(sums, axis=1))
    assert log_softmax(np.array([-2000.0]))[0, 1] == -2000


def test_pixels_are_numbers_from_0_to_1():
    found = vectors(np.array([[[0, 51], [204, 255]]], np.uint8))
    assert (found.dtype, found.tolist()) == (np.float32, [[0, np.float32(0.2), np.float32(0.8), 1]])


def test_images_are_taken_as_they_are():
    """Also where they lie in another order of memory."""
    images = np.asfortranarray(np.random.default_rng(0).integers(0, 255, (20, 28, 28), np.uint8))
    digits = Digits(images, np.arange(20) % 2, "random")
    assert (fit(Neighbours(1), digits).guesses(images) == digits.labels).all()
