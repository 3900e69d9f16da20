"""Pictures are what their arrays were when they were made."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from gui.widgets.images import color_image, grey_image, translucent_image

GREYS = np.arange(15, dtype=np.uint8).reshape(3, 5) * 17
COLORS = np.array([[0x80FF0000, 0xFF00FF00, 0x000000FF], [0xFF123456, 0xFFABCDEF, 0x01020304]], np.uint32)


def greys(image):
    return [[image.pixelColor(column, row).red() for column in range(image.width())] for row in range(image.height())]


@pytest.mark.parametrize(
    "pixels", [GREYS, GREYS.T, GREYS[:, ::2], GREYS[::-1]], ids=["plain", "turned", "every other column", "upside down"]
)
def test_every_grey_is_where_it_is_in_the_array(pixels):
    assert greys(grey_image(pixels)) == pixels.tolist()


def test_an_array_that_must_not_be_written_can_be_shown():
    fixed = GREYS.copy()
    fixed.flags.writeable = False
    assert greys(grey_image(fixed)) == GREYS.tolist()


def test_a_picture_does_not_change_with_its_array():
    for make, array in ((grey_image, GREYS.copy()), (color_image, COLORS.copy()), (translucent_image, COLORS.copy())):
        image = make(array)
        before = image.copy()
        array[:] = 0
        assert image == before


def test_colours_are_opaque_or_not():
    opaque, translucent = color_image(COLORS), translucent_image(COLORS)
    assert not opaque.hasAlphaChannel()
    assert opaque.pixelColor(0, 0) == QColor(255, 0, 0)
    assert translucent.pixelColor(0, 0) == QColor(255, 0, 0, 0x80)
    assert translucent.pixelColor(1, 1) == QColor(0xAB, 0xCD, 0xEF)
    assert translucent.pixelColor(2, 0).alpha() == 0


def test_nothing_is_a_picture_of_nothing():
    assert grey_image(np.empty((0, 784), np.uint8)) == QImage()
