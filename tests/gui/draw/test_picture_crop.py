"""The crop's edges follow the pointer and the keys, within the picture."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from engine.handwriting.paper.view import Crop
from gui.draw.picture_crop import ALL, BOTTOM, LEAST, LEFT, RIGHT, TOP, PictureCrop, moved

MIDDLE = Crop(0.25, 0.25, 0.75, 0.75)
LEFT_KEY, SHIFT, CTRL = Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("edges", "right", "down", "expected"),
    [
        (ALL, 0.1, -0.1, (0.35, 0.15, 0.85, 0.65)),
        (ALL, 9, -9, (0.5, 0, 1, 0.5)),
        ((LEFT,), 0.1, 0.1, (0.35, 0.25, 0.75, 0.75)),
        ((LEFT, TOP), -9, -9, (0, 0, 0.75, 0.75)),
        ((RIGHT, BOTTOM), 0.1, 9, (0.25, 0.25, 0.85, 1)),
        ((RIGHT,), -9, 0, (0.25, 0.25, 0.25 + LEAST, 0.75)),
    ],
)
def test_edges_stay_within_the_picture_and_apart(edges, right, down, expected):
    assert moved(MIDDLE, edges, right, down) == pytest.approx(expected)


@pytest.fixture
def crop(qtbot):
    made = PictureCrop()
    qtbot.addWidget(made)
    made.resize(420, 320)
    made.show_picture(np.full((100, 150), 200, np.uint8), MIDDLE)
    made.show()
    return made


def drag(crop, start, away):
    at, left = QPointF(start).toPoint(), Qt.MouseButton.LeftButton
    QTest.mousePress(crop, left, pos=at)
    QTest.mouseMove(crop, at + QPoint(*away))
    QTest.mouseRelease(crop, left, pos=at + QPoint(*away))


def test_a_corner_an_edge_and_the_whole_are_dragged(crop):
    taken = []
    crop.cropped.connect(taken.append)
    frame = crop.frame()
    drag(crop, frame.topLeft(), (-40, -30))
    after = crop.frame()
    assert (round(frame.left() - after.left()), round(frame.top() - after.top())) == (40, 30)
    assert after.bottomRight() == frame.bottomRight()
    drag(crop, QPointF(after.right(), after.center().y()), (30, 50))
    assert crop.frame().right() == pytest.approx(after.right() + 30)
    assert crop.frame().bottom() == pytest.approx(after.bottom())
    before = crop.crop()
    drag(crop, crop.frame().center(), (0, 1000))
    assert crop.crop().bottom == 1
    assert crop.crop().right - crop.crop().left == pytest.approx(before.right - before.left)
    assert taken[-1] == crop.crop()
    assert "100 % down" in crop.accessibleDescription()
    grabbed = crop.grab().toImage()
    assert grabbed.pixelColor(crop.frame().center().toPoint()).lightness() > 150
    outside = crop.frame().topLeft() - QPointF(30, 30)
    assert grabbed.pixelColor(outside.toPoint()).lightness() < 130


def test_keys_move_it_and_its_edges(crop):
    for keys, expected in (
        (Qt.KeyboardModifier.NoModifier, (0.24, 0.25, 0.74, 0.75)),
        (SHIFT, (0.24, 0.25, 0.73, 0.75)),
        (CTRL, (0.23, 0.25, 0.73, 0.75)),
    ):
        QTest.keyClick(crop, LEFT_KEY, keys)
        assert crop.crop() == pytest.approx(expected)
