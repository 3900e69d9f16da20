"""A unit's weights as a picture, each with its number."""

import numpy as np

from gui.inspect.weight_picture import WeightPicture


def test_a_pixel_tells_its_weight_and_nothing_is_left_without_weights(show):
    picture = show(WeightPicture(), 120, 120)
    weights = np.linspace(-1, 1, 784, dtype=np.float32).reshape(28, 28)
    picture.show_weights(weights)
    assert picture._tip(27, 27).startswith("row 27, column 27: weight +1.000")
    assert "from −1.00 to 1.00" in picture.accessibleDescription()
    image = picture.grab().toImage()
    corners = [image.pixelColor(*(round(c) for c in picture.pixel_rect(k, k).center().toTuple())) for k in (1, 26)]
    assert corners[0].red() > corners[0].blue(), "vermillion holds it back"
    assert corners[1].blue() > corners[1].red(), "blue excites it"
    picture.show_weights(None)
    assert (picture.image(), picture.accessibleDescription()) == (None, "")
    picture.grab()
