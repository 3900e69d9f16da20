"""Pictures that a person pastes or drops: from the clipboard, a file or another window to grey levels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from engine import limits
from engine.errors import UserError
from engine.picture_files import ENDINGS, FORMATS, check_scans, format_of
from engine.reading import read_file
from engine.words import _

LARGEST = 1400
"""Pictures are scaled down to this many pixels on their longer side while they are decoded."""

MOST_PIXELS, MOST_OF_JPEG = 60_000_000, 200_000_000
"""A JPEG is scaled down while it is decoded; all pixels of the others are unpacked first."""
MIMES = {f"image/{form.lower()}": form for form in FORMATS}
"""What other programs call pictures on the clipboard, and the format that each has to be."""


def picture_file(data: QMimeData) -> Path | None:
    """The first picture among the files that are dropped or pasted, by its name."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in ENDINGS), None)


def encoded_picture(data: QMimeData) -> QByteArray | None:
    """A picture as another program packed it, in the first format that can be read; None if there is none."""
    found = next((mime for mime in MIMES if data.hasFormat(mime)), None)
    return None if found is None else data.data(found)


def plain_picture(data: QMimeData) -> QImage | None:
    """A picture that is pixels already. One that is packed in another format Qt would decode by whatever it finds."""
    if any(name.startswith("image/") for name in data.formats()) or not data.hasImage():
        return None
    image = data.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None


def is_picture(data: QMimeData) -> bool:
    return picture_file(data) is not None or any(map(data.hasFormat, MIMES)) or plain_picture(data) is not None


def read_picture(path: Path) -> np.ndarray:
    """(h, w) uint8 grey levels of a picture's file. May be called in any thread. Raises UserError."""
    try:
        return decode_picture(QByteArray(read_file(path, limits.PICTURE_FILE)), path.name)
    except FileNotFoundError:
        raise UserError(_("There is no file {file}.").format(file=path.name)) from None
    except OSError as error:
        words = _("{file} could not be read: {reason}.").format(file=path.name, reason=error.strerror or error)
        raise UserError(words) from error


def decode_picture(encoded: QByteArray, name: str = _("What is on the clipboard")) -> np.ndarray:
    """The same for a picture that is in memory, as in a file."""
    data = bytes(encoded.data())
    form = format_of(data, name)
    buffer = QBuffer(encoded)
    reader = QImageReader(buffer, form.lower().encode())
    reader.setAutoDetectImageFormat(False)
    try:
        if form == "JPEG":
            check_scans(data, name, reader.size().width() * reader.size().height())
        return _decoded(reader, name, MOST_OF_JPEG if form == "JPEG" else MOST_PIXELS)
    finally:
        reader.setDevice(None)  # else a decoder may outlive the buffer that it reads: that of TIFF crashes then


def _decoded(reader: QImageReader, name: str, most: int) -> np.ndarray:
    """Scaled down while it is decoded, where the format can do that."""
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > most:
        words = _("{file} has over {most} megapixels: scale it down first.")
        raise UserError(words.format(file=name, most=most // 1_000_000))
    if max(size.width(), size.height()) > LARGEST:
        reader.setScaledSize(_within(size))
    image = reader.read()
    if image.isNull():
        words = _("{file} is not a picture that can be read ({reason}).")
        raise UserError(words.format(file=name, reason=reader.errorString()))
    return grey_levels(image)


def grey_levels(image: QImage) -> np.ndarray:
    """(h, w) uint8 grey levels of a picture, scaled down to ``LARGEST``. May be called in any thread."""
    if image.isNull():
        raise UserError(_("That picture is empty."))
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
