"""Ten digits as somebody would write them, for “show me”: strokes in canvas pixels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_PEN: dict[str, tuple[Sequence[tuple[int, int]], ...]] = {
    "0": (((140, 50), (95, 75), (80, 140), (95, 205), (140, 230), (185, 205), (200, 140), (185, 75), (140, 50)),),
    "1": (((120, 85), (150, 50), (148, 140), (146, 230)),),
    "2": (((90, 95), (105, 60), (145, 48), (180, 70), (180, 110), (140, 160), (88, 222), (140, 224), (196, 222)),),
    "3": (((92, 70), (130, 48), (175, 62), (178, 105), (132, 132), (180, 152), (188, 195), (150, 230), (92, 215)),),
    "4": (((120, 50), (88, 150), (140, 152), (200, 150)), ((168, 95), (166, 160), (164, 232))),
    "5": (((185, 52), (110, 54), (102, 125), (150, 115), (188, 145), (184, 200), (140, 230), (92, 215)),),
    "6": (((170, 50), (120, 90), (92, 155), (98, 210), (140, 230), (182, 205), (178, 160), (138, 145), (98, 175)),),
    "7": (((86, 60), (140, 58), (196, 58), (165, 120), (138, 180), (124, 232)),),
    "8": (((172, 75), (135, 48), (102, 78), (128, 122), (172, 160), (178, 208), (138, 232), (100, 205), (112, 158),
           (158, 118), (172, 75)),),
    "9": (((180, 90), (150, 50), (104, 66), (100, 115), (138, 135), (178, 100), (180, 95), (172, 165), (158, 232)),),
}  # fmt: skip
ROUND = 3  # times that the corners are cut: what is left are curves


def strokes_of(digit: str) -> list[np.ndarray]:
    """(n, 2) float64 each, y down; none for what is no digit."""
    return [_rounded(np.array(points, float)) for points in _PEN.get(digit, ())]


def _rounded(points: np.ndarray) -> np.ndarray:
    """Chaikin's corner cutting ("An algorithm for high-speed curve generation", 1974); the ends stay."""
    for _time in range(ROUND):
        near, far = points[:-1], points[1:]
        cut = np.stack([0.75 * near + 0.25 * far, 0.25 * near + 0.75 * far], axis=1).reshape(-1, 2)
        points = np.vstack([points[:1], cut, points[-1:]])
    return points
