"""What can be done to all images of a set, with some of them before and after."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from engine.digits.readers.offers import TURNS, Offer, any_turns, invert
from engine.words import _
from gui.look.sizes import px, sized
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.explain import RowExplain
from gui.widgets.labels import label

SHOWN = 15  # images before and after


class AdjustDialog(QDialog):
    """What is offered is chosen to begin with; nothing is done before the button is pressed."""

    chosen = Signal(object)
    """Do this: a tuple of Offers, in the order in which they are to be applied."""

    def __init__(self, images: np.ndarray, offers: tuple[Offer, ...], parent: QWidget | None = None) -> None:
        """``images``: some of the set's, (n, 28, 28) uint8; ``offers``: what their looks call for."""
        super().__init__(parent)
        self.setObjectName("adjustDialog")
        self.setWindowTitle(_("Turn or invert the images"))
        self._images = images[:SHOWN]
        turned = next((offer.name for offer in offers if offer.name in TURNS), "")
        others = [offer for offer in offers if offer.name not in TURNS]
        if all(offer.name != "invert" for offer in others):
            others.append(invert(""))
        self._boxes = [(offer, self._box(offer)) for offer in others]
        self._turns = {turn.name: turn for turn in any_turns()}
        self.turn = self._turn_field(turned)
        self._sentences = [label("muted", offer.sentence, wordWrap=True) for offer in offers if offer.sentence]
        self._make_views()
        self._lay_out()
        self._show()

    def _box(self, offer: Offer) -> QCheckBox:
        box = QCheckBox(offer.title, objectName=f"{offer.name}ImagesBox")
        box.setToolTip(_("Done to all images at once: compare before and after"))
        box.setChecked(bool(offer.sentence))
        box.toggled.connect(self._show)
        return box

    def _turn_field(self, turned: str) -> QComboBox:
        field = QComboBox(objectName="turnField")
        field.setAccessibleName(_("Turn or mirror them"))
        field.setToolTip(_("All images at once, for a set whose images lie on their side: compare before and after"))
        field.addItem(_("Leave them as they lie"), "")
        for name, turn in self._turns.items():
            field.addItem(turn.title, name)
        field.setCurrentIndex(field.findData(turned))
        field.currentIndexChanged.connect(self._show)
        return field

    def _make_views(self) -> None:
        self.before, self.after = DigitGrid(scale=2), DigitGrid(scale=2)
        self.before.setObjectName("adjustBefore")
        self.after.setObjectName("adjustAfter")
        for grid in (self.before, self.after):
            sized(grid.setMinimumSize, 5 * 64 + 22, 3 * 64)
        self.before.set_images(self._images)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.do = self.buttons.addButton(_("Do it to all images"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.do.setObjectName("adjustButton")
        self.buttons.accepted.connect(self._on_accepted)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        for sentence in self._sentences:
            layout.addWidget(sentence)
        for field in (self.turn, *(box for _offer, box in self._boxes)):
            row = QHBoxLayout()
            row.addWidget(field)
            row.addWidget(RowExplain(field))
            row.addStretch(1)
            layout.addLayout(row)
        views = QHBoxLayout()
        sized(views.setSpacing, 14)
        for words, grid in ((_("Before"), self.before), (_("After"), self.after)):
            column = QVBoxLayout()
            column.addWidget(label("plotTitle", words))
            column.addWidget(grid, 1)
            views.addLayout(column, 1)
        layout.addSpacing(px(6))
        layout.addLayout(views, 1)
        layout.addWidget(label("muted", _("The file stays as it is; Undo brings back what was there."), wordWrap=True))
        layout.addWidget(self.buttons)

    def offers(self) -> tuple[Offer, ...]:
        """Those that are chosen."""
        turned = self._turns.get(self.turn.currentData())
        rest = [offer for offer, box in self._boxes if box.isChecked()]
        return (*((turned,) if turned is not None else ()), *rest)

    def _show(self) -> None:
        images = self._images
        for offer in self.offers():
            images = offer.change(images)
        self.after.set_images(images)
        self.do.setEnabled(bool(self.offers()))

    def _on_accepted(self) -> None:
        self.chosen.emit(self.offers())
        self.accept()
