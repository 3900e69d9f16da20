"""Either the networks or the yardsticks are in front; what stands in the way of Start is said where it does."""

import pytest
from PySide6.QtWidgets import QLabel

from gui.compare.sides import MEASURING, NETWORKS, RACING, TRAINING, YARDSTICKS, Sides


@pytest.fixture
def sides(show):
    return show(Sides([QLabel("vary")], [QLabel("fit")]), 290, 300)


@pytest.mark.parametrize(
    ("under_way", "notes"),
    [
        ((False, False, False), ("", "")),
        ((True, False, False), ("", RACING)),
        ((True, False, True), ("", RACING)),
        ((False, True, False), (MEASURING, "")),
        ((False, False, True), ("", TRAINING)),
    ],
)
def test_it_is_said_why_start_is_not_possible(sides, under_way, notes):
    sides.show_notes(*under_way)
    for side in (NETWORKS, YARDSTICKS):
        sides.setCurrentIndex(side)
        assert sides.notes[side].text() == notes[side]
        assert sides.notes[side].isVisible() == bool(notes[side])
