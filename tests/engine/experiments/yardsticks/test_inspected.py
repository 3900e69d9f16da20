"""A yardstick's answers are inspected as a network's are."""

import numpy as np

from engine.experiments.yardsticks.fitting import fit
from engine.experiments.yardsticks.inspected import evaluation
from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from engine.experiments.yardsticks.result import measure


def test_errors_and_confusion_are_those_of_the_result(recipe, sets):
    train, test = sets
    answers = fit(recipe, train, 2).judge(test.images)
    judged, found = evaluation(answers, test), measure(recipe, train, test, 2)
    assert judged.accuracy == found.accuracy
    assert (judged.confusion == found.confusion).all()
    assert (judged.guesses == found.guesses).all()
    assert len(judged.errors) == 60 - found.right


def test_near_misses_are_there_where_there_are_probabilities(sets):
    train, test = sets
    voted = evaluation(fit(Neighbours(5), train).judge(test.images), test)
    assert len(voted.near_misses())
    assert np.exp(voted.rival_evidence[voted.near_misses()]).min() > 0.1
    assert not len(evaluation(fit(Centroid(), train).judge(test.images), test).near_misses())
