"""Each step of a reading is shown, and says what it is."""

from engine.handwriting.paper.reading import read_paper
from gui.draw.picture_steps import PictureSteps
from gui.look import theme
from tests.engine.handwriting.paper.drawn import SEVEN, paper


def test_five_steps_and_the_lines_in_their_colour(qtbot):
    shown = PictureSteps()
    qtbot.addWidget(shown)
    line = ((0, 100), (299, 100))
    shown.show_reading(read_paper(paper((*SEVEN, line), pen=4)))
    images = [step.thumb.image for step in shown.steps]
    assert [(image.width(), image.height()) for image in images] == [(300, 200)] * 4 + [(28, 28)]
    assert images[2].pixelColor(250, 100).name().upper() == theme.WINNER
    assert images[3].pixelColor(250, 100).lightness() == 0
    assert all(step.toolTip() and step.accessibleName() for step in shown.steps)
    shown.resize(500, 120)
    assert not shown.grab().isNull()
