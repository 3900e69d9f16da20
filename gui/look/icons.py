"""The line icons of the rail, in the colours of the palette, and the program's own."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from engine.files import RESOURCES

SIDE = 22
"""Width and height of an icon, in device-independent pixels."""

# One picture for each scale that the systems offer, so that none is stretched; in between, the next larger one shrinks.
_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 3.0)
_INK = b"#000000"


def icon(name: str, source: QWidget | QPalette) -> QIcon:
    """The icon ``name`` in the palette's text colour, and where it is checked in that of highlighted text.

    It does not follow the palette by itself: ask again when that has changed. Raises FileNotFoundError.
    """
    palette = source if isinstance(source, QPalette) else source.palette()
    role = QPalette.ColorRole
    return _icon(name, palette.color(role.ButtonText).name(), palette.color(role.HighlightedText).name())


def program_icon() -> QIcon:
    """The program's own, at each size that it was drawn for (scripts/make_icons.py)."""
    made = QIcon()
    for path in sorted((RESOURCES / "icons").glob("inkling-*.png")):
        made.addFile(str(path))
    return made


@lru_cache(maxsize=32)
def _icon(name: str, normal: str, checked: str) -> QIcon:
    svg = (RESOURCES / "icons" / f"{name}.svg").read_bytes()
    made = QIcon()
    for color, state in ((normal, QIcon.State.Off), (checked, QIcon.State.On)):
        renderer = QSvgRenderer(QByteArray(svg.replace(_INK, QColor(color).name().encode())))
        for scale in _SCALES:
            made.addPixmap(_picture(renderer, scale), QIcon.Mode.Normal, state)
    return made


def _picture(renderer: QSvgRenderer, scale: float) -> QPixmap:
    side = round(SIDE * scale)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        renderer.render(painter, QRectF(0, 0, side, side))
    return picture
