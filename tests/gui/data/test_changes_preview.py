"""The preview has as many images as it has room for, and what is left of them is as large as it was before."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.data.changes_preview import FEWEST, ChangesPreview

BLACK = np.zeros((60, 28, 28), np.uint8)


@pytest.fixture
def preview(show):
    return show(ChangesPreview(), 300, 360)


def test_what_is_left_after_the_change_is_drawn_no_larger_than_what_was_there_before(preview):
    preview.show_images(BLACK[:48], BLACK[:3])
    assert preview.after.rect_of(0).width() == preview.before.rect_of(0).width()
    preview.show_images(BLACK[:3], BLACK[:3])
    assert preview.after.rect_of(0).width() > 2 * 28


def test_another_side_is_asked_for(preview):
    wanted = []
    preview.wanted.connect(lambda: wanted.append(preview.of_training()))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(preview.side, key)
    assert wanted == [False, True]


def test_a_larger_room_is_filled_with_more_images_and_larger_ones(preview):
    preview.wanted.connect(lambda: preview.show_images(BLACK[: preview.room()], BLACK[: preview.room()]))
    preview.show_images(BLACK[:FEWEST], BLACK[:FEWEST])
    small = preview.before.rect_of(0).width()
    preview.resize(1_300, 960)
    for grid in (preview.before, preview.after):
        assert grid.count() == preview.room() > FEWEST
        last, height = grid.rect_of(grid.count() - 1), grid.viewport().height()
        assert small < last.width()
        assert height - last.width() - 20 < last.bottom() <= height, "no row more has room"
    preview.resize(300, 360)
    assert preview.before.count() == FEWEST
