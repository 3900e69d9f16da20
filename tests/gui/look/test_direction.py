"""A window in a language that is read from the right is mirrored, and the pictures in it are not."""

import gettext

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine import words
from gui.look import direction
from gui.widgets.evidence_bars import EvidenceBars
from gui.widgets.heatmap import Heatmap
from gui.widgets.still_plot import StillPlot


@pytest.fixture
def from_the_right(qapp):
    """``from_the_right(True)``: as in Arabic, until the test ends."""
    yield lambda mirrored: qapp.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    )
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


class Spoken(gettext.NullTranslations):
    def __init__(self, language):
        super().__init__()
        self._language = language

    def info(self):
        return {"language": self._language}


@pytest.mark.parametrize(("language", "mirrored"), [("ar", True), ("he_IL", True), ("de", False), ("ko", False)])
def test_the_window_is_laid_out_as_its_language_is_read(qapp, monkeypatch, from_the_right, language, mirrored):
    monkeypatch.setattr(words, "_chosen", Spoken(language))
    direction.follow(qapp)
    assert qapp.isRightToLeft() is mirrored


def pictures(qtbot):
    """As they look, by name."""
    bars, plot, matrix = EvidenceBars(), StillPlot("epoch", "loss"), Heatmap()
    bars.set_evidence(np.log(np.linspace(0.01, 0.19, 10)))
    bars.mark(7)
    plot.plot([0, 1, 2], [3, 2, 1])
    plot.plotItem.setRange(xRange=(0, 2), yRange=(0, 3))
    plot.plotItem.setTitle("")
    room = QWidget()
    column = QVBoxLayout(room)
    for picture in (bars, plot, matrix):
        column.addWidget(picture)
    qtbot.addWidget(room)
    room.resize(420, 640)
    with qtbot.waitExposed(room):
        room.show()
    return {type(one).__name__: one.grab().toImage() for one in (bars, plot, matrix)}


def test_bars_plots_and_matrices_look_the_same(qtbot, from_the_right):
    from_the_right(False)
    before = pictures(qtbot)
    from_the_right(True)
    mirrored = pictures(qtbot)
    assert [name for name, image in before.items() if mirrored[name] != image] == []


def test_what_is_placed_by_hand_is_mirrored_in_its_room(qtbot, from_the_right):
    for mirrored, left in ((False, 8), (True, 100 - 8 - 30)):
        from_the_right(mirrored)
        widget = QWidget()
        qtbot.addWidget(widget)
        assert direction.placed(widget, QRect(8, 6, 30, 10), QRect(0, 0, 100, 50)) == QRect(left, 6, 30, 10)


def test_arrows_point_and_keys_go_the_way_one_reads(from_the_right):
    keys, arrows = Qt.Key, Qt.ArrowType
    for mirrored, back, on, folded in (
        (False, keys.Key_Left, keys.Key_Right, arrows.RightArrow),
        (True, keys.Key_Right, keys.Key_Left, arrows.LeftArrow),
    ):
        from_the_right(mirrored)
        assert direction.back_and_on() == (back, on)
        assert direction.fold_arrow(False) == folded
        assert direction.fold_arrow(True) == arrows.DownArrow
