"""How the image in hand goes through the network."""

import numpy as np

from engine.inspection.attribution import activations, speaks_for


def show(page, panel):
    page.tabs.setCurrentWidget(panel)
    return panel


def found(page):
    return page.inspector.found.evaluation


def choose(box, text):
    """As a person does by the keyboard."""
    index = box.findText(text)
    assert index >= 0, text
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_the_image_in_hand_is_followed_through_the_layers(page, network):
    page.evidence.set_current(11)
    panel, image = show(page, page.layers), found(page).digits.images[11]
    shown = panel.rows._layers
    assert [layer.tolist() for layer in shown] == [layer.tolist() for layer in activations(network, image)]
    choose(panel.digit, "the digit 4")
    np.testing.assert_array_equal(panel.pixels._says, speaks_for(network, image, 4))
    page.evidence.set_current(12)
    np.testing.assert_array_equal(panel.pixels.image(), found(page).digits.images[12])
