"""Names beside points: none over another or over a point, none beyond the edge."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF

from gui.compare.name_places import name_places

AREA, MARK = QRectF(0, 0, 600, 300), 6.0


def test_a_name_stands_at_the_right_or_where_there_is_room():
    size = QSizeF(100, 14)
    right, left = name_places([QPointF(300, 150), QPointF(590, 150)], [size, size], MARK, AREA)
    assert right.left() > 306
    assert left.right() < 584
    assert name_places([QPointF(50, 150)], [QSizeF(900, 14)], MARK, AREA) == [None]


def test_none_lies_over_another_or_over_a_point():
    random = np.random.default_rng(0)
    points = [QPointF(*random.uniform((20, 20), (580, 280))) for _ in range(12)]
    found = name_places(points, [QSizeF(random.uniform(40, 160), 14) for _ in points], MARK, AREA)
    placed = [place for place in found if place is not None]
    assert len(placed) >= 10
    for index, place in enumerate(placed):
        assert AREA.contains(place)
        assert not any(place.intersects(other) for other in placed[:index])
        assert not any(place.contains(point) for point in points)
