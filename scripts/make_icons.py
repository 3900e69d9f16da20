"""The program's icon at every size that the systems ask for, from resources/icons/inkling.svg. Run by: make icons

PNGs for the window and for Linux, inkling.ico for Windows, inkling.icns for macOS.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from engine.files import RESOURCES

FOLDER = RESOURCES / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
SMALL = 24
"""Up to here a drawing of its own is used: the fine lines would blur."""


def main() -> None:
    app = QGuiApplication(["inkling"])
    pictures = {side: rendered(side) for side in SIZES}
    for side, picture in pictures.items():
        picture.save(FOLDER / f"inkling-{side}.png", optimize=True)
    for ending, largest in (("ico", 256), ("icns", 512)):
        sides = [side for side in SIZES if side <= largest]
        others = [pictures[side] for side in sides[:-1]]
        pictures[largest].save(
            FOLDER / f"inkling.{ending}", sizes=[(side, side) for side in sides], append_images=others
        )
    app.quit()


def rendered(side: int) -> Image.Image:
    """The icon, ``side`` pixels wide, on nothing."""
    name = "inkling-small.svg" if side <= SMALL else "inkling.svg"
    picture = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        QSvgRenderer(str(FOLDER / name)).render(painter, QRectF(0, 0, side, side))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data()), formats=["PNG"])


if __name__ == "__main__":
    main()
