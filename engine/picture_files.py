"""Pictures before they are decoded: of one of the formats that are meant, by what is in them.

A decoder that is left to find out the format by itself may start other programs (PostScript), or never end (SVG).
"""

from __future__ import annotations

from engine import limits
from engine.errors import UserError
from engine.numbers import whole
from engine.words import _, ngettext

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP")
"""As Pillow calls them; in small letters they are Qt's names, too."""
ENDINGS = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp")
_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"BM": "BMP",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
}
_SCAN = b"\xff\xda"  # a JPEG's mark before each, which its packed pixels cannot hold


def format_of(data: bytes, name: str) -> str:
    """One of FORMATS. Raises UserError if it is none, or a JPEG that would be decoded without end."""
    found = next((form for begin, form in _BEGINNINGS.items() if data.startswith(begin)), None)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        found = "WEBP"
    if found is None:
        sentence = _("{picture} is not a picture that can be read: use PNG, JPEG, BMP, GIF, TIFF or WebP.")
        raise UserError(sentence.format(picture=name))
    if found == "JPEG":
        check_scans(data, name, 1)
    return found


def check_scans(data: bytes, name: str, pixels: int) -> None:
    """Raises UserError for a JPEG, of so many pixels, that is built up in far more passes than any camera makes."""
    scans = data.count(_SCAN)
    if scans > limits.PICTURE_SCANS or scans * pixels > limits.PICTURE_WORK:
        sentence = ngettext(
            "{picture} is damaged, or made to do harm: as a JPEG it has {layers} layer.",
            "{picture} is damaged, or made to do harm: as a JPEG it has {layers} layers.",
            scans,
        )
        raise UserError(sentence.format(picture=name, layers=whole(scans)))
