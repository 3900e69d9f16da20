"""From a picture of paper to the image that a network gets, with every step on the way, to be looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from engine.arrays import Bytes, Flags, Singles
from engine.digits.pictures import WORKING, Pasted, from_ink, ink_in
from engine.digits.prepare import shrunk
from engine.errors import UserError
from engine.handwriting.paper import reasons
from engine.handwriting.paper.found import INKED, Found, find
from engine.handwriting.paper.parts import fills, group
from engine.handwriting.paper.view import Crop, View, seen
from engine.words import _

SOURCE = 1400
"""Longer side to which a picture is scaled down before anything else, in pixels."""

LOOKED_AT = 400
"""Longer side of the picture in which the digit is looked for; its ink is taken from the larger one."""

SMALLEST = 64
"""Longer side up to which a picture is nothing but a digit: there is no paper around it."""

_NARROW = 2.2  # times as long as wide: what was cut out along its ink
_LEAST_TURN = 2.0  # degrees that lines must be off to have the picture turned
_MARGIN = 0.15  # of the digit's side, around the crop that is found


@dataclass(frozen=True, eq=False)
class Steps:
    """What was taken for what, each (h, w) uint8: the turned ``picture``, the paper's ``light``, the
    ``contrast`` (white where the ink is strongest), and the ``ink`` that was taken, white on black. ``lines``: bool,
    what was taken for lines of the paper."""

    picture: Bytes
    light: Bytes
    contrast: Bytes
    ink: Bytes
    lines: Flags


class Row(NamedTuple):
    """``ink``: (h, w), 0 to 1, that of the digit and of those beside it. ``crop``: where they are."""

    ink: Singles
    crop: Crop


@dataclass(frozen=True, eq=False)
class Reading(Pasted):
    """``source``: (h, w) uint8, the picture as it was brought, at most ``SOURCE`` pixels long. ``view``: how it was
    looked at. ``crop``: where the digit is. ``reasons``: why it may be read wrongly, of ``reasons.SENTENCES``.
    ``row``: the digit with those beside it."""

    source: Bytes
    view: View
    crop: Crop
    steps: Steps
    reasons: tuple[str, ...]
    row: Row


def read_paper(grey: Bytes, view: View | None = None) -> Reading:
    """The digit in (h, w) uint8 grey levels, 0 black to 255 white.

    Raises UserError where there is no digit.
    """
    if grey.ndim != 2 or 0 in grey.shape:
        raise UserError(_("That picture is empty."))
    source, view = shrunk(grey, SOURCE), view or View()
    if max(source.shape) <= SMALLEST or max(source.shape) > _NARROW * min(source.shape):
        return _small(source, view)
    picture = seen(source, view)
    small = shrunk(picture, LOOKED_AT).astype(np.float32)
    found = find(small, _inside(small.shape, view.crop))
    if view.degrees is None and abs(found.lines.degrees) >= _LEAST_TURN and found.lines.count >= 2:
        return read_paper(source, replace(view, degrees=round(-found.lines.degrees, 1)))
    return _reading(source, picture, small, found, replace(view, degrees=view.degrees or 0.0))


def _small(source: Bytes, view: View) -> Reading:
    view = replace(view, degrees=view.degrees or 0.0)
    crop = view.crop or Crop(0, 0, 1, 1)
    picture = seen(source, view)
    ink = ink_in(picture[_pixels(picture.shape, crop)])
    pasted = from_ink(ink)
    edge = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    light = np.full_like(picture, np.median(edge))
    away = np.abs(picture.astype(np.float32) - light)
    contrast = _bytes(255 * away / max(float(away.max()), 1.0))
    steps = Steps(picture, light, contrast, pasted.ink, np.zeros(picture.shape, bool))
    return Reading(pasted.image, pasted.ink, source, view, crop, steps, (), Row(ink, crop))


def _inside(shape: tuple[int, ...], crop: Crop | None) -> Flags | None:
    if crop is None:
        return None
    inside = np.zeros(shape, bool)
    inside[_pixels(shape, crop)] = True
    return inside


def _pixels(shape: tuple[int, ...], crop: Crop) -> tuple[slice, slice]:
    """Rows and columns, at least one of each."""
    edges = []
    for low, high, side in ((crop.top, crop.bottom, shape[0]), (crop.left, crop.right, shape[1])):
        first = min(max(0, round(low * side)), side - 1)
        edges.append(slice(first, max(first + 1, min(side, round(high * side)))))
    return edges[0], edges[1]


def _reading(source: Bytes, picture: Bytes, small: Singles, found: Found, view: View) -> Reading:
    crop = view.crop or _crop(found, small.shape)
    pasted = from_ink(_fine_ink(picture, found, small.shape))
    beside = [part for one in found.beside() for part in one.parts]
    all_of_it = replace(found, digit=group([*found.digit.parts, *beside], small.shape)) if beside else found
    row = Row(_fine_ink(picture, all_of_it, small.shape), view.crop or _crop(all_of_it, small.shape))
    steps, why = _steps(small, found), _reasons(found, small.shape)
    return Reading(pasted.image, pasted.ink, source, view, crop, steps, why, row)


def _crop(found: Found, shape: tuple[int, ...]) -> Crop:
    top, left, bottom, right = found.digit.box
    margin = _MARGIN * found.digit.side
    height, width = shape
    return Crop(
        max(0.0, (left - margin) / width), max(0.0, (top - margin) / height),
        min(1.0, (right + margin) / width), min(1.0, (bottom + margin) / height),
    )  # fmt: skip


def _fine_ink(picture: Bytes, found: Found, shape: tuple[int, ...]) -> Singles:
    """The digit's ink, 0 to 1, from the large picture; which ink counts, and the light, come from the small one."""
    top, left, bottom, right = found.digit.box
    box = (max(0, left - 3), max(0, top - 3), min(shape[1], right + 3), min(shape[0], bottom + 3))
    scale = picture.shape[1] / shape[1]
    fine = min(1.0, WORKING / (scale * found.digit.side)) * scale
    size = tuple(max(1, round(fine * (box[k + 2] - box[k]))) for k in (0, 1))
    contrast = _finely(found.light.contrast, box, size)
    if fine > 1.2:
        contrast = _contrast(picture, found, box, size, shape)
    mine = _finely(found.mask(2).astype(np.float32), box, size)
    ink: Singles = np.clip((contrast - 0.25 * found.level) / (0.6 * found.level), 0, 1) * np.clip(2 * mine, 0, 1)
    return ink if ink.max() > 0.5 else _finely(found.mask().astype(np.float32), box, size)


