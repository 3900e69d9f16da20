"""Classes are told apart by everyone: by colour where they have one shape, by shape where colours are alike."""

from itertools import combinations

import numpy as np
import pytest

from gui.look.class_colors import COLORS, SHAPES, class_color, class_shape, shape_path

# Machado, Oliveira and Fernandes, IEEE Transactions on Visualization and Computer Graphics 15 (2009), severity 1.
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(color):
    shares = np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lab(color, vision):
    """CIELAB of what is seen."""
    x, y, z = XYZ @ np.clip(VISION[vision] @ linear(color), 0, 1) / (0.9505, 1.0, 1.089)
    f = [np.cbrt(one) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z)]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", VISION)
def test_two_of_one_shape_have_colours_that_differ_and_no_two_are_quite_alike(vision):
    for first, second in combinations(range(len(COLORS)), 2):
        difference = np.linalg.norm(lab(COLORS[first], vision) - lab(COLORS[second], vision))
        assert difference > (25 if class_shape(first) == class_shape(second) else 9), (first, second)


@pytest.mark.parametrize("paper", ["#FFFFFF", "#1B1D21"])
def test_all_stand_out_from_light_and_from_dark(paper):
    def luminance(color):
        return float(XYZ[1] @ linear(color)) + 0.05

    for color in COLORS:
        low, high = sorted((luminance(color), luminance(paper)))
        assert high / low > 2


def test_of_62_classes_no_two_are_marked_alike():
    assert len({(class_color(place).name(), class_shape(place)) for place in range(62)}) == 62


@pytest.mark.parametrize("shape", SHAPES)
def test_all_shapes_look_about_as_large(shape):
    box = shape_path(shape, 10.0).boundingRect()
    assert 8 < box.width() < 12
    assert 8 < box.height() < 12
    assert abs(box.center().x()) < 0.1
