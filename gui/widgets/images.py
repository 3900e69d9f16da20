"""Arrays as pictures. Each picture is a copy, so that the array may change or go."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

_Format = QImage.Format


def grey_image(pixels: np.ndarray) -> QImage:
    """(rows, columns) uint8, 0 (black) to 255 (white): as RGB32, which is painted five times as fast as greys are."""
    pixels = np.ascontiguousarray(pixels)
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, columns, _Format.Format_Grayscale8).convertToFormat(_Format.Format_RGB32)


def color_image(argb: np.ndarray) -> QImage:
    """(rows, columns) uint32 as Qt writes colours, 0xAARRGGBB; what they say of transparency is left out."""
    return _image(argb, _Format.Format_RGB32)


def translucent_image(argb: np.ndarray) -> QImage:
    """The same with its transparency, to be painted over something else."""
    return _image(argb, _Format.Format_ARGB32)


def _image(argb: np.ndarray, kind: QImage.Format) -> QImage:
    argb = np.ascontiguousarray(argb)
    rows, columns = argb.shape
    return QImage(argb.data, columns, rows, 4 * columns, kind).copy()
