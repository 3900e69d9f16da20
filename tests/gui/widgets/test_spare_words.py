"""Words that fill spare room are there where they fit as a whole, and ask for no room."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.spare_words import SpareWords


def test_words_are_shown_as_a_whole_or_not_at_all(show):
    words = SpareWords("What this picture shows, in a few words that need some lines.", "someWords")
    holder = QWidget()
    QVBoxLayout(holder).addWidget(words)
    show(holder, 150, 200)
    assert words.label.isVisible()
    assert words.label.height() == words.label.heightForWidth(words.width())
    assert words.minimumSizeHint().height() == 0
    holder.resize(150, 40)
    assert not words.label.isVisible()
    words.set_words("Few.")
    holder.resize(150, 60)
    assert words.label.isVisible()
