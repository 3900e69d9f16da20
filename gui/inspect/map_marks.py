"""What the points of a map look like: marks in the colours of their classes, names of classes, or the images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtGui import QColor, QFont

from gui.inspect.map_stamps import OWN, RINGED, SIZE, WHOLE, Ink, short_names, stamp
from gui.inspect.point_cloud import PointCloud
from gui.look import theme
from gui.look.sizes import scale

MARKS, NAMES, IMAGES = "marks", "names", "images"
SIZES = (3.5, 4.5, 6.0, SIZE)  # pixels across a mark
DENSE = 0.43  # of the distance between points that would be spread evenly: as wide a mark is at most
INKED = 60  # 0..255: of a pixel of an image that is painted
HALF = 14  # pixels along the side of an image as a point
ERRORS = -1
"""Among the classes that are looked at: of these only what is misclassified."""
REMEMBERED = 4  # clouds


@dataclass(eq=False)
class MapMarks:
    """``images``: (n, 28, 28) uint8; ``labels``: (n,); ``wrong``: (n,) bool, which are ringed; the last ``own`` of them
    are drawings of the person's, which lie on plates. ``names``: of the classes. ``kind``: MARKS, NAMES or IMAGES.
    ``bright``: the classes that are looked at, or only their ERRORS; empty: all."""

    images: np.ndarray
    labels: np.ndarray
    wrong: np.ndarray
    own: int
    names: Sequence[str]
    kind: str = MARKS
    bright: frozenset[int] = frozenset()
    _made: dict[tuple[object, ...], PointCloud] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.labels)

    def cloud(self, background: QColor, foreground: QColor, ratio: float, font: QFont, area: float) -> PointCloud:
        """For a map with these colours and of so many square pixels, ``ratio`` pixels of the screen to one of the
        widget. Made once for all maps that are alike."""
        size = mark_size(area / scale() ** 2, len(self))
        ink = Ink(background.rgb(), foreground.rgb(), ratio * scale(), font.toString())
        if (ink, size) not in self._made:
            while len(self._made) >= REMEMBERED:
                del self._made[next(iter(self._made))]
            self._made[ink, size] = self._cloud(ink, size)
        return self._made[ink, size]

    def _cloud(self, ink: Ink, size: float) -> PointCloud:
        states, faded = self._states(), self._faded()
        order = np.lexsort((_shuffled(len(self)), states, ~faded))
        if self.kind == IMAGES:
            return self._pictures(ink, states, faded, order)
        signs = short_names(self.names) if self.kind == NAMES else [""] * len(self.names)
        kinds, which = np.unique(6 * self.labels + 3 * faded + states, return_inverse=True)
        stamps = []
        for kind in kinds.tolist():
            place, (fades, state) = kind // 6, divmod(kind % 6, 3)
            stamps.append(stamp(ink, place, signs[place], size, state, bool(fades)))
        return PointCloud.of_stamps(stamps, which.reshape(-1), order)

    def _states(self) -> np.ndarray:
        states = np.where(self.wrong, RINGED, WHOLE)
        states[len(self) - self.own :] = OWN
        return states

    def _faded(self) -> np.ndarray:
        """(n,) bool: what is not looked at."""
        classes = self.bright - {ERRORS}
        faded = ~np.isin(self.labels, list(classes)) if classes else np.zeros(len(self), bool)
        return faded | ~self.wrong if ERRORS in self.bright else faded

    def _pictures(self, ink: Ink, states: np.ndarray, faded: np.ndarray, order: np.ndarray) -> PointCloud:
        """The ink of each image in the colour of its class, and frames around what would be ringed, or on a plate."""
        shades = np.stack([
            _shades(QColor(ink.background), ink.color(place, fades))
            for place in range(len(self.names))
            for fades in (False, True)
        ])  # fmt: skip
        images = _halved(self.images[order])
        owner, down, across = np.nonzero(images >= INKED)
        colors = shades[(2 * self.labels + faded)[order][owner], images[owner, down, across]]
        parts = [_larger((owner, down - HALF // 2, across - HALF // 2, colors), max(1, round(ink.ratio)))]
        for state, edge in ((RINGED, ink.soft()), (OWN, QColor(theme.WINNER))):
            framed = np.flatnonzero(states[order] == state)
            parts.append(_frames(framed, edge.rgb(), (HALF // 2 + 1) * max(1, round(ink.ratio))))
        return PointCloud(*map(np.concatenate, zip(*parts, strict=True)), order)


def mark_size(area: float, count: int) -> float:
    """Pixels across a mark, so that ``count`` of them on ``area`` square pixels do not cover it all."""
    room = DENSE * (area / max(1, count)) ** 0.5
    return max((size for size in SIZES if size <= room), default=SIZES[0])


def _shades(background: QColor, color: QColor) -> np.ndarray:
    """(256,) from the one to the other."""
    shares = np.arange(256)[:, None] / 255
    first, second = np.array(background.getRgb()[:3]), np.array(color.getRgb()[:3])
    mixed = np.rint(first + (second - first) * shares).astype(np.uint32)
    shades: np.ndarray = (mixed << np.array([16, 8, 0], np.uint32)).sum(1, dtype=np.uint32) | np.uint32(0xFF000000)
    return shades


def _halved(images: np.ndarray) -> np.ndarray:
    """(n, 14, 14) bytes: the mean of every four pixels."""
    wide = images.astype(np.uint16)
    four = wide[:, ::2, ::2] + wide[:, 1::2, ::2] + wide[:, ::2, 1::2] + wide[:, 1::2, 1::2]
    return (four // 4).astype(np.uint8)


def _larger(pixels: tuple[np.ndarray, ...], times: int) -> tuple[np.ndarray, ...]:
    """Owners, rows, columns and colours of pixels that are each ``times`` as wide and high."""
    owner, down, across, colors = (one.repeat(times * times) for one in pixels)
    inner = np.tile(np.arange(times * times), len(pixels[0]))
    return owner, down * times + inner // times, across * times + inner % times, colors


def _frames(owners: np.ndarray, color: int, reach: int) -> tuple[np.ndarray, ...]:
    """The same of a square line around each."""
    side = np.ones((2 * reach + 1, 2 * reach + 1), bool)
    side[1:-1, 1:-1] = False
    down, across = np.nonzero(side)
    owner = owners.repeat(len(down))
    places = [np.tile(one - reach, len(owners)) for one in (down, across)]
    return owner, *places, np.full(len(owner), color, np.uint32)


def _shuffled(count: int) -> np.ndarray:
    """A place for each point, so that no class lies on top of all others because of the order of the set."""
    return np.random.default_rng(0).permutation(count)
