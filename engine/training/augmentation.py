"""Random variants of images, so that a network sees more hands than its training set holds.

Affine: turned, scaled, sheared and shifted by a little. Elastic: pulled about smoothly, as if drawn on rubber
(after Simard, Steinkraus, Platt: "Best practices for convolutional neural networks", 2003).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import torch
from torch.nn.functional import grid_sample

from engine.arrays import Singles
from engine.digits.dataset import SIDE, Digits
from engine.errors import UserError
from engine.words import _

AUGMENTATION_KINDS = ("affine", "elastic", "both")

TURN = 12.0
"""Degrees of rotation, at most, to either side."""
SCALE = 0.12
"""Share by which width and height, each for itself, grow or shrink at most."""
SHEAR = 0.15
"""Sideways shift of the top against the middle, per pixel of height, at most."""
SHIFT = 0.7
"""Pixels by which the image moves at most, right or left and up or down."""
PULL = 0.8
"""Standard deviation of the elastic displacement, in pixels."""
KNOTS = 5
"""The elastic displacement is drawn at KNOTS x KNOTS points and runs smoothly in between."""

SHOWN = 5
"""Variants of each image in a preview."""

_DRAWN = 2000  # images whose variants are drawn in one go; another number would be another network that ships
_SAMPLED = 250  # images that are made in one go: so few stay in the processor's cache


def augmented(images: np.ndarray, generator: np.random.Generator, kind: str = "affine") -> np.ndarray:
    """One random variant of each image: (N, 28, 28) uint8, as the images are; black comes in from outside.

    ``kind``: ``"affine"``, ``"elastic"`` or ``"both"``. The same state of the generator gives the same variants.
    Takes about 2 s for 60,000 images on one core.

    Raises UserError for another kind.
    """
    parts = list(augmented_in_parts(images, generator, kind))
    return np.concatenate(parts) if parts else images.copy()


def augmented_in_parts(images: np.ndarray, generator: np.random.Generator, kind: str) -> Iterator[np.ndarray]:
    """What ``augmented`` gives, some hundred images at a time: whoever takes them can stop in between."""
    if kind not in AUGMENTATION_KINDS:
        sentence = _("There is no augmentation “{kind}”: choose one of {kinds}.")
        raise UserError(sentence.format(kind=kind, kinds=", ".join(AUGMENTATION_KINDS)), "augmentation")
    for start in range(0, len(images), _DRAWN):
        drawn = images[start : start + _DRAWN]
        places = _places(len(drawn), generator, kind)
        for first in range(0, len(drawn), _SAMPLED):
            part = slice(first, first + _SAMPLED)
            yield _sample(drawn[part], places[part])


def preview(
    digits: Digits, kind: str, draw: int = 0, after: Callable[[Digits], Digits] = lambda digits: digits
) -> np.ndarray:
    """An image of each class that there is, and ``SHOWN`` variants of it: (n, 1 + SHOWN, 28, 28) uint8.

    ``draw``: 0, 1, ... for other images and other variants. ``after``: as for ``train``.
    """
    generator = np.random.default_rng(draw)
    places = [np.flatnonzero(digits.labels == label) for label in range(digits.classes)]
    originals = digits.take(np.array([generator.choice(found) for found in places if len(found)], int))
    varied = [originals.images, *(augmented(originals.images, generator, kind) for _variant in range(SHOWN))]
    return np.stack([after(replace(originals, images=images)).images for images in varied], axis=1)


def _places(count: int, generator: np.random.Generator, kind: str) -> Singles:
    """Where each pixel of each variant is taken from: (count, 784, 2) float32, x and y, -1 to 1 across the image."""
    if kind == "elastic":
        return _GRID + _pulls(count, generator)
    places = _GRID @ _turns(count, generator) + _shifts(count, generator)
    return places if kind == "affine" else places + _pulls(count, generator)


def _turns(count: int, generator: np.random.Generator) -> Singles:
    """Matrices (count, 2, 2) for rows (x, y): rotation, scale and shear, in this order."""
    angle = np.radians(generator.uniform(-TURN, TURN, count))
    wide, high = np.exp(generator.uniform(-np.log1p(SCALE), np.log1p(SCALE), (2, count)))
    slant = generator.uniform(-SHEAR, SHEAR, count)
    turn = np.stack((np.cos(angle), -np.sin(angle), np.sin(angle), np.cos(angle)), axis=1).reshape(-1, 2, 2)
    stretch = np.stack((wide, 0 * wide, slant * high, high), axis=1).reshape(-1, 2, 2)
    matrices: Singles = (turn @ stretch).astype(np.float32)
    return matrices


def _shifts(count: int, generator: np.random.Generator) -> Singles:
    return (generator.uniform(-SHIFT, SHIFT, (count, 1, 2)) * 2 / SIDE).astype(np.float32)


def _pulls(count: int, generator: np.random.Generator) -> Singles:
    knots = generator.standard_normal((count, 2, KNOTS * KNOTS), np.float32)
    return (knots @ _RUBBER).transpose(0, 2, 1) * np.float32(PULL * 2 / SIDE)


def _sample(images: np.ndarray, places: Singles) -> np.ndarray:
    """The images' grey levels at the places, straight lines between pixels."""
    planes = torch.from_numpy(images).to(torch.float32)[:, None]
    grid = torch.from_numpy(np.ascontiguousarray(places)).reshape(-1, SIDE, SIDE, 2)
    levels = grid_sample(planes, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    return levels[:, 0].round_().to(torch.uint8).numpy()


def _grid() -> Singles:
    """The pixels' own places, (784, 2)."""
    middle = (2 * np.arange(SIDE, dtype=np.float32) + 1) / np.float32(SIDE) - 1
    return np.stack(np.meshgrid(middle, middle), axis=-1).reshape(-1, 2)


def _rubber() -> Singles:
    """How far each knot's pull reaches each pixel, (KNOTS * KNOTS, 784): bells that add up to unit variance."""
    knots = np.linspace(-1, 1, KNOTS)
    across = np.exp(-((_GRID[None, :, 0] - knots[:, None]) ** 2) * KNOTS)
    down = np.exp(-((_GRID[None, :, 1] - knots[:, None]) ** 2) * KNOTS)
    bells = (down[:, None] * across[None]).reshape(KNOTS * KNOTS, -1)
    reach: Singles = (bells / np.sqrt((bells**2).sum(axis=0))).astype(np.float32)
    return reach


_GRID = _grid()
_RUBBER = _rubber()
