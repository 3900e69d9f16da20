"""Pictures of digits on paper differ, repeat with the seed, and are found again."""

import numpy as np

from engine.handwriting.ink import rasterize
from scripts.shipped_network.paper import photographed, pictures
from scripts.shipped_network.writers import recorded


def test_the_ink_on_a_photograph_is_that_of_the_pen():
    few = recorded().of(np.arange(0, 5994, 400))
    found = photographed(few, seed=1)
    assert (found.labels == few.labels).all()
    assert (photographed(few, seed=1).images == found.images).all()
    for image, strokes in zip(found.images, few.drawings, strict=True):
        assert np.corrcoef(image.ravel(), rasterize(strokes).ravel())[0, 1] > 0.75


def test_the_paper_is_lighter_than_the_ink():
    for picture in pictures(recorded().drawings[:8], np.random.default_rng(0)):
        assert picture.shape == (220, 220)
        assert np.median(picture) > 120
        assert picture.min() < 0.85 * np.median(picture)
