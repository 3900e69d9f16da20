"""An image in its layers, and the digit for or against which its pixels speak."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.inspection.attribution import activations, speaks_for
from gui.inspect.layers_panel import LayersPanel
from tests.gui.inspect.tools import found, pick, show


@pytest.fixture
def panel(show, inspection):
    made = show(LayersPanel(), 900, 560)
    made.show_image(inspection, 7)
    return made


def test_by_default_the_pixels_speak_for_the_guess(panel, inspection):
    image = inspection.evaluation.digits.images[7]
    guess = int(inspection.evaluation.guesses[7])
    np.testing.assert_array_equal(panel.pixels._says, speaks_for(inspection.network, image, guess))
    assert panel.verdict.text().startswith("Image 7.")
    assert [len(layer) for layer in panel.rows._layers] == [6, 4, 10]


@pytest.mark.parametrize("steps", [1, 2, 11])
def test_another_digit_is_chosen_from_the_list(panel, inspection, steps):
    panel.digit.setFocus()
    for _ in range(steps):
        QTest.keyClick(panel.digit, Qt.Key.Key_Down)
    digit = 7 if steps == 1 else steps - 2
    image = inspection.evaluation.digits.images[7]
    np.testing.assert_array_equal(panel.pixels._says, speaks_for(inspection.network, image, digit))
    assert panel.things()[3].name == f"Pixels for and against {digit}"


def test_the_tables_hold_what_is_drawn(panel, inspection):
    image = inspection.evaluation.digits.images[7]
    _, _, layers, pixels = panel.things()
    rows, expected = layers.rows(), activations(inspection.network, image)
    assert [row[:2] for row in rows] == [(k + 1, unit) for k, size in enumerate((6, 4, 10)) for unit in range(size)]
    assert [row[2] for row in rows] == pytest.approx(np.concatenate(expected).tolist())
    row, column, value, says = pixels.rows()[3 * 28 + 20]
    assert (row, column, value) == (3, 20, image[3, 20])
    assert says == pytest.approx(float(panel.pixels._says[3, 20]))


def test_without_an_image_nothing_is_left(panel, inspection):
    panel.show_image(inspection, -1)
    assert (panel.verdict.text(), panel.rows._layers, panel.pixels.image(), panel.things()) == ("", [], None, [])
    panel.show_image(None, 3)
    panel.digit.activated.emit(0)
    assert panel.things() == []


def test_the_image_in_hand_is_followed_through_the_layers(page, network):
    page.evidence.set_current(11)
    panel, image = show(page, page.layers), found(page).digits.images[11]
    shown = panel.rows._layers
    assert [layer.tolist() for layer in shown] == [layer.tolist() for layer in activations(network, image)]
    pick(panel.digit, "the digit 4")
    np.testing.assert_array_equal(panel.pixels._says, speaks_for(network, image, 4))
    page.evidence.set_current(12)
    np.testing.assert_array_equal(panel.pixels.image(), found(page).digits.images[12])


def test_the_classes_for_or_against_which_pixels_speak_are_named(classed_page, classed):
    panel, names = show(classed_page, classed_page.layers), classed.names
    pick(panel.digit, f"the class {names[1]}")
    assert panel.things()[3].name == f"Pixels for and against {names[1]}"
    assert panel.rows._names == names
    assert "of the class's logit" in panel.lesson.text()
    assert [panel.digit.itemText(index) for index in range(2)] == ["its guess", "the true class"]
    classed_page.evidence.set_current(5)
    assert panel.digit.currentText() == f"the class {names[1]}", "the choice stays"
