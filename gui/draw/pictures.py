"""Pictures that a person pastes or drops: from the clipboard, a file or another window to grey levels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from engine.errors import UserError

LARGEST = 600
"""Pictures are scaled down to this many pixels on their longer side while they are decoded."""

MOST_PIXELS = 200_000_000
MOST_BYTES = 100_000_000
ENDINGS = ("png", "jpg", "jpeg", "bmp", "gif", "webp", "tif", "tiff", "ppm", "pgm")


def picture_file(data: QMimeData) -> Path | None:
    """The first picture among the files that are dropped or pasted, by its name."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower().lstrip(".") in ENDINGS), None)


def is_picture(data: QMimeData) -> bool:
    return data.hasImage() or picture_file(data) is not None


def read_picture(path: Path) -> np.ndarray:
    """(h, w) uint8 grey levels of a picture's file. May be called in any thread. Raises UserError."""
    if not path.is_file():
        raise UserError(f"There is no file {path.name}.")
    if path.stat().st_size > MOST_BYTES:
        raise UserError(f"{path.name} is too large for a picture of a digit: use one under 100 MB.")
    return _decoded(QImageReader(str(path)), path.name)


def decode_picture(encoded: QByteArray) -> np.ndarray:
    """The same for a picture that is in memory, as in a file."""
    buffer = QBuffer(encoded)
    return _decoded(QImageReader(buffer), "What is on the clipboard")


def _decoded(reader: QImageReader, name: str) -> np.ndarray:
    """Scaled down while it is decoded, where the format can do that: JPEG can; a PNG's pixels are all unpacked."""
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        raise UserError(f"{name} has over 200 megapixels: scale it down first.")
    if max(size.width(), size.height()) > LARGEST:
        reader.setScaledSize(_within(size))
    image = reader.read()
    if image.isNull():
        raise UserError(f"{name} is not a picture that can be read ({reader.errorString()}).")
    return grey_levels(image)


def grey_levels(image: QImage) -> np.ndarray:
    """(h, w) uint8 grey levels of a picture, scaled down to ``LARGEST``. May be called in any thread."""
    if image.isNull():
        raise UserError("That picture is empty.")
    if max(image.width(), image.height()) > LARGEST:
        image = _scaled(image)
    if image.hasAlphaChannel():
        return _on_paper(image)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return rows[:, : grey.width()].copy()


def _within(size: QSize) -> QSize:
    return size.scaled(LARGEST, LARGEST, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _scaled(image: QImage) -> QImage:
    """In two steps: a quick one to four times the size, then one that loses no thin line."""
    size = _within(image.size())
    if image.width() > 4 * size.width():
        image = image.scaled(4 * size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.FastTransformation)
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _on_paper(image: QImage) -> np.ndarray:
    """(h, w) uint8 grey levels of a picture with transparent parts, on white; if it is white itself, on black."""
    argb = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = np.frombuffer(argb.constBits(), np.uint8).reshape(argb.height(), argb.width(), 4).astype(np.float32)
    alpha = pixels[..., 3] / 255
    brightness = float((pixels[..., :3].mean(axis=2) * alpha).sum() / max(1e-6, float(alpha.sum())))
    paper = 0.0 if brightness > 200 and alpha.min() < 0.5 else 255.0
    color = pixels[..., :3].mean(axis=2) * alpha + paper * (1 - alpha)
    return np.rint(color).astype(np.uint8)
