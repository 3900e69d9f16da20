"""What the person asks for in the Picture tab, as a View."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.handwriting.paper.reading import read_paper
from engine.handwriting.paper.view import Crop, View
from gui.draw.picture_panel import PicturePanel
from tests.engine.handwriting.paper.drawn import paper

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot):
    made = PicturePanel()
    qtbot.addWidget(made)
    made.show()
    return made


def test_without_a_picture_it_says_what_to_do(panel):
    panel.show_reading(None)
    opened = []
    panel.open_wanted.connect(lambda: opened.append(True))
    button = panel.findChild(type(panel.on), "pictureOpen")
    assert button.isVisible()
    assert not panel.crop.isVisible()
    QTest.mouseClick(button, LEFT)
    assert opened


def test_turning_cropping_and_starting_anew_are_views(panel):
    panel.show_reading(read_paper(paper()))
    wanted, gone = [], []
    panel.view_wanted.connect(wanted.append)
    panel.left.connect(lambda: gone.append(True))
    assert not panel.automatic.isEnabled()
    QTest.mouseClick(panel.on, LEFT)
    QTest.mouseClick(panel.back, LEFT)
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    assert panel.degrees.text() == "+1.0°"
    panel.crop.cropped.emit(Crop(0.1, 0.1, 0.9, 0.9))
    turned = View(0, 1.0, Crop(0.1, 0.1, 0.9, 0.9))
    assert wanted == [View(1, 0.0), View(0, 0.0), View(0, 1.0), turned]
    panel.show_reading(read_paper(paper(), turned))
    assert panel.automatic.isEnabled()
    assert panel.slider.value() == 1
    QTest.mouseClick(panel.automatic, LEFT)
    assert wanted[-1] == View()
    panel.say("There is no ink.")
    assert panel.said.text() == "There is no ink."
    QTest.keyClick(panel.slider, Qt.Key.Key_Escape)
    assert gone
