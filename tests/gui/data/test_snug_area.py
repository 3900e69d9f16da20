"""An area is as high as what is in it, and scrolls where there is no room for that."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.data.snug_area import SnugArea


@pytest.fixture
def area():
    """Of what is 300 pixels high, and must be 100 in sight."""
    high = QWidget()
    high.setFixedHeight(300)
    inner = QVBoxLayout(high)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(QWidget(minimumWidth=50, minimumHeight=300))
    return SnugArea(high, lambda: 100)


@pytest.mark.parametrize(("room", "height"), [(500, 300), (200, 200), (20, 100)])
def test_it_takes_what_it_needs_and_gives_way_to_its_least(show, area, room, height):
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area)
    column.addStretch(1)
    show(holder, 200, room)
    assert area.height() == height
    assert bool(area.verticalScrollBar().maximum()) == (height < 300)
