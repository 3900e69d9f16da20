"""Digits on paper, as they are photographed: the parts of which ``paper_kinds`` makes its pictures.

All levels are 0 to 1, shapes (h, w) or (h, w, 3); whatever is random comes from the generator that is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from engine.digits.bundle import bundled

BLACK, BLUE, WHITE = (0.1, 0.1, 0.12), (0.12, 0.18, 0.5), (0.95, 0.95, 0.93)


@dataclass
class Scene:
    """A sheet with one digit. ``ink``: how much covers each pixel; ``box``: left, top, side of the digit's square."""

    random: np.random.Generator
    label: int
    ink: np.ndarray
    box: tuple[int, int, int]
    paper: np.ndarray
    color: tuple[float, float, float] = BLACK
    strength: float = 0.85
    picture: np.ndarray = field(default_factory=lambda: np.empty(0))

    @property
    def shape(self) -> tuple[int, int]:
        return self.paper.shape[:2]

    def inked(self) -> np.ndarray:
        """The paper with the ink on it."""
        cover = (self.strength * self.ink)[..., None]
        return self.paper * (1 - cover) + np.array(self.color) * cover


def scene(random, strokes=None, height=620, width=800, share=(0.3, 0.6), paper=WHITE, at=None, pen=None) -> Scene:
    """A digit of 0.3 to 0.6 of the sheet's height somewhere on it; every second one is from ``strokes``."""
    side = int(random.uniform(*share) * min(height, width))
    rows, columns = height - side, width - side
    left, top = at(columns, rows) if at else (random.uniform(0.15, 0.85) * columns, random.uniform(0.15, 0.85) * rows)
    label, cover = _digit(random, strokes, side, pen or random.uniform(0.035, 0.1))
    ink = np.zeros((height, width))
    ink[int(top) : int(top) + side, int(left) : int(left) + side] = cover
    sheet = np.ones((height, width, 3)) * np.array(paper)
    return Scene(random, label, ink, (int(left), int(top), side), sheet)


def _digit(random, strokes, side, pen):
    if strokes is not None and random.random() < 0.5:
        return _of_strokes(random, strokes, side, pen)
    digits = _test_set()
    index = int(random.integers(len(digits)))
    found = digits.images[index]
    rows, columns = np.flatnonzero(found.any(1)), np.flatnonzero(found.any(0))
    found = np.pad(found[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], 1)
    found = _squared(found.astype(np.float32) / 255)
    large = Image.fromarray(found).resize((side, side), Image.Resampling.BICUBIC)
    return int(digits.labels[index]), np.clip((np.asarray(large) - 0.35) / 0.3, 0, 1)


@lru_cache(maxsize=1)
def _test_set():
    return bundled("mnist-test")


def _squared(image):
    side = max(image.shape)
    field_ = np.zeros((side, side), image.dtype)
    top, left = (side - image.shape[0]) // 2, (side - image.shape[1]) // 2
    field_[top : top + image.shape[0], left : left + image.shape[1]] = image
    return field_


def _of_strokes(random, strokes, side, pen):
    """A digit of the UCI recordings (see ``--strokes``), drawn with a round pen ``pen`` of the side wide."""
    index = int(random.integers(len(strokes["labels"])))
    begin = strokes["digit_ends"][index - 1] if index else 0
    ends = strokes["stroke_ends"][begin : strokes["digit_ends"][index]]
    start = strokes["stroke_ends"][begin - 1] if begin else 0
    points = strokes["points"][start : ends[-1]].astype(float)
    lines = np.split(points, ends[:-1] - start)
    low, size = points.min(0), max(1.0, np.ptp(points, axis=0).max())
    inner = 3 * side * (1 - 1.2 * pen)
    shift = (3 * side - np.ptp(points, axis=0) / size * inner) / 2
    image = Image.new("L", (3 * side, 3 * side))
    draw, half = ImageDraw.Draw(image), max(2, round(1.5 * pen * side))
    for line in lines:
        way = [tuple(point) for point in (line - low) / size * inner + shift]
        draw.line(way, 255, 2 * half, "curve")
        for x, y in way:
            draw.ellipse((x - half, y - half, x + half, y + half), 255)
    small = image.resize((side, side), Image.Resampling.BOX)
    return int(strokes["labels"][index]), np.asarray(small).astype(float) / 255


