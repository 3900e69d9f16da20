"""What the looks of the opened images call for, and what has been done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.digits.readers.offers import Offer
from engine.words import _
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.labels import label


class OffersStrip(QWidget):
    """Hidden while there is nothing to say."""

    look_wanted = Signal()
    """What is offered is to be looked at."""
    as_it_was_wanted = Signal()
    """What has been done is to be taken back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offersStrip")
        self.words = label("plotTitle", objectName="offersWords", wordWrap=True)
        tip = _("See some images before and after, and decide")
        self.look = push_button(_("Look and decide…"), "lookButton", tip, self.look_wanted)
        tip = _("As it was opened: images and names of the classes")
        self.back = push_button(_("As it was"), "asItWasButton", tip, self.as_it_was_wanted)
        self.leave = push_button(_("Leave them"), "leaveButton", _("The images stay as they are"), self.hide)
        row = QHBoxLayout(self)
        sized(row.setContentsMargins, 0, 2, 0, 4)
        row.addWidget(self.words, 1)
        for button in (self.look, self.leave, self.back):
            row.addWidget(button)
        self.hide()

    def show_state(self, offered: tuple[Offer, ...], done: tuple[Offer, ...]) -> None:
        """``offered``: what can be done yet; ``done``: what has been done to all images."""
        sentences = [offer.sentence for offer in offered]
        if done:
            sentences.append(_("Done to all images: {changes}.").format(changes=", ".join(o.title for o in done)))
        self.words.setText(" ".join(sentences))
        self.look.setVisible(bool(offered))
        self.leave.setVisible(bool(offered) and not done)
        self.back.setVisible(bool(done))
        self.setVisible(bool(sentences))
