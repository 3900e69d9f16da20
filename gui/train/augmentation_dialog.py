"""What an augmentation makes of the training images, before any training."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.words import _, ngettext
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import extent, resize
from gui.widgets.buttons import push_button
from gui.widgets.images import grey_image

KINDS = {
    "affine": _("Affine: each image is turned, scaled, sheared and shifted by a little."),
    "elastic": _("Elastic: each image is bent, as if it were drawn on rubber."),
    "both": _("Affine and elastic: each image is turned, scaled, sheared, shifted, and bent."),
}
WORDS = {
    True: _("The label stays, so the variants must still look like their digit. Every epoch sees new ones."),
    False: _("The label stays, so the variants must still look like their class. Every epoch sees new ones."),
}
"""By whether they are digits."""
NAMES = (_("original"), _("variants"))
GAP = 4  # between images; the originals are set apart by three times as much


class AugmentationDialog(QDialog):
    """Shows what it is given, and asks for more."""

    another_wanted = Signal()
    """Other images and other variants, please."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("augmentationDialog")
        self.setWindowTitle(_("Augmentation"))
        self._words = QLabel(wordWrap=True, objectName="augmentationWords")
        self.augmented = AugmentedImages()
        self.augmented.setObjectName("augmentedImages")
        self.another = push_button(
            _("Another draw"),
            "anotherDrawButton",
            _("Other images, and other variants of them"),
            self.another_wanted.emit,
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.another, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._words)
        layout.addWidget(self.augmented, 1)
        layout.addWidget(buttons)
        resize(self, 660, 450)

    def show_images(self, images: np.ndarray, kind: str, are_digits: bool = True) -> None:
        """``images``: as ``engine.training.augmentation.preview`` gives them for ``kind``."""
        self._words.setText(f"{KINDS[kind]} {WORDS[are_digits]}")
        self.augmented.set_images(images)


class AugmentedImages(QWidget):
    """A column for each image: the original above, its variants below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._images: np.ndarray | None = None
        self._pictures: list[list[QImage]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Images, and variants of each"))

    def images(self) -> np.ndarray | None:
        """What is shown, (n, 1 + variants, 28, 28) uint8."""
        return self._images

    def set_images(self, images: np.ndarray) -> None:
        self._images = images
        self._pictures = [[grey_image(image) for image in column] for column in images]
        words = ngettext(
            "{images} image, {variants} variants of each", "{images} images, {variants} variants of each", len(images)
        )
        self.setAccessibleDescription(words.format(images=len(images), variants=images.shape[1] - 1))
        self.update()

    def cell(self, column: int, row: int) -> QRectF:
        """Where an image is drawn; row 0 is the original."""
        columns, rows = self._images.shape[:2]
        left = 1 + max(self.fontMetrics().horizontalAdvance(name) for name in NAMES) + 2 * GAP
        side = min((self.width() - left) / columns, (self.height() - 2 * GAP) / rows) - GAP
        apart = 2 * GAP if row else 0
        return QRectF(left + column * (side + GAP), row * (side + GAP) + apart, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._images is None:
            return
        with picture_painter(self) as painter:
            for row, name in enumerate(NAMES):
                place = self.cell(0, row)
                place.setLeft(0)
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for column, pictures in enumerate(self._pictures):
                for row, picture in enumerate(pictures):
                    painter.drawImage(self.cell(column, row), picture)

    def sizeHint(self) -> QSize:
        return extent(620, 360)
