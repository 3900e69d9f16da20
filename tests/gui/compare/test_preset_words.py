"""The comparisons about the ten digits, for other classes."""

import pytest

from engine.digits.dataset import DIGIT_NAMES
from engine.experiments.experiment import Factor
from engine.experiments.factors import Plan
from engine.experiments.presets import PRESETS
from engine.networks.network import NetworkSpec
from gui.compare.preset_words import factor_text, fitting, preset_name

KEPT, LEFT_OUT = 1, 12
THREE = ("cat", "dog", "bird")


def plan(names):
    return Plan(NetworkSpec((4,), classes=len(names), names=names))


@pytest.mark.parametrize("preset", PRESETS)
def test_for_digits_every_comparison_is_as_it_is_written(preset):
    base = plan(DIGIT_NAMES)
    assert preset_name(preset, base, DIGIT_NAMES) == preset.name
    assert fitting(preset, base) == fitting(preset, None) == preset.factors


@pytest.mark.parametrize(
    ("classes", "name"),
    [
        (2, "Softmax with 2 classes"),
        (3, "Softmax with 2 and 3 classes"),
        (26, "Softmax with 2, 3, 5, 10 and 26 classes"),
    ],
)
def test_so_many_classes_are_kept_as_there_are(classes, name):
    names = tuple(f"c{k}" for k in range(classes))
    assert preset_name(PRESETS[KEPT], plan(names), names) == name
    assert fitting(PRESETS[KEPT], plan(names))[1].values[-1] == classes


def test_classes_are_left_out_one_by_one_and_other_comparisons_are_the_same():
    assert preset_name(PRESETS[LEFT_OUT], plan(THREE), THREE) == "One class left out"
    assert fitting(PRESETS[LEFT_OUT], plan(THREE))[0].values == (None, 0, 1, 2)
    assert preset_name(PRESETS[0], plan(THREE), THREE) == PRESETS[0].name


def test_a_class_that_there_is_not_is_written_by_its_number():
    factor = Factor("left_out", (None, 1, 9))
    assert factor_text(factor, DIGIT_NAMES) == "none, 1, 9"
    assert factor_text(factor, THREE) == "none, 1, 9"
    assert factor_text(Factor("left_out", (None, 1)), THREE) == "none, dog"
