"""The digit in a picture of paper: looked for as dark ink and as light, from the strongest to the faintest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Flags, Singles
from engine.errors import UserError
from engine.handwriting.paper.light import Lit, lit
from engine.handwriting.paper.lines import Lines, lines_in
from engine.handwriting.paper.parts import (
    Group,
    Part,
    alike,
    enclosing,
    fills,
    from_outside,
    group,
    groups_of,
    mask_of,
    parts_of,
)
from engine.handwriting.paper.shapes import widened
from engine.words import _

INKED = 0.45
"""Share of the ink's contrast from which a pixel is ink."""

FAINTEST = 0.03
"""Contrast below which nothing is taken for ink."""

_STEPS = (1.0, 0.6, 0.36)  # the strongest contrast of the picture, and what is tried after it
_GOOD = 0.45  # rank of a digit that makes it needless to look for fainter ones
_NOISY = 3.5  # deviations of the noise that ink must be over


@dataclass(frozen=True, eq=False)
class Found:
    """``light``, ``lines``: what was taken away. ``digit``: the parts that are taken for it. ``others``: what could be
    a digit as well. ``level``: the contrast of its ink, 0 to 1. ``mess``: the share of what is around it that is no
    clean paper, 0 to 1. ``common``: how much there is around it of its own grey level, as a share of its ink: what
    strokes enclose is of the paper's."""

    light: Lit
    lines: Lines
    digit: Group
    others: tuple[Group, ...]
    level: float
    mess: float
    common: float

    def beside(self) -> tuple[Group, ...]:
        """Those of the others that stand in one row with the digit."""
        return tuple(one for one in self.others if _in_one_row(self.digit, one))

    def noise(self) -> float:
        """What noise alone does to the contrast there."""
        return self.light.noise_at(self.mask())

    def is_noise(self) -> bool:
        return INKED * self.level < _NOISY * self.noise()

    def mask(self, margin: int = 0) -> Flags:
        return mask_of(self.digit, self.light.contrast.shape, margin)


def find(grey: Singles, inside: Flags | None = None) -> Found:
    """The digit in (h, w) float32, 0 to 255; only where ``inside`` is set, if it is given: then all ink there counts.

    Raises UserError where there is none.
    """
    first = _of_one_kind(grey, True, inside)
    if first is not None and _worth(first) > _GOOD and first.common + first.mess < 0.01:
        return first
    both = [found for found in (first, _of_one_kind(grey, False, inside)) if found is not None]
    if not both:
        if inside is not None:
            raise UserError(_("There is no ink in this part of the picture: move the crop to where some is."))
        raise UserError(_("There is no digit to be seen in that picture: it has hardly any contrast."))
    doubt = 3.0 if any(_is_cut_out(found) for found in both) else 1.3
    near = max(map(_worth, both)) < doubt * min(map(_worth, both))
    if len(both) == 2 and near:
        one, other = both
        if _around(one.digit, other.digit):
            return one
        if _around(other.digit, one.digit):
            return other
    return max(both, key=_worth)


def _in_one_row(one: Group, other: Group) -> bool:
    """Whether they share half of the lower one's height."""
    shared = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    return shared >= 0.5 * min(one.height, other.height)


def _worth(found: Found) -> float:
    return found.digit.rank * (1 - 0.7 * found.mess) / (1 + 2 * found.common**2)


def _is_cut_out(found: Found) -> bool:
    """Whether the picture is nothing but the digit: there is no paper around it to tell its level."""
    top, left, bottom, right = found.digit.box
    area = sum(part.area for part in found.digit.parts)
    return fills(found.digit.box, found.light.contrast.shape) and area < 0.55 * (bottom - top) * (right - left)


def _around(one: Group, other: Group) -> bool:
    """Whether the box of the one holds that of the other: the other is then what the strokes of the one enclose."""
    slack = 0.03 * one.side
    low = all(a <= b + slack for a, b in zip(one.box[:2], other.box[:2], strict=True))
    high = all(a >= b - slack for a, b in zip(one.box[2:], other.box[2:], strict=True))
    return low and high and one.side < 6 * other.side


