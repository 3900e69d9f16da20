"""What came of a yardstick is counted as scikit-learn counts it."""

from sklearn.metrics import accuracy_score, confusion_matrix

from engine.digits.changes import leave_out
from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from engine.experiments.yardsticks.result import measure


def test_accuracy_and_confusion_are_scikit_learns(recipe, sets):
    train, test = sets
    found = measure(recipe, train, test, 1)
    assert found.accuracy == 100 * accuracy_score(test.labels, found.guesses)
    assert (found.confusion == confusion_matrix(test.labels, found.guesses, labels=range(10))).all()
    assert (found.recipe, found.seed, found.train_images, found.test_images) == (recipe, 1, 540, 60)
    assert found.fit_seconds > 0
    assert found.image_seconds > 0
    assert found.size > 0


def test_a_class_that_is_only_in_the_test_has_its_row(sets):
    train, test = sets
    found = measure(Centroid(), leave_out(train, [9]), test)
    assert found.confusion.shape == (10, 10)
    assert found.confusion[:, 9].sum() == 0
    assert found.confusion[9].sum() == (test.labels == 9).sum()


def test_as_many_classes_as_the_whole_set_has(sets):
    few = [leave_out(one, range(5, 10)) for one in sets]
    assert measure(Neighbours(), *few).evidence.shape[1] == 5
    assert measure(Neighbours(), *few, classes=12).confusion.shape == (12, 12)
