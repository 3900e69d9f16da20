"""Numbers as colours: the scales of heat maps and of differences between images."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QImage

from gui.widgets.images import color_image

MISSING = 0xFF808080
"""Grey: where there is no number."""

_DIVERGING = ("#D55E00", "#EBA37C", "#F4F4F4", "#7DB4D6", "#0072B2")  # theme.TEST and theme.TRAIN, paled to the middle


@dataclass(frozen=True)
class ColorScale:
    """Colours for the numbers from ``low`` to ``high``; what lies beyond has the colour of the end.

    ``kind``: "sequential" (viridis, dark to bright), "diverging" (vermillion over white to blue) or "grey".
    """

    low: float = 0.0
    high: float = 1.0
    kind: str = "sequential"

    def argb(self, values: np.ndarray) -> np.ndarray:
        """Colours as Qt's 0xAARRGGBB, uint32 and of the shape of ``values``."""
        shares = (np.asarray(values, np.float32) - np.float32(self.low)) * np.float32(255 / (self.high - self.low))
        missing = np.isnan(shares)
        shares[missing] = 0
        colors = _table(self.kind)[np.clip(np.rint(shares), 0, 255).astype(np.uint8)]
        colors[missing] = MISSING
        return colors

    def picture(self, values: np.ndarray) -> QImage:
        """(rows, columns) numbers as a picture with a pixel for each."""
        return color_image(self.argb(values))

    def is_bright(self, value: float) -> bool:
        """Whether black text is better read than white on the colour of ``value``."""
        color = QColor.fromRgb(int(self.argb(np.array([value]))[0]))
        return 0.299 * color.red() + 0.587 * color.green() + 0.114 * color.blue() > 140


def scale_to(most: float) -> ColorScale:
    """From 0 to a multiple of five that is no less than ``most``: whole numbers stand beside the colours."""
    return ColorScale(0, 5 * math.ceil(max(1.0, most) / 5))


@cache
def _table(kind: str) -> np.ndarray:
    """(256,) uint32 colours."""
    if kind == "sequential":
        rgb = pg.colormap.get("viridis").getLookupTable(nPts=256)[:, :3].astype(np.uint32)
    elif kind == "grey":
        rgb = np.repeat(np.arange(256, dtype=np.uint32)[:, None], 3, 1)
    else:
        stops = np.array([QColor(name).getRgb()[:3] for name in _DIVERGING], float)
        places, at = np.linspace(0, 1, len(stops)), np.linspace(0, 1, 256)
        rgb = np.column_stack([np.interp(at, places, stops[:, k]) for k in range(3)]).round().astype(np.uint32)
    return (np.uint32(0xFF000000) | rgb[:, 0] << 16 | rgb[:, 1] << 8 | rgb[:, 2]).astype(np.uint32)
