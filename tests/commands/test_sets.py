"""Digits are found by the name that they ship under, or by their path."""

import numpy as np
import pytest
from PIL import Image

from commands.sets import digits_of
from engine.digits.bundle import bundled
from engine.digits.readers import NotTheSize


def test_what_ships_is_known_by_its_name():
    assert np.array_equal(digits_of("mnist-test").digits.labels, bundled("mnist-test").labels)


def test_a_path_is_read_and_scaled_if_that_is_wanted(table, tmp_path):
    assert len(digits_of(str(table)).digits) == 300
    (tmp_path / "set" / "3").mkdir(parents=True)
    Image.new("L", (56, 56), 255).save(tmp_path / "set" / "3" / "a.png")
    with pytest.raises(NotTheSize):
        digits_of(str(tmp_path / "set"))
    assert len(digits_of(str(tmp_path / "set"), scale=True).digits) == 1
