"""Shows what the augmentation that the form names makes of the digits in hand."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Qt

from engine.training.augmentation import preview
from gui.model.session import Session
from gui.train.augmentation_dialog import AugmentationDialog
from gui.train.training_form import TrainingForm
from gui.work.latest import Latest


class AugmentationPreview(QObject):
    """Opens a dialog that follows the form for as long as it is open."""

    def __init__(self, session: Session, form: TrainingForm) -> None:
        super().__init__(form)
        self._session, self._form = session, form
        self._draw = 0
        self.dialog: AugmentationDialog | None = None
        self._latest = Latest(session, self)
        self._latest.ready.connect(self._on_ready)
        self._latest.failed.connect(self._on_failed)
        form.preview_wanted.connect(self.open)
        form.changed.connect(self._look)

    def open(self) -> None:
        if self.dialog is None:
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
        kind, digits = self._form.augmentation(), self._session.digits
        if self.dialog is None or kind == "none" or digits is None:
            return
        draw, changes = self._draw, self._session.changes
        self._latest.want((id(digits), kind, draw), lambda: preview(changes.training(digits), kind, draw))

    def _on_ready(self, key: tuple[int, str, int], images: np.ndarray) -> None:
        if self.dialog is not None:
            self.dialog.show_images(images, key[1])

    def _on_failed(self, _: object, sentence: str) -> None:
        self._session.failed.emit(sentence)
