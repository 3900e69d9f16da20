"""The slider goes where it is pressed, and by keys from one epoch to the next."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.train.epoch_slider import EpochSlider


@pytest.fixture
def slider(show):
    made = show(EpochSlider(), 400, 30)
    made.show_epochs((0, 1, 2, 4, 8), 10, 10)
    return made


@pytest.fixture
def said(slider):
    found = []
    slider.wanted.connect(found.append)
    slider.stepped.connect(found.append)
    return found


def test_what_is_shown_is_told_to_nobody(slider, said):
    slider.show_epochs((0, 1), 5, 1)
    assert (slider.maximum(), slider.value(), said) == (5, 1, [])


def test_a_press_anywhere_takes_the_handle_there_and_it_can_be_dragged_on(slider, said):
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(slider, left, pos=QPoint(200, 15))
    QTest.mouseMove(slider, QPoint(10, 15))
    QTest.mouseRelease(slider, left, pos=QPoint(10, 15))
    assert said == [5, 0]


def test_a_key_asks_for_the_next_epoch_and_others_for_the_ends(slider, said):
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home):
        QTest.keyClick(slider, key)
    assert said == [-1, 1, 0]


def test_the_epochs_are_marked_where_the_handle_comes_to_stand(slider):
    plain = EpochSlider()
    plain.resize(400, 30)
    plain.show_epochs((), 10, 10)
    marked, without = slider.grab().toImage(), plain.grab().toImage()
    last = marked.height() - 1
    columns = [x for x in range(marked.width()) if marked.pixel(x, last) != without.pixel(x, last)]
    begin, span = slider._span()
    ratio = marked.devicePixelRatio()
    assert len(columns) >= 5
    assert all(any(abs(x / ratio - begin - span * epoch / 10) < 2 for epoch in (0, 1, 2, 4, 8)) for x in columns)
    plain.deleteLater()
