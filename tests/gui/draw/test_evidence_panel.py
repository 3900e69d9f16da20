"""The Evidence tab: where the keys of few classes stand, and those of many."""

from string import ascii_letters, ascii_uppercase, digits

import numpy as np
import pytest

from engine.digits.dataset import DIGIT_NAMES
from gui.draw.evidence_panel import DRAWN, LARGE_VIEW, PASTED, VIEW, EvidencePanel


@pytest.fixture
def panel(show):
    made = show(EvidencePanel(), 506, 500)
    made.set_names(DIGIT_NAMES)
    return made


def test_few_short_names_stand_beside_the_bars_and_others_below_them(panel, qapp):
    for names in (DIGIT_NAMES, ("A", "B")):
        panel.set_names(names)
        qapp.processEvents()
        assert panel.keys.geometry().right() < panel.bars.x()
    for names in (("Ankle boot", "Bag"), tuple(ascii_uppercase), tuple(digits + ascii_letters)):
        panel.set_names(names)
        qapp.processEvents()
        assert panel.keys.y() > panel.calibration.geometry().bottom()
        assert panel.keys.width() > 480
        assert panel.keep.geometry().bottom() < panel.keys.y()
        assert panel.bars.height() >= panel.bars.minimumSizeHint().height()


def test_the_caption_says_whether_the_image_was_drawn_or_pasted(panel):
    panel.show_image(np.ones((28, 28), np.uint8), True)
    assert panel.caption.text() == PASTED
    panel.show_image(None, False)
    assert panel.caption.text() == DRAWN
    assert panel.view.image() is None


def test_the_view_grows_with_the_tab(panel, qapp):
    assert panel.view.width() == VIEW
    panel.resize(800, 700)
    qapp.processEvents()
    assert panel.view.width() == LARGE_VIEW


def test_the_choice_of_bars_speaks_of_classes_where_there_are_no_digits(panel):
    panel.set_names(("cat", "dog"))
    assert not any("digit" in button.toolTip() for button in panel.kinds._buttons.values())
