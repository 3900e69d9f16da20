"""Digits on paper, as a telephone takes them: strokes drawn in dark ink on light ground, grainy, blurred, and lit from
one side. They tell how sure the network that ships is of pictures (``make.py``)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from engine.digits.dataset import Digits
from engine.digits.pictures import from_picture
from scripts.shipped_network.synthetic import Strokes
from scripts.shipped_network.writers import Writers

SIDE = 220  # pixels of a picture


def photographed(writers: Writers, seed: int) -> Digits:
    """Each drawing on a paper of its own, as the program takes it from there. The same seed gives the same."""
    generator = np.random.default_rng(seed)
    images = [from_picture(picture).image for picture in pictures(writers.drawings, generator)]
    return Digits(np.stack(images), writers.labels, "photographed")


def pictures(drawings: Iterable[Strokes], generator: np.random.Generator) -> Iterable[np.ndarray]:
    """(220, 220) uint8, 0 black to 255 white, of each drawing."""
    for strokes in drawings:
        ink = Image.new("L", (SIDE, SIDE), 0)
        pen = generator.uniform(4, 15)
        for line in _placed(strokes, generator):
            _trace(ink, line, pen)
        yield _paper(np.asarray(ink.filter(ImageFilter.GaussianBlur(generator.uniform(0.5, 2)))) / 255, generator)


def _placed(strokes: Strokes, generator: np.random.Generator) -> Strokes:
    points = np.concatenate(strokes)
    low, extent = points.min(axis=0), max(np.ptp(points, axis=0).max(), 1.0)
    size = SIDE * generator.uniform(0.45, 0.8)
    corner = generator.uniform(0.08 * SIDE, 0.92 * SIDE - size, 2)
    return [(stroke - low) / extent * size + corner for stroke in strokes]


def _trace(ink: Image.Image, line: np.ndarray, pen: float) -> None:
    """A line of a round pen, of so many pixels."""
    draw, places = ImageDraw.Draw(ink), [tuple(point) for point in line.tolist()]
    draw.line(places, fill=255, width=round(pen))
    for x, y in places:
        draw.ellipse((x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2), fill=255)


def _paper(ink: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    ground, depth = generator.uniform(150, 245), generator.uniform(0.35, 0.9)
    light = (np.indices(ink.shape) / SIDE - 0.5).T @ generator.uniform(-40, 40, 2)
    grain = generator.normal(0, generator.uniform(1, 6), ink.shape)
    return np.clip((ground + light.T) * (1 - depth * ink) + grain, 0, 255).astype(np.uint8)
