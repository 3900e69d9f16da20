"""What is chosen is seen before it is done."""

import numpy as np
import pytest

from engine.digits.readers.offers import invert, stretch, turn
from gui.data.adjust_dialog import SHOWN, AdjustDialog

IMAGES = np.random.default_rng(0).integers(0, 60, (30, 28, 28), np.uint8)


@pytest.fixture
def dialog(show):
    """Of images that lie, and are faint."""
    made = show(AdjustDialog(IMAGES, (turn("mirror", "They are mirrored."), stretch(60, "They are faint."))), 700, 500)
    made.told = []
    made.chosen.connect(made.told.append)
    return made


def names(offers):
    return [offer.name for offer in offers]


def test_what_is_offered_is_chosen_to_begin_with_and_seen(dialog, click):
    assert names(dialog.offers()) == ["mirror", "stretch"]
    assert dialog.before.count() == dialog.after.count() == SHOWN
    assert np.array_equal(dialog.before.image(3), IMAGES[3])
    expected = np.rint(IMAGES[3, :, ::-1] * (255 / 60))
    np.testing.assert_array_equal(dialog.after.image(3), expected)
    click(dialog.do)
    assert names(dialog.told[0]) == ["mirror", "stretch"]
    assert not dialog.isVisible()


def test_any_set_can_be_turned_in_all_ways_and_inverted(show, click):
    dialog = show(AdjustDialog(IMAGES, ()), 700, 500)
    assert not dialog.do.isEnabled()
    assert dialog.turn.count() == 8
    dialog.turn.setCurrentIndex(dialog.turn.findData("turn left"))
    np.testing.assert_array_equal(dialog.after.image(0), np.rot90(IMAGES[0]))
    ((offer, box),) = dialog._boxes
    assert offer.name == "invert"
    click(box)
    np.testing.assert_array_equal(dialog.after.image(0), 255 - np.rot90(IMAGES[0]))


def test_nothing_chosen_is_nothing_to_do(dialog, click):
    dialog.turn.setCurrentIndex(0)
    for _offer, box in dialog._boxes:
        box.setChecked(False)
    assert not dialog.do.isEnabled()
    dialog.reject()
    assert dialog.told == []


def test_there_is_one_way_to_invert(show):
    dialog = show(AdjustDialog(IMAGES, (invert("They are dark."),)), 700, 500)
    assert names(offer for offer, _box in dialog._boxes) == ["invert"]
