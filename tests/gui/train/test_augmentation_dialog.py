"""Originals and their variants stand under each other, in columns."""

import numpy as np
import pytest

from gui.train.augmentation_dialog import KINDS, AugmentationDialog

IMAGES = (np.arange(3)[:, None] * 80 + np.arange(4)[None] * 10).astype(np.uint8)[..., None, None] * np.ones(
    (28, 28), np.uint8
)


@pytest.fixture
def dialog(show):
    made = show(AugmentationDialog(), 660, 450)
    made.show_images(IMAGES, "affine")
    return made


def test_each_image_has_its_place_with_the_original_on_top(dialog):
    picture = dialog.augmented.grab().toImage()
    for column in range(3):
        for row in range(4):
            at = dialog.augmented.cell(column, row).center().toPoint()
            assert picture.pixelColor(at).red() == 80 * column + 10 * row


def test_cells_are_apart_inside_and_the_originals_set_off(dialog):
    cells = [[dialog.augmented.cell(column, row) for row in range(4)] for column in range(3)]
    assert cells[0][0].right() < cells[1][0].left()
    first, second = (cells[0][row + 1].top() - cells[0][row].bottom() for row in (0, 1))
    assert first > second > 0
    last = cells[2][3]
    assert last.bottom() <= dialog.augmented.height()
    assert last.right() <= dialog.augmented.width()


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_are_those_of_the_kind(dialog, kind):
    dialog.show_images(IMAGES, kind)
    assert dialog._words.text().startswith(KINDS[kind])
    assert dialog.augmented.accessibleDescription() == "3 images, 3 variants of each"


def test_others_are_asked_for_and_the_dialog_closes(dialog, click, qtbot):
    with qtbot.waitSignal(dialog.another_wanted):
        click(dialog.another)
    dialog.reject()
    assert not dialog.isVisible()


def test_of_what_are_no_digits_the_words_say_class(dialog):
    dialog.show_images(np.zeros((2, 3, 28, 28), np.uint8), "affine", are_digits=False)
    assert "look like their class" in dialog._words.text()
