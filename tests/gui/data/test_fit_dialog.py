"""Images of another size are seen in both ways before one is chosen."""

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from gui.data.fit_dialog import PREPARE, SCALE, FitDialog

LIGHT = np.full((60, 90), 240, np.uint8)
LIGHT[15:45, 40:50] = 20
DARK = np.zeros((56, 56), np.uint8)
DARK[10:40, 20:30] = 255


@pytest.mark.parametrize(("samples", "first"), [((LIGHT,) * 6, PREPARE), ((DARK,) * 3, SCALE), ((), SCALE)])
def test_dark_ink_on_light_is_prepared_unless_the_person_wants_otherwise(show, click, samples, first):
    for other in (False, True):
        dialog = show(FitDialog("They are large.", samples), 500, 400)
        told = []
        dialog.chosen.connect(told.append)
        if other:
            click(dialog.scale if first == PREPARE else dialog.prepare)
        click(dialog.take)
        assert (told[0] == first) is not other


def test_each_image_is_seen_as_it_is_and_in_both_ways(show):
    dialog = show(FitDialog("They are large.", (LIGHT, DARK)), 500, 400)
    pictures = [label for label in dialog.findChildren(QLabel) if not label.pixmap().isNull()]
    assert len(pictures) == 6


def test_nothing_is_chosen_by_closing(show):
    dialog = show(FitDialog("They are large.", (DARK,)), 500, 400)
    told = []
    dialog.chosen.connect(told.append)
    dialog.reject()
    assert told == []