# What is on the paper


def line(scene_, start, end, width, color, strength):
    """Draw a straight line onto the paper, under the ink."""
    height, wide = scene_.shape
    cover = Image.new("L", (2 * wide, 2 * height))
    way = [tuple(2 * np.array(start)), tuple(2 * np.array(end))]
    ImageDraw.Draw(cover).line(way, 255, max(1, round(2 * width)))
    put(scene_, np.asarray(cover.resize((wide, height), Image.Resampling.BOX)) / 255.0, color, strength)


def put(scene_, cover, color, strength):
    """Cover the paper with a colour where ``cover`` is 1."""
    part = (strength * cover)[..., None]
    scene_.paper = scene_.paper * (1 - part) + np.array(color) * part


def rules(scene_, step, width, color, strength, upright=False, first=0.0):
    """Lines from edge to edge, all at once."""
    height, wide = scene_.shape
    for at in np.arange(first or scene_.random.uniform(0.2, 1) * step, wide if upright else height, step):
        ends = ((at, 0), (at, height)) if upright else ((0, at), (wide, at))
        line(scene_, *ends, width, color, strength)


def spots(scene_, count, radii, color, strength, places=None):
    """Round spots at random places, or at ``places``."""
    height, wide = scene_.shape
    cover = Image.new("L", (2 * wide, 2 * height))
    draw = ImageDraw.Draw(cover)
    centres = places if places is not None else scene_.random.uniform((0, 0), (wide, height), (count, 2))
    for x, y in 2 * np.asarray(centres):
        rx, ry = 2 * scene_.random.uniform(*radii, 2)
        draw.ellipse((x - rx, y - ry, x + rx, y + ry), 255)
    put(scene_, np.asarray(cover.resize((wide, height), Image.Resampling.BOX)) / 255.0, color, strength)


def smooth_noise(random, shape, scale):
    """Noise of deviation 1, whose spots are ``scale`` pixels wide."""
    found = ndimage.gaussian_filter(random.normal(0, 1, shape), scale)
    return found / found.std()


# Light, lens and sensor


def shadow(shape, points, depth, soft):
    """Light that is ``depth`` darker within a polygon, whose edge is ``soft`` pixels wide."""
    mask = Image.new("L", shape[::-1])
    ImageDraw.Draw(mask).polygon([tuple(point) for point in points], 255)
    return 1 - depth * ndimage.gaussian_filter(np.asarray(mask) / 255.0, soft)


def warped(picture, corners):
    """The picture with its corners moved to ``corners`` (4, 2), clockwise from the upper left; outside it is NaN."""
    height, wide = picture.shape[:2]
    ends = np.array([(0, 0), (wide, 0), (wide, height), (0, height)], float)
    rows, wanted = [], []
    for (u, v), (x, y) in zip(ends, np.asarray(corners, float), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    a, b, c, d, e, f, g, h = np.linalg.solve(np.array(rows), np.array(wanted))
    y, x = np.indices((height, wide), float)
    below = g * x + h * y + 1
    places = [(d * x + e * y + f) / below, (a * x + b * y + c) / below]
    return np.stack([ndimage.map_coordinates(picture[..., k], places, order=1, cval=np.nan) for k in range(3)], -1)


def turned(shape, degrees, shrink):
    """The corners of a sheet that is turned and made smaller within the picture."""
    height, wide = shape
    middle = np.array([wide / 2, height / 2])
    ends = (np.array([(0, 0), (wide, 0), (wide, height), (0, height)]) - middle) * shrink
    a = np.deg2rad(degrees)
    return ends @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]) + middle


def on_table(sheet, table):
    """A warped sheet, NaN outside, on a table, with the thin shadow of its edge."""
    outside = np.isnan(sheet[..., 0])
    near = ndimage.gaussian_filter(1.0 - outside, 4)
    return np.where(outside[..., None], table * (1 - 0.35 * near[..., None]), np.nan_to_num(sheet))


def wood(random, shape):
    """Boards with a grain, from left to right."""
    height, wide = shape
    rows = smooth_noise(random, (height, 1), 1.5) + 0.4 * smooth_noise(random, (height, wide), (1.0, 40.0))
    level = 0.5 + 0.06 * rows
    return np.clip(level[..., None] * np.array([1.0, 0.75, 0.5]) * 1.2, 0, 1)
