"""At the first start: the lesson is offered, or a look around."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from engine.words import _
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.work.settings import remember, text

KEY = "lesson/offered"  # in the settings, once the person has chosen


class FirstOffer(QFrame):
    taken = Signal()
    """The lesson is to begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="firstOffer")
        self.setProperty("role", "offer")
        words = QLabel(_("New here? A lesson of an hour leads from the first digit to a network of your own."))
        words.setWordWrap(True)
        begin = push_button(
            _("Begin the lesson"), "beginLessonButton", _("Step by step, beside the pages (F1)"), self._on_begin
        )
        later = push_button(
            _("Look around"), "lookAroundButton", _("Help > Lesson (F1) begins it at any time"), self.settle
        )
        row = QHBoxLayout(self)
        sized(row.setContentsMargins, 12, 6, 8, 6)
        row.addWidget(words, 1)
        row.addWidget(begin)
        row.addWidget(later)
        if text(KEY):
            self.hide()

    def _on_begin(self) -> None:
        self.settle()
        self.taken.emit()

    def settle(self) -> None:
        """The person has chosen, here or by beginning the lesson elsewhere: it is not offered again."""
        if not text(KEY):
            remember({KEY: "1"})
        self.hide()
