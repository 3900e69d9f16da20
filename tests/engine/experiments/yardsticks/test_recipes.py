"""What can be set on a yardstick is explained, and what cannot be is told with the field's name."""

import re
from dataclasses import fields
from math import inf, nan

import pytest

from engine.errors import UserError
from engine.experiments.yardsticks.recipes import (
    KINDS,
    Centroid,
    Forest,
    Logistic,
    Machine,
    Neighbours,
    kind_of,
    label,
    word_of,
)


@pytest.mark.parametrize("word", KINDS)
def test_every_kind_explains_itself_and_each_of_its_fields(word):
    kind = KINDS[word]
    recipe = kind.recipe()
    assert (word_of(recipe), kind_of(recipe)) == (word, kind)
    assert [field.name for field in fields(recipe)] == list(kind.parameters)
    assert 2 <= len(re.findall(r"[.?]”? |\.$", kind.explains)) <= 4
    assert all(parameter.title and parameter.tip.endswith(".") for parameter in kind.parameters.values())


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Logistic(0), "iterations"),
        (lambda: Logistic(strength=0.0), "strength"),
        (lambda: Logistic(strength=nan), "strength"),
        (lambda: Logistic(strength=inf), "strength"),
        (lambda: Centroid("cosine"), "distance"),
        (lambda: Neighbours(0), "neighbours"),
        (lambda: Neighbours(votes="loud"), "votes"),
        (lambda: Forest(1_001), "trees"),
        (lambda: Forest(depth=-1), "depth"),
        (lambda: Machine(785), "components"),
        (lambda: Machine(strength=-1.0), "strength"),
    ],
)
def test_what_cannot_be_is_told_with_its_field(make, field):
    with pytest.raises(UserError) as error:
        make()
    assert error.value.field == field


def test_labels_tell_recipes_of_a_kind_apart():
    assert label(Neighbours(1)) == "1 nearest neighbour"
    assert label(Forest(200)) == "forest of 200 trees"
    assert len({label(Machine(20)), label(Machine(50)), label(Logistic()), label(Centroid("manhattan"))}) == 4
