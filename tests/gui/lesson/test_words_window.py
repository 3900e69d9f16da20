"""The words of the field can be looked up, searched, and followed."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from engine.lesson.glossary import FIGURES, glossary
from gui.lesson.word_picture import WordPicture
from gui.lesson.words_window import WordsWindow, word_under


@pytest.fixture
def words(qtbot, show):
    parent = show(QWidget(), 50, 50)
    made = WordsWindow(parent)
    made.show()
    return made


def shown(window):
    return [window.list.item(row).text() for row in range(window.list.count()) if not window.list.isRowHidden(row)]


def test_a_word_is_shown_with_what_belongs_to_it(words):
    words.show_word("SOFTMAX")
    assert words.name.text() == "softmax"
    assert words.formula.text() == glossary().word("softmax").formula
    assert words.picture.isVisible()
    words.see.linkActivated.emit("logit")
    assert words.name.text() == "logit"
    assert not words.picture.isVisible()


def test_searching_leaves_the_words_that_match_and_shows_the_first(words):
    QTest.keyClicks(words.search, "momen")
    assert words.name.text() == "momentum"
    assert "softmax" not in shown(words)
    words.search.setText("no such word")
    assert not shown(words)
    assert words.none.isVisible()
    words.show_word("epoch")
    assert len(shown(words)) == len(glossary().words)


@pytest.mark.parametrize("figure", FIGURES)
def test_each_figure_is_painted_and_said(show, figure):
    picture = show(WordPicture(), 280, 150)
    picture.show_figure(figure)
    image = picture.grab().toImage()
    colors = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colors) > 1
    assert picture.accessibleName()


def test_the_word_under_the_pointer_is_found_in_words_and_tooltips(show):
    window = show(QWidget(), 200, 100)
    label = QLabel("The learning rate", window)
    label.resize(200, 40)
    label.show()
    assert word_under(label.mapToGlobal(QPoint(5, 5))) == "learning rate"
    window.setToolTip("Nothing of the field")
    assert word_under(window.mapToGlobal(QPoint(150, 90))) == ""
