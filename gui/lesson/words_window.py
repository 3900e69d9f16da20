"""Help > Words: the words of the field, each with what it means, a formula or a picture, and those beside it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from engine.lesson.glossary import Glossary, Word, glossary
from engine.words import _
from gui.lesson.word_picture import WordPicture
from gui.look import theme
from gui.look.sizes import resize, sized
from gui.widgets.labels import label

SIZE = 640, 460


class WordsWindow(QDialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, objectName="wordsWindow")
        self.setWindowTitle(_("Words"))
        self._glossary: Glossary = glossary()
        self._make_list()
        self._make_page()
        row = QHBoxLayout(self)
        row.addLayout(self._left)
        row.addLayout(self._right, 1)
        resize(self, *SIZE)
        self.list.setCurrentRow(0)

    def _make_list(self) -> None:
        self.search = QLineEdit(objectName="wordSearch", placeholderText=_("Look for a word"), clearButtonEnabled=True)
        self.search.setAccessibleName(_("Look for a word"))
        self.search.textChanged.connect(self._on_searched)
        self.list = QListWidget(objectName="wordList")
        self.list.setAccessibleName(_("Words"))
        self.list.addItems([word.name for word in self._glossary.words])
        self.list.currentTextChanged.connect(self._show)
        self.none = label("muted", _("No word has that in it."), wordWrap=True)
        self.none.hide()
        self._left = QVBoxLayout()
        for widget in (self.search, self.list, self.none):
            sized(widget.setFixedWidth, 190)
            self._left.addWidget(widget)

    def _make_page(self) -> None:
        self.name = label("verdict", objectName="wordName")
        self.says = label("", wordWrap=True, objectName="wordSays")
        self.formula = label("", wordWrap=True, objectName="wordFormula")
        self.formula.setFont(theme.fixed_width_font())
        self.picture = WordPicture()
        self.see = QLabel(wordWrap=True, objectName="wordSee", textFormat=Qt.TextFormat.RichText)
        self.see.linkActivated.connect(self.show_word)
        self._right = QVBoxLayout()
        sized(self._right.setSpacing, 10)
        for widget in (self.name, self.says, self.formula, self.picture, self.see):
            self._right.addWidget(widget)
        self._right.addStretch(1)
        copied = Qt.TextInteractionFlag.TextSelectableByMouse
        for words in (self.says, self.formula):
            words.setTextInteractionFlags(copied)

    def show_word(self, name: str) -> None:
        """Under its name or another form of it; what is not there changes nothing."""
        word = self._glossary.word(name)
        if word is None:
            return
        self.search.clear()
        found = self.list.findItems(word.name, Qt.MatchFlag.MatchExactly)
        self.list.setCurrentItem(found[0])

    def _on_searched(self, text: str) -> None:
        """By its name, its other forms, and what is said of it; the first that is left is shown."""
        sought = text.strip().casefold()
        shown = []
        for row, word in enumerate(self._glossary.words):
            hidden = bool(sought) and sought not in _all_of(word)
            self.list.item(row).setHidden(hidden)
            shown += [] if hidden else [row]
        self.none.setVisible(not shown)
        named = [row for row in shown if self._glossary.words[row].name.casefold().startswith(sought)]
        if sought and shown:
            self.list.setCurrentRow((named or shown)[0])

    def _show(self, name: str) -> None:
        word = self._glossary.word(name)
        if word is None:
            return
        self.name.setText(word.name)
        self.says.setText(word.says)
        self.formula.setText(word.formula)
        self.formula.setVisible(bool(word.formula))
        self.picture.show_figure(word.figure)
        links = ", ".join(f'<a href="{escape(other)}">{escape(other)}</a>' for other in word.see)
        self.see.setText(_("See also: {words}").format(words=links) if links else "")


def word_under(place: QPoint) -> str:
    """The first word of the field in the words or the tooltip at that place of the screen; "" for none."""
    widget = QApplication.widgetAt(place)
    while widget is not None:
        for words in (getattr(widget, "text", str)(), widget.toolTip(), widget.accessibleName()):
            for _start, _end, word in glossary().in_text(words if isinstance(words, str) else ""):
                return word.name
        widget = widget.parentWidget()
    return ""


def _all_of(word: Word) -> str:
    return " ".join((word.name, *word.also, word.says)).casefold()
