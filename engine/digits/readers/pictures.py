"""One picture of a folder or an archive; Pillow decodes it, and what it would leave out in silence is found."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
from PIL import Image, ImageOps

from engine import limits
from engine.arrays import Bytes
from engine.digits.dataset import SIDE
from engine.digits.readers.common import NotTheSize, Watch
from engine.digits.readers.fitting import made_to_fit
from engine.digits.readers.pixels import SHORT
from engine.digits.readers.sources import Source
from engine.errors import UserError
from engine.numbers import whole
from engine.picture_files import format_of
from engine.words import _

Image.MAX_IMAGE_PIXELS = limits.PICTURE_SIDE * limits.PICTURE_SIDE
TIFF_TILE_WIDTH, TIFF_TILE_LENGTH = 322, 323  # tags, see TIFF 6.0, section 15
_DAMAGED = (SyntaxError, ValueError, struct.error, EOFError, LookupError, TypeError, zlib.error, AttributeError)
"""What Pillow raises for damaged files, beside OSError."""
_FILLS = (127, 128)  # what a picture is filled with before it is decoded: whatever stays so is missing
_FILLED_BY_DECODER = 128  # a JPEG's grey where its data end
_BLOCK = 8  # pixels of a JPEG's


def read(source: Source, watch: Watch) -> Bytes:
    """(28, 28) uint8. Raises NotTheSize if it is of another size and ``watch.fit`` says nothing about that."""
    picture = grey(source, watch)
    if picture.shape == (SIDE, SIDE) and watch.fit != "prepare":
        return picture
    if not watch.fit:
        height, width = picture.shape
        sentence = _("{file} is {width} x {height} pixels, not {side} x {side}.")
        raise NotTheSize(sentence.format(file=source.where, width=width, height=height, side=SIDE))
    return made_to_fit(picture, watch.fit)


def grey(source: Source, watch: Watch) -> Bytes:
    """(height, width) uint8, turned as the camera was held; what is transparent is the paper, or the board."""
    where = source.where
    try:
        data = source.read(limits.PICTURE_FILE, watch)
        picture = _decoded(data, where)
        if _is_unfinished(picture, data, where):
            raise UserError(_("{file} is not whole: some of its rows are missing.").format(file=where))
        return _grey(ImageOps.exif_transpose(picture))
    except FileNotFoundError:
        raise UserError(_("{file} vanished while the folder was read.").format(file=where)) from None
    except MemoryError:
        raise UserError(_("{file} needs more memory than there is.").format(file=where)) from None
    except (*_DAMAGED, OSError, Image.DecompressionBombError):
        raise UserError(_("{file} is not an image that can be read; it may be damaged.").format(file=where)) from None


def _decoded(data: bytes, where: str, fill: int = _FILLS[0]) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=[format_of(data, where)])
    _check_tiles(image, where)
    if _has_more(image, data):
        sentence = _("{file} holds several pictures, one behind the other: save each as a file of its own.")
        raise UserError(sentence.format(file=where))
    if max(image.size) > limits.PICTURE_SIDE:
        sentence = _("{file} is {width} x {height} pixels: too large for a digit.")
        raise UserError(sentence.format(file=where, width=whole(image.width), height=whole(image.height)))
    if image.mode in ("1", "L", "P", "RGB", "RGBA", "LA"):
        bands = len(image.getbands())
        image.im = Image.core.fill(  # type: ignore[attr-defined]  # Pillow's own
            image.mode, image.size, fill if bands == 1 else (fill,) * bands
        )
    image.load()
    return image


def _is_unfinished(picture: Image.Image, data: bytes, where: str) -> bool:
    """Whether rows were never decoded: they are as they were filled, whatever that was with."""
    pixels = np.asarray(picture).reshape(picture.height, -1)
    if picture.format == "JPEG":
        return _ends_in_grey(np.asarray(picture))
    if not (pixels == _FILLS[0]).all(axis=1).any():
        return False
    again = np.asarray(_decoded(data, where, _FILLS[1])).reshape(picture.height, -1)
    return bool((pixels != again).any())


def _ends_in_grey(pixels: np.ndarray) -> bool:
    """Whether a JPEG's last blocks are the very grey of which libjpeg makes what is missing, and others are not."""
    end = pixels[-_BLOCK:, -_BLOCK:]
    if pixels.shape[0] <= _BLOCK or not (end == _FILLED_BY_DECODER).all():
        return False
    return not (pixels[:_BLOCK] == _FILLED_BY_DECODER).all() and len(np.unique(pixels)) > 2


def _has_more(image: Image.Image, data: bytes) -> bool:
    """Whether another picture or frame follows; a JPEG's are previews, and what phones add for bright screens."""
    if image.format != "TIFF":
        return image.format != "MPO" and bool(getattr(image, "is_animated", False))
    try:
        Image.open(io.BytesIO(data), formats=["TIFF"]).seek(1)  # n_frames would count them all
    except EOFError:
        return False
    return True


def _check_tiles(image: Image.Image, where: str) -> None:
    """A TIFF may come in tiles, which are unpacked whole, however small the picture is."""
    tags = getattr(image, "tag_v2", {})
    for tag in (TIFF_TILE_WIDTH, TIFF_TILE_LENGTH):
        side = tags.get(tag, 0)
        if not isinstance(side, int) or side > limits.PICTURE_SIDE:
            sentence = _("{file} is damaged, or made to do harm: its tiles are far larger than a picture.")
            raise UserError(sentence.format(file=where))


def _grey(image: Image.Image) -> Bytes:
    """0..255 in one channel; pictures of 16 bits lose the lower eight, which Pillow's own conversion would clip."""
    if image.mode.startswith("I"):
        values = np.asarray(image).clip(0, SHORT)
        low: Bytes = (values // (257 if values.max() > 255 else 1)).astype(np.uint8)
        return low
    if image.mode == "F":
        return _of_fractions(np.asarray(image))
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        return _on_paper(image.convert("RGBA"))
    return np.asarray(image.convert("L"))


def _of_fractions(values: np.ndarray) -> Bytes:
    """0 to 1, or 0 to 255; Pillow's own conversion would cut what is behind the point."""
    if not np.isfinite(values).all() or values.min() < 0 or values.max() > 255:
        raise ValueError("range")
    pixels: Bytes = np.rint(values * (255 if values.max() <= 1 else 1)).astype(np.uint8)
    return pixels


def _on_paper(image: Image.Image) -> Bytes:
    """Dark ink is put on white paper, light ink on a black board."""
    alpha = np.asarray(image.getchannel("A"))
    ink = np.asarray(image.convert("RGB").convert("L"))
    if alpha.min() == 255:
        return ink
    share = alpha.astype(np.float32) / 255
    level = float((ink * share).sum() / max(float(share.sum()), 1e-6))
    ground = 255 if level < 128 else 0
    return np.rint(ink * share + ground * (1 - share)).astype(np.uint8)
