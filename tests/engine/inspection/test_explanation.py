"""What the Draw page shows beside the evidence belongs to one image and one network."""

import numpy as np

from engine.inspection.attribution import activations, speaks_for
from engine.inspection.explanation import why
from engine.networks.files import pretrained


def test_everything_is_of_the_image_that_the_network_gets(few_digits):
    network, image = pretrained(), few_digits.images[0]
    canvas = np.kron(image, np.ones((10, 10), np.uint8))
    evidence = network.log_probabilities(image[None])[0]
    found = why(network, image, evidence, canvas)
    assert found.evidence is evidence
    assert found.digit == evidence.argmax() == few_digits.labels[0]
    assert np.array_equal(found.says, speaks_for(network, image, found.digit))
    assert len(found.layers) == len(network.layers)
    assert all(map(np.array_equal, found.layers, activations(network, image)))
    assert (found.image is image, found.activation) == (True, "relu")


def test_the_canvas_that_is_just_scaled_down_is_judged_too(few_digits):
    network, image = pretrained(), few_digits.images[0]
    small = np.zeros((280, 280), np.uint8)
    small[:84, :84] = np.kron(image, np.ones((3, 3), np.uint8))
    found = why(network, image, network.log_probabilities(image[None])[0], small)
    expected = small.reshape(28, 10, 28, 10).mean(axis=(1, 3))
    assert found.raw.dtype == np.uint8
    assert np.abs(found.raw - expected).max() <= 0.5
    assert np.allclose(found.raw_evidence, network.log_probabilities(found.raw[None])[0], atol=1e-5)
