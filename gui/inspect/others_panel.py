"""Who else gets the image in hand wrong: a row for each network and yardstick at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.words import _, ngettext
from gui.look.sizes import sized
from gui.widgets.guess_table import GuessTable, Said
from gui.widgets.labels import label
from gui.widgets.present_button import PresentButton

ALONE = _("Nobody else is at hand to judge it. Fit a yardstick, or train a network, and see whether it errs here, too.")


class OthersPanel(QWidget):
    seen = Signal(bool)
    """Somebody looks at it now, or nobody any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("othersPanel")
        self.summary = label("plotTitle", wordWrap=True, objectName="othersSummary")
        self.table = GuessTable("othersTable")
        self.table.setAccessibleName(_("What each network and yardstick at hand takes this image for"))
        self.alone = label("muted", ALONE, wordWrap=True, objectName="othersAlone")
        PresentButton(_("Who else gets it wrong?"), [self.summary, self.table], self.summary)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        sized(layout.setSpacing, 6)
        layout.addWidget(self.summary)
        layout.addWidget(self.table)
        layout.addWidget(self.alone)
        layout.addStretch(1)
        self.show_rows(())

    def show_rows(self, rows: Sequence[Said]) -> None:
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.alone.setVisible(len(rows) == 1)
        self.summary.setText(_summary(rows))

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.seen.emit(True)

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self.seen.emit(False)


def _summary(rows: Sequence[Said]) -> str:
    known = [row for row in rows if row.right is not None]
    if not known:
        return ""
    wrong = sum(not row.right for row in known)
    if len(known) < len(rows):
        words = _("{wrong} of {count} so far get it wrong")
    elif wrong == len(known) > 1:
        words = ngettext("All {count} get it wrong", "All {count} get it wrong", wrong)
    elif not wrong:
        words = _("Nobody gets it wrong")
    else:
        words = ngettext("{wrong} of {count} gets it wrong", "{wrong} of {count} get it wrong", wrong)
    return words.format(wrong=wrong, count=len(known))
