"""What a program has of validation and an early end is what its run has of it."""

import pytest

from engine.code import stopping_parts
from engine.code.lines import lines_of
from engine.code.recipe import Recipe
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig


def recipe(test_range=None, **config):
    return Recipe(Plan(NetworkSpec(), TrainingConfig(**config), test_range=test_range))


def texts(text):
    return [line.text for line in lines_of(text)]


def test_without_any_of_it_a_program_is_what_it_was():
    plain = recipe()
    for part in (stopping_parts.validation, stopping_parts.begin, stopping_parts.measured, stopping_parts.stop):
        assert part(plain) == ""
    assert stopping_parts.tensors(plain, "a", "b") == stopping_parts.plotted(plain) == ""
    assert stopping_parts.shown(plain) == "shown = range(1, epochs + 1)"


@pytest.mark.parametrize(("fraction", "watched"), [(0.0, "test"), (0.25, "validation")])
def test_what_is_watched_is_named(fraction, watched):
    both = recipe(patience=3, target_accuracy=97.5, validation_fraction=fraction)
    lines = texts(stopping_parts.stop(both))
    assert lines[0] == f"watched = {watched}_accuracies[-1]"
    assert "if watched >= 97.5:" in lines
    assert "if stale >= 3:" in lines
    assert bool(stopping_parts.plotted(both)) == bool(fraction)


def test_a_network_that_is_tested_in_another_range_is_watched_in_its_own():
    other = recipe((0.0, 2.0), patience=3)
    assert "X_watched" in stopping_parts.tensors(other, "", "images")
    assert "X_watched" in stopping_parts.measured(other)
    assert texts(stopping_parts.stop(other))[0].startswith("best, stale")
