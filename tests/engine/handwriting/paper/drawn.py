"""Paper with ink on it, as arrays of grey levels."""

import numpy as np
from PIL import Image, ImageDraw

ONE = (((100, 40), (100, 160)),)
SEVEN = (((70, 50), (130, 50)), ((130, 50), (90, 160)))


def ink(lines, shape=(200, 300), pen=9):
    """(h, w) 0 to 1: straight lines, each from (x, y) to (x, y)."""
    image = Image.new("L", shape[::-1])
    draw = ImageDraw.Draw(image)
    for start, end in lines:
        draw.line((*start, *end), 255, pen)
    return np.asarray(image) / 255.0


def paper(lines=SEVEN, shape=(200, 300), ground=230.0, level=40.0, pen=9, seed=1):
    """(h, w) uint8: dark ink on light ground, with some grain."""
    cover = ink(lines, shape, pen)
    grain = np.random.default_rng(seed).normal(0, 1.5, shape)
    return np.clip(ground * (1 - cover) + level * cover + grain, 0, 255).astype(np.uint8)
