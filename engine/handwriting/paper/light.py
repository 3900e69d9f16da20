"""The light that falls on the paper, pixel by pixel, and how far ink stands out from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Flags, Singles
from engine.handwriting.paper.shapes import median, smooth, without_dark

REACH = 0.22
"""Share of the shorter side from which on something dark is ground and no ink: a shadow, a table, a finger."""

DARKEST = 36.0
"""Grey level below which contrast is no longer told relative to the light: only noise is left."""

TILE = 48
"""Pixels along each side of the tiles that the noise is measured in."""


@dataclass(frozen=True, eq=False)
class Lit:
    """``ground``: (h, w) float32, what the paper's grey level would be without ink. ``contrast``: (h, w) float32, how
    much of the light the ink takes away, 0 to 1. ``noise``: the deviation of grey
    levels where there is no ink. ``dark``: whether the
    ink is darker than its ground; if not, all of this is told of the negative."""

    ground: Singles
    contrast: Singles
    noise: float
    dark: bool

    def noise_at(self, where: Flags | None = None) -> float:
        """The deviation of the contrast by noise alone, in the light that falls there, or in most of the picture."""
        ground = self.ground if where is None else self.ground[where]
        return self.noise / max(float(np.median(ground)), DARKEST)

    def contrast_of(self, grey: Singles, ground: Singles) -> Singles:
        """The same for a piece of the picture in other pixels: its grey levels, and its ground."""
        return _relative(grey if self.dark else 255 - grey, ground)


def lit(grey: Singles, dark: bool, reach: float = REACH) -> Lit:
    """``grey``: (h, w) float32, 0 to 255.

    The ground is the grey-scale closing (Serra, 1982): it follows the edge of a shadow, where a plane or a blur would
    cross it, and passes over whatever is narrower than its window.
    """
    seen = grey if dark else 255 - grey
    calm = _without_noise(seen)
    width = max(3, round(reach * min(grey.shape)))
    passed = _within(without_dark(_beyond(calm, width), width), width)
    ground: Singles = np.maximum(smooth(passed, 1.5), calm)
    middle = np.median(_relative(calm, ground))  # of the grain; the closing follows its brightest
    ground = (ground * (1 - float(middle))).astype(np.float32)
    contrast = _relative(calm, ground)
    return Lit(ground, contrast, _deviation(ground - calm), dark)


def _beyond(grey: Singles, width: int) -> Singles:
    """With a border in which light that falls towards the edge goes on falling, and nothing gets brighter."""
    onwards = np.pad(grey, width, mode="reflect", reflect_type="odd") if min(grey.shape) > width else None
    edge: Singles = np.pad(grey, width, mode="edge")
    return edge if onwards is None else np.clip(onwards, 0, edge)


def _within(grey: Singles, width: int) -> Singles:
    return grey[width:-width, width:-width]


def _relative(seen: Singles, ground: Singles) -> Singles:
    return np.asarray((ground - seen) / np.maximum(ground, DARKEST), np.float32)


def _without_noise(grey: Singles) -> Singles:
    """Made smoother where it is noisy, for the brightest grain would be taken for the ground."""
    noise = grain(grey)
    if noise < 2:
        return grey
    return smooth(median(grey), 0.8 if noise < 8 else 1.3)


def grain(grey: Singles) -> float:
    """The deviation of the noise, in grey levels, from the differences of neighbours (Immerkaer, 1996)."""
    if min(grey.shape) < 3:
        return 0.0
    across = grey[:, :-2] - 2 * grey[:, 1:-1] + grey[:, 2:]
    twice = across[:-2] - 2 * across[1:-1] + across[2:]
    return float(np.median(np.abs(twice)) / 0.6745 / 6)


def _deviation(away: Singles) -> float:
    """Of the calmest quarter of the picture, by tiles: the rest may be full of ink, or a table."""
    rows = max(1, away.shape[0] // TILE)
    tiles = [
        tile
        for strip in np.array_split(away, rows)
        for tile in np.array_split(strip, max(1, away.shape[1] // TILE), axis=1)
    ]
    return float(np.percentile([1.4826 * np.median(np.abs(tile - np.median(tile))) for tile in tiles], 25))
