"""Contrast is told by the light that falls there, however it falls."""

import numpy as np
import pytest

from engine.handwriting.paper.light import grain, lit
from tests.engine.handwriting.paper.drawn import SEVEN, ink, paper

INK = ink(SEVEN) > 0.5


def falling(shape):
    return np.linspace(1.0, 0.25, shape[1])[None].repeat(shape[0], 0)


def shadowed(shape):
    return np.where(np.arange(shape[1]) < 100, 1.0, 0.45)[None].repeat(shape[0], 0)


@pytest.mark.parametrize("light", [falling, shadowed])
def test_ink_stands_out_alike_in_light_and_in_shadow(light):
    found = lit((paper() * light((200, 300))).astype(np.float32), dark=True)
    assert np.abs(found.contrast[INK] - (1 - 40 / 230)).max() < 0.15
    assert np.percentile(found.contrast[~INK], 97) < 0.06
    assert found.noise < 3


def test_light_ink_on_a_dark_ground_is_told_of_the_negative():
    found = lit((255 - paper()).astype(np.float32), dark=False)
    assert found.contrast[INK].min() > 0.5
    assert found.ground.mean() > 200


def test_a_piece_in_other_pixels_has_the_same_contrast():
    grey = paper().astype(np.float32)
    found = lit(grey, dark=True)
    piece = np.s_[40:170, 60:140]
    assert np.abs(found.contrast_of(grey[piece], found.ground[piece]) - found.contrast[piece]).max() < 0.05


def test_the_grain_is_its_deviation():
    noise = np.random.default_rng(2).normal(120, 7, (200, 200)).astype(np.float32)
    assert abs(grain(noise) - 7) < 0.5
    assert grain(np.zeros((2, 9), np.float32)) == 0
