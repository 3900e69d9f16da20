"""Sentences over the top of the window that the person must see, and can close: they push nothing out of its place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStyle, QToolButton, QWidget

from engine.words import _
from gui.look import sizes
from gui.look.direction import placed
from gui.look.sizes import px, sized
from gui.widgets.announcing import announce

MOST = 4  # sentences at once; the oldest go
SHARE = 0.48  # of the window's width: the buttons of a page are at its right
WIDEST = 640  # pixels
LEFT, TOP, GAP = 8, 6, 4  # pixels from the corner (from its right where that is read first), and between two

FAILURE, ADVICE, NOTE = "failure", "advice", "note"
_Icon = QStyle.StandardPixmap
ICONS = {
    FAILURE: _Icon.SP_MessageBoxWarning,
    ADVICE: _Icon.SP_MessageBoxQuestion,
    NOTE: _Icon.SP_MessageBoxInformation,
}
SAID = {FAILURE: _("Problem"), ADVICE: _("Advice"), NOTE: _("Note")}


@dataclass(frozen=True)
class Sentence:
    """``kind``: FAILURE, ADVICE or NOTE; ``topic``: see gui.work.messages."""

    kind: str
    text: str
    topic: str = ""


class Notice(QFrame):
    """One sentence, with what kind it is as an icon and a colour, and the button that closes it."""

    closed = Signal(object)
    """It is to go."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__()
        self.sentence = sentence
        self.setProperty("role", "notice")
        self.setProperty("kind", sentence.kind)
        self.setAccessibleName(_("{kind}: {sentence}").format(kind=SAID[sentence.kind], sentence=sentence.text))
        icon, size = QLabel(), self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        icon.setPixmap(self.style().standardIcon(ICONS[sentence.kind]).pixmap(size, size))
        icon.setToolTip(SAID[sentence.kind])
        icon.setAccessibleName(SAID[sentence.kind])
        words = QLabel(sentence.text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        policy = words.sizePolicy()  # which knows that its height depends on its width
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        words.setSizePolicy(policy)
        self.close_button = QToolButton(text=_("Close"), autoRaise=True)
        self.close_button.clicked.connect(self._on_close)
        row = QHBoxLayout(self)
        sized(row.setContentsMargins, 10, 5, 6, 5)
        row.addWidget(icon)
        row.addWidget(words, 1)
        row.addWidget(self.close_button)

    def _on_close(self) -> None:
        self.closed.emit(self)


class Notices(QWidget):
    """The sentences that were not closed yet, the newest at the bottom, over the corner where reading begins."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("notices")
        self._notices: list[Notice] = []
        over.installEventFilter(self)
        sizes.changed.connect(self._place)
        self.hide()

    def tell(self, text: str, kind: str = FAILURE, topic: str = "") -> None:
        """Show a sentence; one on the same topic, or the same one, gives way to it."""
        for notice in [n for n in self._notices if n.sentence.text == text or (topic and n.sentence.topic == topic)]:
            self._remove(notice)
        while len(self._notices) >= MOST:
            self._remove(self._notices[0])
        notice = Notice(Sentence(kind, text, topic))
        notice.setParent(self)
        notice.closed.connect(self._remove)
        notice.show()
        self._notices.append(notice)
        self._place()
        announce(notice, notice.accessibleName(), urgent=kind == FAILURE)

    def fail_on(self, topic: str, text: str) -> None:
        self.tell(text, FAILURE, topic)

    def advise(self, topic: str, text: str) -> None:
        self.tell(text, ADVICE, topic)

    def note(self, topic: str, text: str) -> None:
        self.tell(text, NOTE, topic)

    def settle(self, topic: str) -> None:
        """There is nothing to say on this topic any more."""
        for notice in [notice for notice in self._notices if notice.sentence.topic == topic]:
            self._remove(notice)

    def sentences(self) -> list[Sentence]:
        return [notice.sentence for notice in self._notices]

    def text(self) -> str:
        """All that is shown; empty when there is nothing."""
        return "\n".join(sentence.text for sentence in self.sentences())

    def _remove(self, notice: Notice) -> None:
        if notice not in self._notices:
            return  # it has gone between the press on its button and the release
        self._notices.remove(notice)
        notice.hide()
        notice.deleteLater()
        self._place()

    def _place(self) -> None:
        """Over the page's name, as wide as the room beside its buttons, as high as the sentences need."""
        self.setVisible(bool(self._notices))
        width = min(px(WIDEST), round(SHARE * self.parentWidget().width()))
        bottom = 0
        for notice in self._notices:
            height = notice.layout().totalHeightForWidth(width)
            notice.setGeometry(0, bottom, width, height)
            bottom += height + GAP
        self.setGeometry(placed(self, QRect(LEFT, TOP, width, max(0, bottom - GAP)), self.parentWidget().rect()))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