def _finely(small: Singles, box: tuple[int, int, int, int], size: tuple[int, ...]) -> Singles:
    from PIL import Image

    picture = Image.fromarray(np.ascontiguousarray(small, np.float32))
    return np.asarray(picture.resize((size[0], size[1]), Image.Resampling.BILINEAR, box=box))


def _contrast(
    picture: Bytes, found: Found, box: tuple[int, int, int, int], size: tuple[int, ...], shape: tuple[int, ...]
) -> Singles:
    """As ``light.lit`` computes it, in the pixels of the large picture."""
    from PIL import Image

    down, across = picture.shape[0] / shape[0], picture.shape[1] / shape[1]
    large = Image.fromarray(picture).resize(
        (size[0], size[1]), Image.Resampling.BOX, box=(box[0] * across, box[1] * down, box[2] * across, box[3] * down)
    )
    grey = np.asarray(large).astype(np.float32)
    return found.light.contrast_of(grey, _finely(found.light.ground, box, size))


def _steps(small: Singles, found: Found) -> Steps:
    contrast = np.clip(found.light.contrast / max(found.level, 1e-3), 0, 1)
    ink = contrast * found.mask(1) * (contrast > INKED * 0.5)
    ground = found.light.ground if found.light.dark else 255 - found.light.ground
    return Steps(_bytes(small), _bytes(ground), _bytes(255 * contrast), _bytes(255 * ink), found.lines.places)


def _bytes(levels: Singles) -> Bytes:
    return np.rint(np.clip(levels, 0, 255)).astype(np.uint8)


def _reasons(found: Found, shape: tuple[int, ...]) -> tuple[str, ...]:
    box = found.digit.box
    at_edge = not fills(box, shape) and (box[0] == 0 or box[1] == 0 or box[2] == shape[0] or box[3] == shape[1])
    said = {
        reasons.CONTRAST: found.level < 0.11 or found.level < 6 * found.noise(),
        reasons.SEVERAL: bool(found.others),
        reasons.EDGE: at_edge and sum(part.on_edge for part in found.digit.parts) > 0.06,
        reasons.CROWDED: found.mess > 0.35,
        reasons.COARSE: found.digit.side < 12,
    }
    return tuple(reason for reason, holds in said.items() if holds)
