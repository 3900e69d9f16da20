"""How images of another size become 28x28: scaled, or prepared as pasted pictures are, some of them beside each way."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from engine.digits.readers.fitting import prepared, scaled
from engine.digits.readers.looks import is_dark_on_light
from engine.words import _
from gui.look.sizes import px, sized
from gui.widgets.images import grey_image
from gui.widgets.labels import label

PICTURE = 72  # pixels of the side of each picture
SCALE, PREPARE = "scale", "prepare"


class FitDialog(QDialog):
    """Dark ink on light is prepared unless the person wants it otherwise."""

    chosen = Signal(str)
    """SCALE or PREPARE."""

    def __init__(self, sentence: str, samples: tuple[np.ndarray, ...], parent: QWidget | None = None) -> None:
        """``samples``: some of the images, (height, width) uint8."""
        super().__init__(parent)
        self.setObjectName("fitDialog")
        self.setWindowTitle(_("Other images"))
        small = [scaled(image) for image in samples]
        self.scale = QRadioButton(_("Scale the whole pictures"), objectName="scaleChoice")
        self.prepare = QRadioButton(_("Cut out the ink and centre it, as MNIST does"), objectName="prepareChoice")
        self.prepare.setToolTip(
            _("Cut out, light on dark, 20 pixels large, and their mass in the middle, as MNIST's are")
        )
        first = self.prepare if samples and is_dark_on_light(np.stack(list(map(_square, samples)))) else self.scale
        first.setChecked(True)
        rows = (
            (QLabel(_("The pictures")), list(samples)),
            (self.scale, small),
            (self.prepare, [prepared(image) for image in samples]),
        )
        self._grid = QGridLayout()
        for row, (words, images) in enumerate(rows):
            self._grid.addWidget(words, 2 * row, 0, 1, max(1, len(samples)), Qt.AlignmentFlag.AlignLeft)
            for column, image in enumerate(images):
                picture = _picture(image)
                name = _("{way}: picture {number} of {count}")
                picture.setAccessibleName(name.format(way=words.text(), number=column + 1, count=len(images)))
                self._grid.addWidget(picture, 2 * row + 1, column)
        self._lay_out(sentence)

    def _lay_out(self, sentence: str) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.addButton(_("Open them"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        words = label("plotTitle", sentence, objectName="fitWords", wordWrap=True)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(label("muted", _("The files stay as they are."), wordWrap=True))
        layout.addSpacing(px(6))
        layout.addLayout(self._grid)
        layout.addStretch(1)
        layout.addWidget(buttons)

    def _on_accepted(self) -> None:
        self.chosen.emit(PREPARE if self.prepare.isChecked() else SCALE)
        self.accept()


def _square(image: np.ndarray) -> np.ndarray:
    """The middle of a picture, scaled."""
    side = min(image.shape)
    top, left = ((length - side) // 2 for length in image.shape)
    return scaled(np.ascontiguousarray(image[top : top + side, left : left + side]))


def _picture(image: np.ndarray) -> QLabel:
    """As large as its room, with its proportions."""
    made = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
    sized(made.setFixedSize, PICTURE, PICTURE)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    mode = Qt.TransformationMode.FastTransformation if max(image.shape) <= PICTURE // 2 else smooth
    made.setPixmap(QPixmap.fromImage(grey_image(image)).scaled(px(PICTURE), px(PICTURE), keep, mode))
    return made
