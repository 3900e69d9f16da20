"""Many images on one sheet, as a PNG file."""

from __future__ import annotations

import io

import numpy as np

from engine.digits.dataset import SIDE

MOST = 1_000  # images on a sheet
SCALE, GAP, TEXT = 3, 14, 13  # pixels: of each image pixel, between images, and of the letters


def sheet(images: np.ndarray, captions: list[str]) -> bytes:
    """A PNG of (n, 28, 28) uint8 images, white ink on black, in rows on white paper, with a caption under each.

    The sheet is about as wide as high, or as 16 by 9 for few images; it holds the first MOST of them.
    """
    from PIL import Image, ImageDraw, ImageFont

    images, captions = images[:MOST], captions[:MOST]
    side = SIDE * SCALE
    cell, row = max(side, _widest(captions)) + GAP, side + TEXT + 4 + GAP
    columns = max(1, min(len(images), round((len(images) * row / cell * 16 / 9) ** 0.5)))
    rows = -(-len(images) // columns)
    paper = Image.new("L", (columns * cell + GAP, rows * row + GAP), 255)
    draw, font = ImageDraw.Draw(paper), ImageFont.load_default(TEXT)
    for index, (image, caption) in enumerate(zip(images, captions, strict=True)):
        x, y = GAP + index % columns * cell, GAP + index // columns * row
        left = x + (cell - GAP - side) // 2
        paper.paste(Image.fromarray(image).resize((side, side), Image.Resampling.NEAREST), (left, y))
        draw.text((x + (cell - GAP) / 2, y + side + 2), caption, fill=0, font=font, anchor="ma")
    file = io.BytesIO()
    paper.save(file, "PNG", optimize=True)
    return file.getvalue()


def _widest(captions: list[str]) -> int:
    from PIL import ImageFont

    font = ImageFont.load_default(TEXT)
    return int(max((font.getlength(caption) for caption in captions), default=0)) + 1
