"""What SciPy does with pictures, under names that say what for: the one file here that loads it, at first use.

It comes with scikit-learn, and takes a quarter of a second to load: only threads beside the window call this.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from engine.arrays import Flags, Singles

Places = NDArray[np.int32]


class Labelled(NamedTuple):
    """``places``: (h, w), 0 where there is nothing, otherwise the number of the part, from 1. ``parts``: how many
    there are."""

    places: Places
    parts: int


def without_dark(grey: Singles, reach: int) -> Singles:
    """(h, w) in which whatever is darker than its surroundings, and narrower than ``reach`` pixels, has their level."""
    from scipy import ndimage

    return cast(Singles, ndimage.grey_closing(grey, (reach, reach), mode="nearest"))


def smooth(grey: Singles, width: float) -> Singles:
    """Gaussian, of deviation ``width`` pixels."""
    from scipy import ndimage

    return cast(Singles, ndimage.gaussian_filter(grey, width, mode="nearest"))


def median(grey: Singles) -> Singles:
    """Of 3x3 pixels: single ones that are far off vanish, edges stay."""
    from scipy import ndimage

    return cast(Singles, ndimage.median_filter(grey, 3, mode="nearest"))


def labelled(ink: Flags) -> Labelled:
    """The connected parts of the ink; pixels that touch by a corner belong together."""
    from scipy import ndimage

    places, count = ndimage.label(ink, np.ones((3, 3), bool), output=np.int32)
    return Labelled(places, int(count))


def boxes(found: Labelled) -> list[tuple[slice, slice]]:
    """Rows and columns of each part, in the order of their numbers."""
    from scipy import ndimage

    return cast("list[tuple[slice, slice]]", ndimage.find_objects(found.places))


def widened(ink: Flags, by: int) -> Flags:
    """The ink and all that is at most ``by`` pixels from it, along the axes."""
    from scipy import ndimage

    grown = ndimage.maximum_filter(ink.view(np.uint8), 2 * by + 1, mode="constant")
    return cast(Flags, grown.view(bool))


def filled(ink: Flags) -> Flags:
    """The ink and all that it encloses."""
    from scipy import ndimage

    return cast(Flags, ndimage.binary_fill_holes(ink))


def half_width(ink: Flags) -> Singles:
    """How far each pixel of the ink is from the nearest that is none, in pixels."""
    from scipy import ndimage

    return cast(Singles, ndimage.distance_transform_edt(np.pad(ink, 1)).astype(np.float32)[1:-1, 1:-1])
