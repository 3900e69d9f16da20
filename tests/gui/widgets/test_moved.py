"""A widget is moved somewhere else and back: to the same place of its layout, of the same size, hidden if it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from gui.widgets.moved import Moved


@pytest.fixture
def home(show):
    """Five words: in a row between a stretch and a fixed width, in a grid, and in a splitter."""
    made = QTabWidget()
    page = QWidget()
    made.addTab(page, "one")
    made.addTab(QWidget(), "other")
    made.words = [QLabel(f"word {n}") for n in range(5)]
    row, grid, split = QHBoxLayout(), QGridLayout(), QSplitter()
    row.addWidget(made.words[0], 2)
    row.addStretch(1)
    row.addWidget(made.words[1], 1, Qt.AlignmentFlag.AlignTop)
    made.words[1].setFixedSize(70, 40)
    grid.addWidget(made.words[2], 1, 1)
    for word in made.words[3:]:
        split.addWidget(word)
    column = QVBoxLayout(page)
    column.addLayout(row)
    column.addLayout(grid)
    column.addWidget(split, 1)
    show(made, 500, 300)
    split.setSizes([120, 300])
    return made


@pytest.mark.parametrize("place", range(5))
def test_it_comes_back_to_where_it_was(home, show, place, qapp):
    elsewhere = QWidget()
    room = QVBoxLayout(elsewhere)
    show(elsewhere, 400, 300)
    qapp.processEvents()
    before, word = [one.geometry() for one in home.words], home.words[place]
    moved = Moved(word, lambda: None)
    room.addWidget(word)
    moved.show()
    moved.free()
    qapp.processEvents()
    assert word.isVisible()
    assert word.window() is elsewhere
    assert word.width() > 300
    moved.put_back()
    moved.fix()
    qapp.processEvents()
    assert [one.geometry() for one in home.words] == before


class Square(QWidget):
    def heightForWidth(self, width):
        return width

    def set_square(self, on):
        policy = self.sizePolicy()
        policy.setHeightForWidth(on)
        self.setSizePolicy(policy)


def test_a_square_need_not_be_one_elsewhere_and_words_become_higher_with_larger_letters(home, show, qapp):
    square, words, row = Square(), QLabel("many words " * 9, wordWrap=True), QHBoxLayout()
    square.set_square(True)
    for widget in (square, words):
        row.addWidget(widget)
    home.widget(0).layout().addLayout(row)
    qapp.processEvents()
    elsewhere, moved = QWidget(), [Moved(one, lambda: None) for one in (square, words)]
    room = QVBoxLayout(elsewhere)
    for one in moved:
        room.addWidget(one.widget)
        one.show()
        one.free()
    show(elsewhere, 300, 120)
    qapp.processEvents()
    assert square.height() + words.height() <= 120
    before = room.itemAt(1).heightForWidth(100)
    words.setStyleSheet("font-size: 40px")
    words.ensurePolished()
    words.updateGeometry()
    assert room.itemAt(1).heightForWidth(100) > 1.5 * before
    for one in moved:
        one.put_back()
        one.fix()
    assert square.sizePolicy().hasHeightForWidth()


def test_what_was_hidden_stays_hidden_and_a_hidden_place_is_told(home, qapp):
    gone = []
    home.words[0].hide()
    hidden, moved = Moved(home.words[0], lambda: None), Moved(home.words[2], lambda: gone.append(True))
    hidden.show()
    assert home.words[0].isHidden()
    assert moved.in_its_place()
    home.setCurrentIndex(1)
    assert gone == [True]
    assert not moved.in_its_place()
    hidden.put_back()
    moved.put_back()
    assert home.words[0].isHidden()
    assert not home.words[2].isHidden()


def test_what_stood_nowhere_goes_back_to_its_parent_unseen(home, qtbot):
    guest = QWidget(home)
    guest.hide()
    other = QWidget()
    qtbot.addWidget(other)
    moved = Moved(guest, lambda: None)
    guest.setParent(other)
    moved.show()
    moved.put_back()
    assert (guest.parentWidget(), guest.isHidden()) == (home, True)
