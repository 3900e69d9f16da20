"""The connected parts of the ink, which of them belong together, and which are the digit.

``parts_of`` and ``groups_of`` know nothing of digits: whoever reads a row of them begins with these two.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.arrays import Flags, Singles
from engine.handwriting.paper.shapes import Places, boxes, filled, half_width, labelled, widened

DUST = 0.1
"""Share of the digit's longer side below which a part that stands alone is a speck."""

NEAR, NEAR_SPECK = 0.2, 0.1
"""Shares of its longer side within which other parts belong to a digit: the hat of a 5, and a small piece."""

MOST = 120
"""Parts that are looked at: of a picture that is full of specks there are thousands."""

_ON_EDGE = 0.12  # share of a part's outline on the edge of the picture from which it comes from outside
_AROUND, _FULL = 0.35, 0.9  # share of an outline on the edge from which it goes around; of the picture's sides
_LIKE = 0.5  # of the digit's height, and of its rank, from which another one is a digit, too


@dataclass(frozen=True, eq=False)
class Part:
    """``box``: top, left, bottom, right, in pixels, the last two not included. ``ink``: (h, w) bool, within its box.
    ``area``: pixels of ink. ``pen``: the width of its strokes in pixels. ``on_edge``: share of its outline that lies on
    the edge of the picture. ``strength``: the contrast of its ink, 0 to 1."""

    box: tuple[int, int, int, int]
    ink: Flags
    area: int
    pen: float
    on_edge: float
    strength: float

    @property
    def height(self) -> int:
        return self.box[2] - self.box[0]

    @property
    def width(self) -> int:
        return self.box[3] - self.box[1]

    @property
    def side(self) -> int:
        return max(self.height, self.width)


@dataclass(frozen=True, eq=False)
class Group:
    """Parts that belong together. ``rank``: how much they look like the digit of the picture, 0 to 1."""

    parts: tuple[Part, ...]
    box: tuple[int, int, int, int]
    rank: float

    @property
    def height(self) -> int:
        return self.box[2] - self.box[0]

    @property
    def side(self) -> int:
        return max(self.height, self.box[3] - self.box[1])


def parts_of(ink: Flags, contrast: Singles, least: int = 4) -> list[Part]:
    """The connected parts of (h, w) ink that have ``least`` pixels, from left to right; of very many the
    largest."""
    found = labelled(ink)
    areas = np.bincount(found.places.ravel(), minlength=found.parts + 1)[1:]
    where = boxes(found)
    large = [k for k in np.argsort(-areas, kind="stable")[:MOST].tolist() if areas[k] >= least]
    parts = [_part(found.places, k + 1, where[k], contrast) for k in large]
    return sorted(parts, key=lambda part: part.box[1])


def _part(places: Places, number: int, where: tuple[slice, slice], contrast: Singles) -> Part:
    rows, columns = where
    own = places[where] == number
    area = int(own.sum())
    width = half_width(own)
    pen = max(1.0, 4 * float(width[own].mean()) - 2)  # in a bar of width w the mean is (w / 2 + 1) / 2
    box = (rows.start, columns.start, rows.stop, columns.stop)
    strength = float(np.percentile(contrast[where][own], 70))
    return Part(box, own, area, pen, _on_edge(own, box, places.shape), strength)


def _on_edge(own: Flags, box: tuple[int, int, int, int], shape: tuple[int, ...]) -> float:
    """Counted along the outline of its box."""
    top, left, bottom, right = box
    touching = 0
    if top == 0:
        touching += int(own[0].sum())
    if bottom == shape[0]:
        touching += int(own[-1].sum())
    if left == 0:
        touching += int(own[:, 0].sum())
    if right == shape[1]:
        touching += int(own[:, -1].sum())
    return touching / (2 * sum(own.shape))


def groups_of(parts: Sequence[Part], shape: tuple[int, ...]) -> list[Group]:
    """Parts that are near to each other, by their own sizes, are one; each starts from the largest that is left."""
    left, groups = sorted(parts, key=lambda part: part.side, reverse=True), []
    while left:
        first, left = left[0], left[1:]
        own = [first] + [part for part in left if _belongs(part, first)]
        left = [part for part in left if part not in own]
        groups.append(group(own, shape))
    return groups


def _belongs(part: Part, first: Part) -> bool:
    """Whether it lies near enough, and has a pen and an ink that could be the same."""
    reach = max(2.0, (NEAR if part.side > 0.25 * first.side else NEAR_SPECK) * first.side)
    alike = part.strength > 0.6 * first.strength and part.side > DUST * first.side
    return alike and _gap(part, first) <= reach


