"""The steps from a picture to the network's image, side by side: what was taken for light, for lines, and for ink."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.handwriting.paper.reading import Reading
from engine.words import _
from gui.look import theme
from gui.look.sizes import extent, sized
from gui.widgets.images import color_image, grey_image
from gui.widgets.labels import narrow_label

STEPS = (
    ("pictureOriginal", _("Picture"), _("The picture as it was brought, turned, in levels of grey")),
    (
        "pictureLight",
        _("Paper's light"),
        _("What the paper would look like without ink: light that falls off, shadows, a table, a finger"),
    ),
    (
        "pictureContrast",
        _("Contrast"),
        _("How much of that light each pixel takes away: white is most. Orange: lines of the paper, left out"),
    ),
    ("pictureInk", _("Ink"), _("What was taken for the digit: the ink inside the crop, without lines and specks")),
    (
        "pictureImage",
        _("28 × 28"),
        _("What the network gets: cut to the ink, 20 pixels long, the centre of mass in the middle"),
    ),
)


class PictureSteps(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="pictureSteps")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        sized(row.setSpacing, 6)
        self.steps = [_Step(*step) for step in STEPS]
        for step in self.steps:
            row.addWidget(step, 1)

    def show_reading(self, reading: Reading) -> None:
        steps = reading.steps
        images = [grey_image(steps.picture), grey_image(steps.light), _with_lines(steps.contrast, steps.lines)]
        images += [grey_image(steps.ink), grey_image(reading.image)]
        for step, image in zip(self.steps, images, strict=True):
            step.show_image(image)


class _Step(QWidget):
    """A small picture, and below it what it is."""

    def __init__(self, name: str, words: str, tip: str) -> None:
        super().__init__(objectName=name)
        self.thumb = _Thumb()
        self.setToolTip(tip)
        self.setAccessibleName(words)
        self.setAccessibleDescription(tip)
        caption = narrow_label("muted", words, alignment=Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sized(column.setSpacing, 2)
        column.addWidget(self.thumb, 1)
        column.addWidget(caption)

    def show_image(self, image: QImage) -> None:
        self.thumb.image = image
        self.thumb.update()


class _Thumb(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return extent(110, 84)

    def minimumSizeHint(self) -> QSize:
        return extent(52, 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.image.isNull():
            return
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        size = self.image.size().toSizeF().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = QRectF(place.topLeft(), size)
        shown.moveCenter(place.center())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.image.width() > 64)
            painter.drawImage(shown, self.image)
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRect(shown)


def _with_lines(contrast: np.ndarray, lines: np.ndarray) -> QImage:
    grey = contrast.astype(np.uint32)
    argb = 0xFF000000 | grey << 16 | grey << 8 | grey
    argb[lines] = QColor(theme.WINNER).rgb()
    return color_image(argb)
