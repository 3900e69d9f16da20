"""Shows what the augmentation that the form names makes of the digits in hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt

from engine.training.augmentation import preview
from gui.model.digits_in_hand import DigitsInHand
from gui.train.training_form import TrainingForm
from gui.work.tasks import Tasks

if TYPE_CHECKING:
    from gui.train.augmentation_dialog import AugmentationDialog


class AugmentationPreview(QObject):
    """Opens a dialog that follows the form for as long as it is open."""

    def __init__(self, data: DigitsInHand, tasks: Tasks, form: TrainingForm) -> None:
        super().__init__(form)
        self._data, self._tasks, self._form = data, tasks, form
        self._draw = 0
        self.dialog: AugmentationDialog | None = None
        form.preview_wanted.connect(self.open)
        form.changed.connect(self._look)

    def open(self) -> None:
        if self.dialog is None:
            from gui.train.augmentation_dialog import AugmentationDialog

            self.dialog = AugmentationDialog(self._form.window())
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.another_wanted.connect(self._on_another_wanted)
            self.dialog.finished.connect(self._on_closed)
        self.dialog.show()
        self.dialog.raise_()
        self._look()

    def _on_another_wanted(self) -> None:
        self._draw += 1
        self._look()

    def _on_closed(self) -> None:
        self.dialog = None

    def _look(self) -> None:
        kind, digits = self._form.augmentation(), self._data.digits
        if self.dialog is None or kind == "none" or digits is None:
            return
        draw, changes = self._draw, self._data.changes
        after = changes.after_augmentation
        work = lambda: preview(changes.before_augmentation(digits), kind, draw, after)  # noqa: E731
        self._tasks.start("preview of augmentation", work, partial(self._on_ready, kind, digits.are_digits))

    def _on_ready(self, kind: str, are_digits: bool, images: np.ndarray) -> None:
        if self.dialog is not None:
            self.dialog.show_images(images, kind, are_digits)
