"""What is said of an image in a grid."""

from gui.widgets.grid_heard import image_words
from gui.widgets.marks import RIGHT, UNMARKED, WRONG


def test_an_image_is_said_by_its_caption_its_mark_and_its_place():
    assert image_words(2, 1200, "7 → 9", WRONG) == "7 → 9, wrong, 3 of 1,200"
    assert image_words(0, 2, "7", RIGHT) == "7, right, 1 of 2"
    assert image_words(0, 2, "a 7\ntaken for 9 (wrong)", WRONG) == "a 7, taken for 9 (wrong), 1 of 2"
    assert image_words(0, 2, "", UNMARKED) == "image 1 of 2"
