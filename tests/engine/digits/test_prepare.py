"""Ink is scaled and placed as MNIST's makers did it."""

import numpy as np

from engine.digits.prepare import resized


def test_resizing_takes_the_mean_of_what_is_covered():
    grey = np.arange(36, dtype=np.uint8).reshape(6, 6)
    np.testing.assert_allclose(resized(grey, 3, 2), grey.reshape(3, 2, 2, 3).mean(axis=(1, 3)))
    np.testing.assert_allclose(resized(grey, 4, 4).mean(), grey.mean(), rtol=1e-5)
