"""The file that stands beside a program with augmentation: the random variants of engine.training.augmentation,
image for image, with numpy and torch alone."""

NAME = "augmentation.py"
TEXT = '''"""Random variants of images, so that a network sees more hands than its training set holds.

Affine: turned, scaled, sheared and shifted by a little. Elastic: pulled about smoothly, as if drawn on rubber.
"""

import numpy as np
import torch
from torch.nn.functional import grid_sample

TURN = 12.0  # degrees at most, to either side
SCALE = 0.12  # share by which width and height each grow or shrink at most
SHEAR = 0.15  # pixels sideways per pixel of height, at most
SHIFT = 0.7  # pixels at most
PULL = 0.8  # standard deviation of the elastic pull, in pixels
KNOTS = 5  # it is drawn at 5 x 5 points, and runs smoothly in between


def augmented(images, kind, seed, epoch):
    """A random variant of each of the images (n, 28, 28), 0 to 1. kind: "affine", "elastic" or "both"."""
    random = np.random.default_rng([seed, 3, epoch])
    parts = np.split(images, range(2000, len(images), 2000))
    return np.concatenate([sampled(part, places(len(part), random, kind)) for part in parts])


def places(count, random, kind):
    """Where each pixel of each variant is taken from: (count, 784, 2), x and y, -1 to 1 across the image."""
    if kind == "elastic":
        return GRID + pulls(count, random)
    affine = GRID @ turns(count, random) + (random.uniform(-SHIFT, SHIFT, (count, 1, 2)) * 2 / 28).astype(np.float32)
    return affine if kind == "affine" else affine + pulls(count, random)


def turns(count, random):
    """Matrices (count, 2, 2) for rows (x, y): rotation, scale and shear."""
    angle = np.radians(random.uniform(-TURN, TURN, count))
    wide, high = np.exp(random.uniform(-np.log1p(SCALE), np.log1p(SCALE), (2, count)))
    slant = random.uniform(-SHEAR, SHEAR, count)
    turn = np.stack((np.cos(angle), -np.sin(angle), np.sin(angle), np.cos(angle)), axis=1).reshape(-1, 2, 2)
    stretch = np.stack((wide, 0 * wide, slant * high, high), axis=1).reshape(-1, 2, 2)
    return (turn @ stretch).astype(np.float32)


def pulls(count, random):
    knots = random.standard_normal((count, 2, KNOTS * KNOTS), np.float32)
    return (knots @ RUBBER).transpose(0, 2, 1) * np.float32(PULL * 2 / 28)


def sampled(images, places):
    """The images' grey levels at the places: straight lines between pixels, black outside, 256 levels."""
    planes = torch.from_numpy(np.rint(images * 255))[:, None]
    grid = torch.from_numpy(np.ascontiguousarray(places)).reshape(-1, 28, 28, 2)
    levels = grid_sample(planes, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    return levels[:, 0].round().numpy() / 255


def own_places():
    """Those of the pixels themselves, (784, 2)."""
    middle = (2 * np.arange(28, dtype=np.float32) + 1) / np.float32(28) - 1
    return np.stack(np.meshgrid(middle, middle), axis=-1).reshape(-1, 2)


def rubber():
    """How far each knot's pull reaches each pixel, (25, 784): bells that add up to unit variance."""
    knots = np.linspace(-1, 1, KNOTS)
    across = np.exp(-((GRID[None, :, 0] - knots[:, None]) ** 2) * KNOTS)
    down = np.exp(-((GRID[None, :, 1] - knots[:, None]) ** 2) * KNOTS)
    bells = (down[:, None] * across[None]).reshape(KNOTS * KNOTS, -1)
    return (bells / np.sqrt((bells**2).sum(axis=0))).astype(np.float32)


GRID = own_places()
RUBBER = rubber()
'''