def _of_one_kind(grey: Singles, dark: bool, inside: Flags | None) -> Found | None:
    """Of ink that is darker than its ground, or of ink that is lighter."""
    light = lit(grey, dark)
    contrast = light.contrast if inside is None else np.where(inside, light.contrast, 0)
    best: Found | None = None
    strongest = _strongest(contrast if inside is None else contrast[inside])
    for step in _STEPS:
        level = strongest * step
        if INKED * level < max(FAINTEST, _NOISY * light.noise_at()):
            break
        found = _at(grey, light, contrast, level, whole=inside is not None)
        if found is not None and not found.is_noise() and (best is None or _worth(found) > 1.15 * _worth(best)):
            best = found
        if best is not None and _worth(best) > _GOOD:
            break
    return best


def _strongest(contrast: Singles) -> float:
    """The contrast that only a few pixels exceed: a small digit has no more."""
    few = min(contrast.size - 1, max(10, contrast.size // 5000))
    return float(np.partition(contrast.ravel(), -few - 1)[-few - 1])


def _at(grey: Singles, light: Lit, contrast: Singles, level: float, whole: bool) -> Found | None:
    """At one level of the ink; ``whole``: all groups are the digit."""
    ink = contrast > INKED * level
    lines = lines_in(contrast > 0.3 * level)
    for without in (ink & ~lines.places, ink):
        parts = _of_the_digit(parts_of(without, contrast), ink.shape, whole)
        groups = groups_of(parts, ink.shape)
        if groups and max(one.rank for one in groups) > 0.02:
            return _found(grey, light, lines, groups, whole)
    return None


def _of_the_digit(parts: Sequence[Part], shape: tuple[int, ...], whole: bool) -> list[Part]:
    """Without what comes from outside, goes around others, or is dust; unless nothing else is there."""
    if not whole:
        parts = [part for part in parts if not from_outside(part, shape)]
    rings = {id(part) for part in enclosing(parts)}
    parts = [part for part in parts if id(part) not in rings]
    side = max((part.side for part in parts), default=0)
    return [part for part in parts if part.side >= 0.04 * side]


def _found(grey: Singles, light: Lit, lines: Lines, groups: Sequence[Group], whole: bool) -> Found:
    shape = light.contrast.shape
    best = max(groups, key=lambda one: one.rank)
    if whole:
        best = group([part for one in groups if one.side > 0.15 * best.side for part in one.parts], shape)
    own = float(np.median([part.strength for part in best.parts]))
    others = () if whole else tuple(alike(groups, best))
    return Found(light, lines, best, others, own, _mess(light, lines, best), _common(grey, light, best))


def _common(grey: Singles, light: Lit, best: Group) -> float:
    own = mask_of(best, grey.shape)
    top, left, bottom, right = best.box
    margin = max(4, round(0.22 * best.side))
    around = np.s_[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]
    ink = float(np.median(grey[own]))
    step = abs(ink - float(np.median((light.ground if light.dark else 255 - light.ground)[own])))
    same = (np.abs(grey[around] - ink) < 0.25 * step) & ~widened(own, 2)[around]
    return float(same.sum() / own.sum())


def _mess(light: Lit, lines: Lines, best: Group) -> float:
    """The share of a ring around the digit that is as strong as ink, without lines."""
    shape = light.contrast.shape
    own = mask_of(best, shape, 3)
    margin = max(4, round(0.3 * best.side))
    top, left, bottom, right = best.box
    around = np.s_[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin]
    level = float(np.median([part.strength for part in best.parts]))
    marked = (light.contrast[around] > 0.35 * level) & ~own[around] & ~widened(lines.places, 1)[around]
    return min(1.0, 3 * float(marked.mean()))
