"""Numbers of any kind as pixels, 0..255: whole, or fractions of some range that is plain to see."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from engine.arrays import Bytes
from engine.digits.dataset import PIXELS, SIDE
from engine.errors import UserError
from engine.numbers import short, whole
from engine.words import _

_BLOCK = 1_000  # images
_SMALLEST_SIDE, _LARGEST_SIDE = 5, 128  # of square images that come as rows of numbers
SHORT = 65_535
_LEAST_TO_ROUND = 32  # of the highest pixel: what has fractions and less is no scale of 0 to 255
_COLOURS = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601, as Pillow has it


def side_of(pixels: int) -> int | None:
    """The side of a square image of so many pixels, if it may be one."""
    side = math.isqrt(max(0, pixels))
    return side if side * side == pixels and _SMALLEST_SIDE <= side <= _LARGEST_SIDE else None


def are_images(shape: tuple[int, ...]) -> bool:
    """Whether an array of this shape may hold images; ``as_pictures`` takes those."""
    if len(shape) == 4:
        return shape[3] in (1, 3, 4) or shape[1] in (1, 3, 4)
    return len(shape) == 3 or (len(shape) == 2 and shape[1] >= 64 and side_of(shape[1]) is not None)


def are_labels(shape: tuple[int, ...]) -> bool:
    return len(shape) == 1 or (len(shape) == 2 and (shape[1] == 1 or 2 <= shape[1] <= 62))


def as_pictures(images: np.ndarray, where: str) -> np.ndarray:
    """(N, height, width), also from vectors of square images and from pictures with one channel."""
    if images.ndim == 2 and images.shape[1] == PIXELS:
        return images.reshape(-1, SIDE, SIDE)
    if images.ndim == 2 and images.shape[1] >= 64 and (side := side_of(images.shape[1])) is not None:
        return images.reshape(-1, side, side)
    if images.ndim == 4 and images.shape[3] == 1:
        return images[..., 0]
    if images.ndim == 4 and images.shape[1] == 1:
        return images[:, 0]
    if images.ndim == 4 and images.shape[3] in (3, 4):
        return _greyed(images)
    if images.ndim == 4 and images.shape[1] in (3, 4):
        return _greyed(images.transpose(0, 2, 3, 1))
    if images.ndim != 3:
        raise UserError(
            _("{array}: its shape is {shape}, not (images, {side}, {side}).").format(
                array=where, shape=images.shape, side=SIDE
            )
        )
    return images


def _greyed(images: np.ndarray) -> np.ndarray:
    """Colours (N, height, width, 3) as grey of the same kind; a fourth channel, which covers, is left out."""
    grey = np.empty(images.shape[:3], np.uint8 if images.dtype == np.uint8 else np.float32)
    for start in range(0, len(images), _BLOCK):
        part = images[start : start + _BLOCK, :, :, :3].astype(np.float32) @ _COLOURS
        grey[start : start + _BLOCK] = np.rint(part) if grey.dtype == np.uint8 else part
    return grey


def as_bytes(
    images: np.ndarray, file: str, where: str, check: Callable[[], None] = lambda: None
) -> tuple[Bytes, tuple[str, ...]]:
    """uint8, 0..255, and a sentence if they were something else: fractions 0..1 are taken times 255.

    ``check``: is called again and again, and raises if the person has given up.
    """
    if images.dtype == np.uint8 or not images.size:
        return images.astype(np.uint8, copy=False), ()
    least, most = _range(images, check)
    low, factor, notes = scale_of(least, most, images.dtype, file)
    if low and not _is_usual(images, low):
        low, factor, notes = 0.0, 1.0, ()
    result, rounded = np.empty(images.shape, np.uint8), False
    for start in range(0, len(images), _BLOCK):  # by and by: all at once would take several times the memory
        check()
        part = images[start : start + _BLOCK]
        values = (part.astype(np.float32) - low) * factor if factor != 1 else part
        near = np.rint(values)
        check_pixels(values, near, start, where)
        rounded = rounded or (factor == 1 and bool((near != values).any()))
        result[start : start + _BLOCK] = near
    return result, (*notes, rounding_note(file, most)) if rounded else notes


def _range(images: np.ndarray, check: Callable[[], None]) -> tuple[float, float]:
    """The least and the most; no numbers if one of them is none."""
    lows, highs = [], []
    for start in range(0, len(images), _BLOCK):
        check()
        lows.append(images[start : start + _BLOCK].min())
        highs.append(images[start : start + _BLOCK].max())
    return float(np.min(lows)), float(np.max(highs))


def scale_of(least: float, most: float, kind: np.dtype, file: str) -> tuple[float, float, tuple[str, ...]]:
    """What the pixels of this range become: (less this, times this, what is to be said about it)."""
    if kind.kind in "fb" and least >= 0 and most <= 1:
        return 0.0, 255.0, (_("The pixels in {file} were 0 to 1: times 255 now.").format(file=file),)
    if kind.kind == "f" and least == -1 and most <= 1:
        return -1.0, 127.5, (_("The pixels in {file} were −1 to 1: 0 to 255 now.").format(file=file),)
    if kind == np.uint16 and 255 < most <= SHORT:
        sentence = _("The pixels in {file} were 0 to {most}: divided by 257, they are 0 to 255 now.")
        return 0.0, 1 / 257, (sentence.format(file=file, most=whole(most)),)
    return 0.0, 1.0, ()


def rounding_note(file: str, most: float) -> str:
    """Raises UserError where hardly anything would be left. ``most``: the highest pixel."""
    if most < _LEAST_TO_ROUND:
        sentence = _(
            "The pixels in {file} have fractions, and the highest is {most}: Inkling takes those from 0 to 255, 0 to 1 "
            "or −1 to 1."
        )
        raise UserError(sentence.format(file=file, most=short(most, 4)))
    return _("The pixels in {file} had fractions: they were rounded.").format(file=file)


def _is_usual(images: np.ndarray, value: float) -> bool:
    """Whether most images have this as the background: in a few, at least half of the pixels."""
    some = images[:_BLOCK]
    return bool((some == value).mean() >= 0.4)


def check_pixels(values: np.ndarray, near: np.ndarray, start: int, where: str) -> None:
    """Raises UserError for values that are no pixels. ``start``: the number of the first of these images."""
    bad = np.flatnonzero(~((near >= 0) & (near <= 255) & (values >= 0) & (values <= 255)).reshape(-1))
    if len(bad):
        image, row, column = (int(place) for place in np.unravel_index(bad[0], values.shape))
        sentence = _(
            "{array}, image {image}, row {row}, column {column}: the pixel is {pixel}, not a whole number 0 to 255."
        )
        number = whole(start + image + 1)
        raise UserError(
            sentence.format(array=where, image=number, row=row, column=column, pixel=values[image, row, column])
        )
