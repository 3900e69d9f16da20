"""Labels by their role, which the style sheet knows: how they look is said there, once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip

from gui.look.plain import looks_like_html, plain_tip


def label(role: str, words: str = "", **properties: Any) -> QLabel:
    """``role``: "plotTitle", "muted", "error" or another of gui.look.theme; ``properties``: as for QLabel itself.

    Its words are plain text, for they may hold the name of a file, unless its textFormat is given.
    """
    made = QLabel(words, **{"textFormat": Qt.TextFormat.PlainText} | properties)
    made.setProperty("role", role)
    return made


def narrow_label(role: str, words: str = "", **properties: Any) -> NarrowLabel:
    """The same, but however long its words are, it does not widen what it stands in."""
    made = NarrowLabel(words, **{"textFormat": Qt.TextFormat.PlainText} | properties)
    made.setProperty("role", role)
    return made


def wrapped_label(role: str, words: str = "", **properties: Any) -> WrappedLabel:
    """The same for words that are wrapped, across all of the width of a form or a column."""
    made = WrappedLabel(words, **{"textFormat": Qt.TextFormat.PlainText, "wordWrap": True} | properties)
    made.setProperty("role", role)
    return made


class _FittingLabel(QLabel):
    """Fits its words and the room that it has to each other, whenever one of them changes."""

    def setText(self, words: str) -> None:
        super().setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        raise NotImplementedError


class WrappedLabel(_FittingLabel):
    """As high as its words need in the width that it has, or while it is hidden, in that of what it stands in.

    QFormLayout reckons with the height in a narrower width, and takes what is too much from the rows beside it.
    """

    def _fit(self) -> None:
        if not self.text():
            return
        parent = self.parentWidget()
        width = self.width() if self.isVisible() or parent is None else parent.contentsRect().width()
        self.setFixedHeight(self.heightForWidth(width))


class NarrowLabel(_FittingLabel):
    """A line of words that ends in an ellipsis where there is too little room; a tooltip has the whole then.

    Words that are wrapped, or are HTML, are shown as by any label. ``whole``: where there is too little room for all of
    them, none are shown. ``shorter``: what is shown in their place where there is too little room for them, the first
    that fits; set before the words.
    """

    whole = False
    shorter: tuple[str, ...] = ()

    def __init__(self, words: str = "", **properties: Any) -> None:
        self._elided = ""  # what is shown, if that is not all of the words
        super().__init__(words, **properties)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _fit(self) -> None:
        words, room = self.text(), self.contentsRect().width()
        fits = self.fontMetrics().horizontalAdvance(words) <= room or self.wordWrap() or "\n" in words
        is_html = self.textFormat() != Qt.TextFormat.PlainText and looks_like_html(words)
        elided = "" if fits or is_html else self._shortened(words, room)
        if elided != self._elided:
            self._elided = elided
            self.update()

    def _shortened(self, words: str, room: int) -> str:
        metrics = self.fontMetrics()
        fitting = next((one for one in self.shorter if metrics.horizontalAdvance(one) <= room), None)
        return fitting or metrics.elidedText((words, *self.shorter)[-1], Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elided:
            super().paintEvent(event)
            return
        if self.whole:
            return
        with QPainter(self) as painter:
            alignment, role = self.alignment() | Qt.TextFlag.TextSingleLine, self.foregroundRole()
            place, palette, enabled = self.contentsRect(), self.palette(), self.isEnabled()
            self.style().drawItemText(painter, place, alignment, palette, enabled, self._elided, role)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._elided and not self.toolTip():
            QToolTip.showText(event.globalPos(), plain_tip(self.text()), self)
            return True
        return super().event(event)
