"""The part of a map that is looked at: from places to pixels and back. Arithmetic, without a widget."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

CLOSEST, FARTHEST = 400.0, 0.25  # times as large as where all points are just in sight


@dataclass(frozen=True)
class MapView:
    """``x``, ``y``: what is in the middle. ``scale``: pixels to a unit, the same along both axes. ``width`` and
    ``height`` are in pixels. Places have y upwards, pixels downwards."""

    x: float
    y: float
    scale: float
    width: float
    height: float

    def to_pixels(self, places: np.ndarray) -> np.ndarray:
        """(n, 2) for (n, 2) places."""
        pixels = np.empty((len(places), 2))
        pixels[:, 0] = (places[:, 0] - self.x) * self.scale + self.width / 2
        pixels[:, 1] = (self.y - places[:, 1]) * self.scale + self.height / 2
        return pixels

    def place_at(self, across: float, down: float) -> tuple[float, float]:
        return self.x + (across - self.width / 2) / self.scale, self.y - (down - self.height / 2) / self.scale

    def moved(self, across: float, down: float) -> MapView:
        """As if the map were dragged so many pixels."""
        return self._with(self.x - across / self.scale, self.y + down / self.scale, self.scale)

    def zoomed(self, times: float, across: float, down: float, whole: MapView) -> MapView:
        """``times`` as large, with what is at a pixel staying there; within what makes sense beside ``whole``."""
        scale = min(max(self.scale * times, FARTHEST * whole.scale), CLOSEST * whole.scale)
        x, y = self.place_at(across, down)
        return self._with(x - (across - self.width / 2) / scale, y + (down - self.height / 2) / scale, scale)

    def between(self, other: MapView, share: float) -> MapView:
        """The way to ``other``, of which ``share`` is done, 0 to 1; the scale goes in equal ratios."""
        scale = self.scale * (other.scale / self.scale) ** share
        return self._with(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share, scale)

    def sized(self, width: float, height: float) -> MapView:
        """The same middle and scale in a window of another size."""
        return MapView(self.x, self.y, self.scale, width, height)

    def _with(self, x: float, y: float, scale: float) -> MapView:
        return MapView(x, y, scale, self.width, self.height)


def fitting(places: np.ndarray, width: float, height: float, margin: float) -> MapView:
    """All of (n, 2) places in sight, with so many pixels around them."""
    if not len(places):
        return MapView(0.0, 0.0, 1.0, width, height)
    low, high = places.min(0), places.max(0)
    room = np.maximum([width - 2 * margin, height - 2 * margin], 1.0)
    extent = high - low
    scale = float((room[extent > 0] / extent[extent > 0]).min()) if (extent > 0).any() else 1.0
    x, y = ((low + high) / 2).tolist()
    return MapView(x, y, scale, width, height)
