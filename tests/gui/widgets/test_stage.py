"""What is on the stage has large words, keeps the focus, and leaves everything as it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from gui.look import sizes, theme
from gui.look.sizes import sized
from gui.widgets.stage import LETTERS_ACROSS, Piece, Stage, stage_of

NARROW, WIDE = 600, 1600  # pixels


@pytest.fixture
def page(show, qapp):
    theme.apply(qapp)
    made = QWidget()
    made.below, made.field, made.button, made.words = QLineEdit(), QLineEdit(), QPushButton("Do"), QLabel("words")
    split = QSplitter()
    for widget in (made.below, made.field):
        split.addWidget(widget)
    sized(made.button.setFixedWidth, 80)
    column = QVBoxLayout(made)
    for widget in (split, made.button, made.words):
        column.addWidget(widget)
    made.stage = Stage(made)
    show(made, WIDE, 700)
    split.setSizes([300, 1200])
    made.activateWindow()
    made.below.setFocus()
    yield made
    made.stage.clear()


def all_places(page):
    QApplication.processEvents()
    return [widget.geometry() for widget in page.findChildren(QWidget) if not page.stage.isAncestorOf(widget)]


def test_letters_grow_with_the_width_and_all_comes_back(page):
    before, stage = all_places(page), page.stage
    stage.show_piece(Piece("Title", [page.words, (page.field, page.button)]))
    assert sizes.scale() == pytest.approx(WIDE / LETTERS_ACROSS, abs=0.05)
    assert stage.geometry() == page.rect()
    assert stage.isAncestorOf(page.field)
    assert stage.title.text() == "Title"
    QApplication.processEvents()
    assert page.button.width() > 300  # the width that it is fixed to is of its place
    page.resize(WIDE + 100, 800)
    assert stage.geometry() == page.rect()
    page.resize(WIDE, 700)
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert stage.isHidden()
    assert theme.text_size(QApplication.instance()) == 1.0
    assert all_places(page) == before
    assert page.below.hasFocus()
    page.resize(NARROW, 700)
    stage.show_piece(Piece("Title", [page.field]))
    assert sizes.scale() == 1.0  # never smaller than they were


def test_the_focus_stays_on_it(page):
    page.stage.show_piece(Piece("Title", [page.field, page.button]))
    assert page.field.hasFocus()
    seen = [page.field]
    for _turn in range(2):
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert set(seen) == {page.field, page.button, page.stage.back}
    QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is seen[0]
    QTest.keyClick(seen[0], Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is seen[-1]
    page.below.setFocus()  # which lies below
    assert page.stage.isAncestorOf(QApplication.focusWidget())


def test_one_leafs_from_one_to_the_next_and_has_what_is_said_and_done(page):
    done = []
    action = QAction("Act", page)
    action.setObjectName("act")
    action.triggered.connect(lambda: done.append(True))
    pieces = [Piece("One", [page.field], lambda: "What it is.", (action,)), Piece("Two", [page.button])]
    stage = page.stage
    stage.show_piece(pieces[0], pieces)
    stage.explain.click()
    assert stage.words.isVisible()
    assert stage.words.text() == "What it is."
    stage.findChild(QPushButton, "actStageButton").click()
    assert done == [True]
    QTest.mouseClick(stage.findChild(QPushButton, "stageNextButton"), Qt.MouseButton.LeftButton)
    assert stage.piece is pieces[1]
    assert stage.isAncestorOf(page.button)
    assert not stage.isAncestorOf(page.field)
    assert not stage.explain.isVisible()
    stage.findChild(QPushButton, "stageNextButton").click()
    assert stage.piece is pieces[0]


def test_a_part_of_the_window_has_the_stage_over_it_else_the_window_gets_one(page, show):
    assert stage_of(page.words) is page.stage
    other = show(QWidget(), 100, 100)
    assert stage_of(other) is stage_of(other)
    assert stage_of(other).parentWidget() is other