def _gap(one: Part, other: Part) -> float:
    """How far the nearest pixels of their ink are apart, about: boxes first, ink where these overlap."""
    across = max(0, one.box[1] - other.box[3], other.box[1] - one.box[3])
    down = max(0, one.box[0] - other.box[2], other.box[0] - one.box[2])
    if across or down:
        return math.hypot(across, down)
    ys, xs = np.nonzero(one.ink)
    others_y, others_x = np.nonzero(other.ink)
    step, others_step = max(1, len(ys) // 200), max(1, len(others_y) // 400)
    y = ys[::step, None] + one.box[0] - (others_y[::others_step] + other.box[0])
    x = xs[::step, None] + one.box[1] - (others_x[::others_step] + other.box[1])
    return float(np.sqrt((y * y + x * x).min()))


def group(parts: Sequence[Part], shape: tuple[int, ...]) -> Group:
    boxes_ = np.array([part.box for part in parts])
    low, high = boxes_[:, :2].min(0), boxes_[:, 2:].max(0)
    box = (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
    return Group(tuple(parts), box, _rank(parts, box, shape))


def _rank(parts: Sequence[Part], box: tuple[int, int, int, int], shape: tuple[int, ...]) -> float:
    """Large, of strong ink, drawn with a pen, not cut by the edge, rather in the middle."""
    height, width = box[2] - box[0], box[3] - box[1]
    area = sum(part.area for part in parts)
    largest = max(parts, key=lambda part: part.area)
    size = min(1.0, max(height, width) / (0.25 * min(shape[:2]))) ** 0.7
    strength = sum(part.strength * part.area for part in parts) / area
    outside = 0.0 if fills(box, shape) else sum(part.on_edge * part.area for part in parts) / area
    places = (box[0] + box[2]) / 2 / shape[0] - 0.5, (box[1] + box[3]) / 2 / shape[1] - 0.5
    return float(
        size * strength * math.exp(-6 * outside) * (1 - 0.5 * math.hypot(*places)) * _drawn(largest, height, width)
    )


def _drawn(part: Part, height: int, width: int) -> float:
    """1 for strokes, less for blobs, threads, and what lies flat."""
    pen = part.pen / max(height, width)
    thick = 1.0 if pen < 0.3 else max(0.05, 1 - 4 * (pen - 0.3))
    thin = min(1.0, pen / 0.012)
    flat = 1.0 if width < 1.9 * height else max(0.1, 1.9 * height / width)
    return thick * thin * flat


def enclosing(parts: Sequence[Part]) -> list[Part]:
    """Those that go around another of a fair size, as a frame and the edge of a sheet do, and are no digit with it."""
    rings = []
    for part in parts:
        inner = [
            other for other in parts if other is not part and other.side > 0.15 * part.side and _within(other, part)
        ]
        if inner:
            inside = filled(part.ink)
            if any(_covers(inside, part, other) for other in inner):
                rings.append(part)
    return rings


def _within(one: Part, other: Part) -> bool:
    return all(a >= b for a, b in zip(one.box[:2], other.box[:2], strict=True)) and all(
        a <= b for a, b in zip(one.box[2:], other.box[2:], strict=True)
    )


def _covers(inside: Flags, part: Part, other: Part) -> bool:
    top, left = other.box[0] - part.box[0], other.box[1] - part.box[1]
    under = inside[top : top + other.height, left : left + other.width]
    return bool(under[other.ink].mean() > 0.9)


def from_outside(part: Part, shape: tuple[int, ...]) -> bool:
    """Whether it comes in over the edge of the picture: a table, a finger, the rest of a page."""
    sides = (part.box[0] == 0, part.box[1] == 0, part.box[2] == shape[0], part.box[3] == shape[1])
    blob = part.pen > 0.35 * part.side
    if fills(part.box, shape) and part.on_edge < _AROUND:
        return False  # a digit that was cut out, right along its ink
    return part.on_edge > 0 and (part.on_edge > _ON_EDGE or sum(sides) >= 3 or blob)


def fills(box: tuple[int, int, int, int], shape: tuple[int, ...]) -> bool:
    """Whether it is as large as the picture, nearly."""
    return box[2] - box[0] >= _FULL * shape[0] and box[3] - box[1] >= _FULL * shape[1]


def alike(groups: Sequence[Group], best: Group) -> list[Group]:
    """Those that could be digits as well as the best of them: of its size and its ink."""
    return [
        other
        for other in groups
        if other is not best
        and other.height > _LIKE * best.height
        and other.height < best.height / _LIKE
        and other.rank > _LIKE * best.rank
    ]


def mask_of(group_: Group, shape: tuple[int, ...], margin: int = 0) -> Flags:
    """(h, w) bool: where the group's ink is, and ``margin`` pixels around it."""
    mask = np.zeros(shape[:2], bool)
    for part in group_.parts:
        top, left, bottom, right = part.box
        mask[top:bottom, left:right] |= part.ink
    return widened(mask, margin) if margin else mask
