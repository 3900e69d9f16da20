"""A picture of a digit, photographed, scanned or painted, as MNIST's makers would have prepared it.

Their recipe (see ``ink``) begins with clean ink; here the ink is found first: the background is taken away,
whether it is light or dark, and what stands out from it is cut out. A pen much thinner or thicker than MNIST's is
made a little wider or narrower.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from engine.arrays import Bytes, Flags, Singles
from engine.digits.dataset import SIDE
from engine.digits.prepare import BOX, cropped, fitted, placed, shrunk
from engine.errors import UserError
from engine.words import _

WORKING = 224
"""Longer side to which a picture is scaled down before anything else, in its pixels."""

LEAST_CONTRAST = 24
"""Grey levels that ink must differ from its background, or there is nothing to see."""

PENS = (2.0, 4.0)
"""Widths between which a pen is left alone, in pixels of the 28x28 image: those of MNIST's thin and thick hands."""

_GROWTH = 16  # most steps by which ink is made wider or narrower


@dataclass(frozen=True, eq=False)
class Pasted:
    """``image``: (28, 28) uint8, what the network gets. ``ink``: (h, w) uint8, the same ink before it was scaled down,
    white on black, cut to its box; at most some 250 pixels long."""

    image: np.ndarray
    ink: np.ndarray


def from_picture(grey: np.ndarray) -> Pasted:
    """The digit in a picture: (h, w) uint8, 0 black to 255 white, dark ink on light ground or light ink on dark.

    Raises UserError where there is no ink: a picture of one colour.
    """
    return from_ink(ink_in(grey))


def ink_in(grey: np.ndarray) -> Singles:
    """What stands out from the ground of a picture, (h, w), 0 to 1. Raises UserError as ``from_picture`` does."""
    if grey.ndim != 2 or 0 in grey.shape:
        raise UserError(_("That picture is empty."))
    return _clean(_stand_out(shrunk(grey, WORKING).astype(np.float32)))


def from_ink(ink: Singles) -> Pasted:
    """The same for ink that is found already: (h, w), 0 to 1, some of it over 0.5."""
    ink = cropped(_with_usual_pen(cropped(ink)))
    return Pasted(placed(fitted(ink)), np.rint(255 * ink).astype(np.uint8))


def pasted_again(image: Bytes) -> Pasted:
    """(28, 28) that was made of a picture: that image, and its ink cut out of it."""
    return Pasted(image, np.rint(cropped(image.astype(np.float32))).astype(np.uint8) if image.any() else image)


def _stand_out(grey: Singles) -> Singles:
    """How far each pixel stands out from the background, in grey levels, over 0 where there is ink."""
    away = grey - _background(grey)
    dark: Singles = np.clip(-away, 0, None)
    light: Singles = np.clip(away, 0, None)
    inks = (dark, light) if np.square(dark).sum() >= np.square(light).sum() else (light, dark)
    if inks[0].max() < LEAST_CONTRAST:
        raise UserError(_("There is no digit to be seen in that picture: it has hardly any contrast."))
    return inks[0]


def _background(grey: Singles) -> Singles:
    """The ground's grey level everywhere: a plane through the border, so that light from one side does no harm."""
    places = np.indices(grey.shape, dtype=np.float32)
    rows, columns = places[0], places[1]
    border = np.ones(grey.shape, bool)
    depth = max(1, round(0.04 * min(grey.shape)))
    border[depth:-depth, depth:-depth] = False
    level = np.median(grey[border])
    near = border & (np.abs(grey - level) < 48)  # ink that touches the border is no ground
    if near.sum() < 8:
        return np.full_like(grey, level)
    terms = np.stack([np.ones(near.sum(), np.float32), rows[near], columns[near]], axis=1)
    fit, *_rest = np.linalg.lstsq(terms, grey[near], rcond=None)
    plane: Singles = (fit[0] + fit[1] * rows + fit[2] * columns).astype(np.float32)
    return plane


def _clean(away: Singles) -> Singles:
    """Ink as 0 to 1, without the paper's grain: black below a quarter of the ink's level, white from most of it on."""
    level = _threshold(away)
    full = float(away[away > level].mean())
    ink: Singles = np.clip((away - 0.25 * full) / (0.65 * full), 0.0, 1.0)
    if min(ink.shape) > 2 * SIDE:
        ink[_specks(ink > 0.5)] = 0  # dust
    if not ink.any():
        raise UserError(_("There is no digit to be seen in that picture: only specks."))
    return ink


def _threshold(values: Singles) -> float:
    """The level that parts the two groups of values best (Otsu, 1979)."""
    counts, edges = np.histogram(values, bins=64)
    middles = (edges[1:] + edges[:-1]) / 2
    below, total = counts.cumsum()[:-1], counts.sum()
    sums = (counts * middles).cumsum()
    means = sums[:-1] / np.maximum(below, 1)
    others = (sums[-1] - sums[:-1]) / np.maximum(total - below, 1)
    return float(edges[1 + int((below * (total - below) * (others - means) ** 2).argmax())])


def _specks(ink: Flags) -> Flags:
    """Where fewer than three of the 3x3 pixels around each one are ink, itself included: the third largest is none."""
    from PIL import Image, ImageFilter

    third = Image.fromarray(ink.astype(np.uint8)).filter(ImageFilter.RankFilter(3, 6))
    specks: Flags = np.asarray(third) == 0
    return specks


def _with_usual_pen(ink: Singles) -> Singles:
    """Ink made wider or narrower until the pen has one of the ``PENS`` once it is scaled down."""
    scale = BOX / max(ink.shape)
    width = _pen(ink) * scale
    steps = min(_GROWTH, round((PENS[0] - width) / 2 / scale)) if width < PENS[0] else 0
    if steps > 0:
        wider = _edge_moved(np.pad(ink, steps), steps, outwards=True)
        return wider if wider.max() > 0.5 else ink  # of dots nothing is left
    thin = min(_GROWTH, round((width - PENS[1]) / 2 / scale)) if width > PENS[1] else 0
    narrower = _edge_moved(np.pad(ink, 1), thin, outwards=False) if thin > 0 else ink
    return narrower if narrower.max() > 0.5 else ink


def _pen(ink: Singles) -> float:
    """The pen's width in pixels: twice the area by the outline's length (by counting edges, Cauchy and Crofton)."""
    solid = np.pad(ink > 0.5, 1)
    edges = np.count_nonzero(solid[1:] != solid[:-1]) + np.count_nonzero(solid[:, 1:] != solid[:, :-1])
    return 2 * int(solid.sum()) / max(1.0, edges * math.pi / 4)


def _edge_moved(ink: Singles, steps: int, outwards: bool) -> Singles:
    """Ink made wider or narrower by so many pixels on every side.

    The largest (smallest) of the pixels around each one would go half as far again across as along the axes; the third
    of 5x5 goes two pixels everywhere, and the second of 3x3 goes one.
    """
    from PIL import Image, ImageFilter

    picture = Image.fromarray(ink)
    for size, behind in [(5, 2)] * (steps // 2) + [(3, 1)] * (steps % 2):
        rank = size * size - 1 - behind if outwards else behind
        picture = picture.filter(ImageFilter.RankFilter(size, rank))
    return np.asarray(picture)
