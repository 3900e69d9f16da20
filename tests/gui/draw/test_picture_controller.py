"""A pasted picture is read anew as the Picture tab asks for, and that can be taken back."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.handwriting.paper.reading import Reading
from engine.handwriting.paper.view import Crop
from gui.draw.page import EVIDENCE, PICTURE
from tests.engine.handwriting.paper.drawn import SEVEN, paper

ONE = (((220, 40), (220, 160)),)


def test_two_digits_are_a_number_and_one_is_cropped_to_kept_and_taken_back(page, wait, session):
    drawing, panel = session.drawing, page.picture
    page.tabs.setCurrentIndex(PICTURE)
    page.pasting._start(lambda: paper((*SEVEN, *ONE)))
    wait(lambda: "71\u00a0(" in page.verdict.text())
    assert len(drawing.digits.number.digits) == 2
    first = drawing.picture
    assert isinstance(first, Reading)
    assert panel.crop.crop() == first.crop
    panel.crop.cropped.emit(Crop(0.6, 0.0, 0.9, 1.0))
    wait(lambda: drawing.picture is not first and page.bars.winner() == 1)
    assert not drawing.digits.number
    panel.crop.cropped.emit(Crop(0.65, 0.0, 0.9, 1.0))
    wait(lambda: drawing.picture.view.crop == Crop(0.65, 0.0, 0.9, 1.0))
    second = drawing.picture
    panel.crop.cropped.emit(Crop(0.9, 0.0, 1.0, 1.0))
    wait(lambda: "no ink" in panel.said.text())
    assert drawing.picture is second
    assert drawing.stack.count() == 2  # however often it was adjusted
    drawing.undo()
    assert drawing.picture is first
    wait(lambda: panel.crop.crop() == first.crop)
    drawing.redo()
    QTest.keyClick(panel.slider, Qt.Key.Key_Escape)
    assert page.tabs.currentIndex() == EVIDENCE
    QTest.keyClick(page.canvas, Qt.Key.Key_1)
    assert drawing.empty
    kept = session.my_digits.drawings[-1]
    assert kept.name == "1"
    assert np.array_equal(kept.image, second.image)
    page.keeper._on_shown(len(session.my_digits.drawings) - 1)
    assert np.array_equal(drawing.picture.image, second.image)
    assert page.reader.reading() is None
