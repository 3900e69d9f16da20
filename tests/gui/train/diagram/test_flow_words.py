"""What is said of a part: formulas with the network's own numbers, for digits and for other classes."""

import re

import numpy as np
import pytest

from engine.inspection.flow import flow
from engine.networks.network import FeedForward, NetworkSpec
from gui.train.diagram.flow_words import LAYER, LINK, PIXEL, SOFTMAX, UNIT, Pointed, pointed_words

DRAWN, NAMES = [12, 12, 12, 10], tuple("0123456789")


def said(found, *pointed, names=NAMES, drawn=DRAWN):
    return pointed_words(found, Pointed(*pointed), drawn, names).replace("\N{NO-BREAK SPACE}", " ")


def test_a_unit_is_its_sum_with_the_numbers_filled_in(found):
    unit = int(found.given[1].argmax())
    words = said(found, UNIT, 1, unit)
    assert words.startswith(f"Unit {unit + 1} of layer 1: ")
    assert "(780 others)" in words
    assert words.endswith(f"ReLU({found.sums[0][unit]:.3g}) = {found.given[1][unit]:.3g}.".replace("-", "−"))
    numbers = re.sub(r"\([^)]*\)", "", words.split(": ")[1].split(" = ")[0]).replace("−", "-").replace("×", "*")
    assert eval(numbers) == pytest.approx(found.sums[0][unit], abs=0.01)


def test_an_output_is_named_and_says_what_softmax_makes_of_it(found):
    words = said(found, UNIT, 4, 3)
    assert words.startswith("The sum for the digit 3: ")
    assert words.endswith(f"Softmax makes {found.probabilities[3]:.3g} of it.")
    assert "Click to do it by hand" in said(found, SOFTMAX, 4, 3)
    other = said(found, SOFTMAX, 4, 1, names=("<b>no</b>", *"abcdefghi"))
    assert "“a”" in other


def test_a_link_is_its_weight_times_the_activation(found, network):
    words = said(found, LINK, 2, 5, 9)
    weight, given = float(network.layers[1].weight.detach()[5, 9]), float(found.given[1][9])
    assert words == (
        f"Unit 10 of layer 1 to unit 6 of layer 2: weight {weight:.3g} × activation {given:.3g} = {weight * given:.3g}."
    ).replace("-", "−")
    assert said(found, LINK, 1, 5, 300).startswith("Pixel in row 10, column 20 to unit 6 of layer 1")
    assert "to the sum for the digit 5" in said(found, LINK, 4, 5, 3)


def test_a_pixel_a_layer_and_the_image(found):
    row, column = np.argwhere(found.image == found.image.max())[0]
    words = said(found, PIXEL, 0, int(row * 28 + column))
    assert words.startswith(f"Pixel in row {row}, column {column}: {found.image.max()} of 255")
    assert said(found, LAYER, 1) == "Layer 1: the 12 units of 64 that are farthest from 0 now."
    assert said(found, LAYER, 4) == "Layer 4: all 10 units."
    assert f"{(found.image > 0).sum()} of its 784 pixels" in said(found, LAYER, 0)


def test_negative_activations_stand_in_brackets_and_a_sum_of_nothing_says_so(lesson_digits):
    found = flow(FeedForward(NetworkSpec((8, 8), "tanh")), lesson_digits.images[0])
    assert "× (−" in said(found, UNIT, 2, 0, drawn=[8, 8, 10])
    black = flow(FeedForward(NetworkSpec((8,))), np.zeros((28, 28), np.uint8))
    assert "0 (nothing comes in)" in said(black, UNIT, 1, 0, drawn=[8, 10])
