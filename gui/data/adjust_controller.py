"""What a person does to the set in hand as a whole, on the Data page: its actions, its strip and its dialogs."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from engine.digits.summary import sample
from engine.words import _
from gui.data.adjusting import Adjusting
from gui.data.offers_strip import OffersStrip
from gui.model.digits_in_hand import DigitsInHand
from gui.widgets.actions import add_action
from gui.work.tasks import Tasks


class AdjustController(QObject):
    """``strip`` stands on the page; ``stack`` is what Ctrl+Z takes back there."""

    def __init__(self, page: QWidget, data: DigitsInHand, tasks: Tasks) -> None:
        super().__init__(page)
        self._page, self._data = page, data
        self.adjusting = Adjusting(data, tasks, self)
        self.stack = self.adjusting.stack
        self.strip = OffersStrip()
        tip = _("Set images upright that lie on their side or are mirrored, or turn dark into light, with a preview")
        self._turning = add_action(page, "turnImages", _("&Turn or invert the images…"), self.look, tip=tip)
        tip = _("What the classes of the set are called")
        self._naming = add_action(page, "nameClasses", _("&Name the classes…"), self.name_classes, tip=tip)
        tip = _("As it was opened: images and names of the classes")
        self._going_back = add_action(page, "setAsItWas", _("As it &was"), self.adjusting.as_it_was, tip=tip)
        self.strip.look_wanted.connect(self.look)
        self.strip.as_it_was_wanted.connect(self.adjusting.as_it_was)
        self.adjusting.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        there = self._data.digits is not None
        self._turning.setEnabled(there)
        self._naming.setEnabled(there)
        self._going_back.setEnabled(self.adjusting.is_other)
        self.strip.show_state(self.adjusting.offered(), self.adjusting.form.offers)

    def look(self) -> None:
        from gui.data.adjust_dialog import SHOWN, AdjustDialog

        digits = self._data.digits
        if digits is None:
            return
        some = digits.images[np.sort(sample(digits, SHOWN, 0))]
        dialog = AdjustDialog(some, self.adjusting.offered(), self._page.window())
        dialog.chosen.connect(self.adjusting.apply)
        self._open(dialog)

    def name_classes(self) -> None:
        from gui.data.class_names_dialog import ClassNamesDialog

        if self._data.digits is None:
            return
        dialog = ClassNamesDialog(self._data.digits.names, self._page.window())
        dialog.chosen.connect(self.adjusting.rename)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
