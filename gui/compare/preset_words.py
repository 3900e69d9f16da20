"""The lesson's comparisons for any classes: what those about the ten digits are called, and vary, for others."""

from __future__ import annotations

from engine.digits.dataset import DIGIT_NAMES
from engine.errors import UserError
from engine.experiments.experiment import Factor
from engine.experiments.factors import Plan, factors
from engine.experiments.presets import Preset
from engine.words import _


def preset_name(preset: Preset, base: Plan | None, names: tuple[str, ...]) -> str:
    """What it is called for classes with these names."""
    if names == DIGIT_NAMES:
        return preset.name
    for factor in fitting(preset, base):
        if factor.name == "kept":
            *fewer, all_of_them = map(str, factor.values)
            words = _("Softmax with {fewer} and {all} classes") if fewer else _("Softmax with {all} classes")
            return words.format(fewer=", ".join(fewer), all=all_of_them)
        if factor.name == "left_out":
            return _("One class left out")
    return preset.name


def fitting(preset: Preset, base: Plan | None) -> tuple[Factor, ...]:
    """What it varies, with values for the classes of ``base``."""
    if base is None:
        return preset.factors
    try:
        return preset.experiment(base).factors
    except UserError:  # of the form that it does not fit: said there as it is
        return preset.factors


def factor_text(factor: Factor, names: tuple[str, ...]) -> str:
    """All values as a person would write them; classes that there are not, by their numbers."""
    try:
        return factor.text(names)
    except IndexError:
        return factors(names)[factor.name].separator.join(factor.saved())
