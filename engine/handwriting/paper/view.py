"""How a picture is looked at: how far it is turned, and which part of it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from engine.arrays import Bytes


class Crop(NamedTuple):
    """Edges as shares of the turned picture's width (left, right) and height (top, bottom), 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class View:
    """``quarters``: turns by 90 degrees, clockwise; ``degrees``: what it is turned by after that, clockwise, -45 to 45;
    None: as the lines on the paper are. ``crop``: None takes what is found."""

    quarters: int = 0
    degrees: float | None = None
    crop: Crop | None = None

    def turned(self, quarters: int) -> View:
        """So many quarters further. What was cropped turns with it."""
        crop = self.crop
        for _turn in range(quarters % 4):
            crop = crop and Crop(1 - crop.bottom, crop.left, 1 - crop.top, crop.right)
        return replace(self, quarters=(self.quarters + quarters) % 4, crop=crop)


def seen(grey: Bytes, view: View) -> Bytes:
    """(h, w) turned; the corners that this opens have the level of the picture's edge."""
    from PIL import Image

    turned = np.ascontiguousarray(np.rot90(grey, -view.quarters))
    if not view.degrees:
        return turned
    edge = np.concatenate([turned[0], turned[-1], turned[:, 0], turned[:, -1]])
    picture = Image.fromarray(turned).rotate(
        -view.degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=int(np.median(edge))
    )
    return np.asarray(picture)
