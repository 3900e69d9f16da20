"""The average images that are kept are MNIST's."""

import numpy as np

from engine.digits.bundle import bundled
from engine.digits.readers.digit_means import digit_means


def test_they_are_the_averages_of_mnists_training_images():
    digits = bundled("mnist-60k")
    for digit, kept in enumerate(digit_means()):
        mean = digits.images[digits.labels == digit].mean(axis=0).reshape(14, 2, 14, 2).mean((1, 3))
        assert np.abs(kept - mean / mean.max()).max() <= 0.5 / 15 + 1e-6
