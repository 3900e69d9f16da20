"""On every page: which yardstick is being fitted, how long that will still take, and the button that gives up."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from engine.experiments.yardsticks.recipes import label
from engine.numbers import number, whole
from engine.words import _, ngettext
from gui.look import theme
from gui.look.sizes import sized
from gui.model.yardsticks import Fitting, Yardsticks
from gui.widgets.buttons import push_button
from gui.widgets.share_bar import ShareBar


class FittingStrip(QWidget):
    """Hidden while nothing is fitted."""

    def __init__(self, yardsticks: Yardsticks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fittingStrip")
        self._yardsticks = yardsticks
        self._words = QLabel(objectName="fittingWords", textFormat=Qt.TextFormat.PlainText)
        self._words.setFont(theme.digits_font(self._words.font()))
        self._bar = ShareBar("fittingBar", _("Progress of fitting"))
        tip = _("End the process that fits it, and forget those that wait")
        self._cancel = push_button(_("Cancel"), "cancelFittingButton", tip, yardsticks.cancel)
        row = QHBoxLayout(self)
        sized(row.setContentsMargins, 12, 4, 12, 4)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        self.hide()
        yardsticks.progressed.connect(self._on_progressed)

    def _on_progressed(self) -> None:
        under_way = self._yardsticks.under_way
        if under_way:
            words = _words(under_way)
            if words != self._words.text():
                self._words.setText(words)
            self._bar.show_share(under_way[0].share)
        self.setVisible(bool(under_way))

    def words(self) -> str:
        return self._words.text()


def _words(under_way: tuple[Fitting, ...]) -> str:
    first, waiting = under_way[0], len(under_way) - 1
    if first.left >= 1:
        words = _("Fitting a yardstick, {name}: about {seconds} s left")
    else:
        words = _("Fitting a yardstick, {name}: it takes a little longer than usual")
    said = words.format(name=label(first.kept.recipe), seconds=number(first.left, 0))
    if not waiting:
        return said
    return f"{said} · {ngettext('{count} more waits', '{count} more wait', waiting).format(count=whole(waiting))}"
