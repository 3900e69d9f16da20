"""What is pointed at in a matrix is seen on bright and on dark colours, however small it is."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.widgets.cell_frame import paint_frame


@pytest.mark.parametrize("ground", ["black", "white"])
@pytest.mark.parametrize("side", [30, 3])
def test_a_frame_or_a_cross_hair_is_seen(qapp, ground, side):
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    before = image.copy()
    with QPainter(image) as painter:
        paint_frame(painter, QRectF(10, 10, 80, 80), QRectF(40, 40, side, side))
    changed = [(x, y) for x in range(100) for y in range(100) if image.pixel(x, y) != before.pixel(x, y)]
    assert bool(changed) == (side > 3 or ground == "black")
    assert all(10 <= x <= 90 and 10 <= y <= 90 for x, y in changed)
