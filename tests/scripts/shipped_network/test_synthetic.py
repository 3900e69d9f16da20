"""Synthetic digits look like digits; scribbles do not."""

import numpy as np
import pytest

from engine.digits.bundle import bundled
from engine.handwriting.ink import CANVAS
from scripts.shipped_network import choosing
from scripts.shipped_network.figures import figure
from scripts.shipped_network.scribbles import scribbled, scribbles
from scripts.shipped_network.signs import DOODLES, LETTERS, SIGNS
from scripts.shipped_network.synthetic import synthetic, written
from scripts.shipped_network.ways import WAYS


@pytest.fixture(scope="module")
def digits():
    return synthetic(1000, seed=1)


def test_every_digit_is_as_frequent_as_every_other(digits):
    assert (np.bincount(digits.labels) == 100).all()
    assert digits.images.shape == (1000, 28, 28)
    assert digits.images.dtype == np.uint8


def test_the_same_seed_writes_the_same_digits(digits):
    again = synthetic(60, seed=2)
    assert (synthetic(60, seed=2).images == again.images).all()
    assert (synthetic(60, seed=3).images != again.images).any()


def test_no_two_are_alike(digits):
    assert len(np.unique(digits.images, axis=0)) == len(digits)


def test_they_have_the_ink_of_mnist(digits):
    mnist = bundled("mnist-test").images
    mass = [np.median(images.sum(axis=(1, 2), dtype=float)) for images in (digits.images, mnist)]
    assert mass[0] == pytest.approx(mass[1], rel=0.15)


def test_the_nearest_image_of_mnist_is_mostly_of_the_same_digit(digits):
    mnist = bundled("mnist-20k")
    known = mnist.images[:8000].reshape(8000, -1).astype(np.float32) / 255
    drawn = digits.images[:500].reshape(500, -1).astype(np.float32) / 255
    distances = (known**2).sum(axis=1) - 2 * drawn @ known.T
    nearest = mnist.labels[distances.argmin(axis=1)]
    assert (nearest == digits.labels[:500]).mean() > 0.65


@pytest.mark.parametrize("ways", [*WAYS.values(), SIGNS, LETTERS, DOODLES, choosing.LETTERS, choosing.DOODLES])
def test_the_poses_of_a_way_are_of_one_make(ways):
    for poses in ways:
        makes = {
            tuple(tuple(mark.endswith("!") for mark in stroke.split()) for stroke in pose.split("/")) for pose in poses
        }
        assert len(makes) == 1, poses


def test_what_is_only_measured_with_is_never_shown_nor_chosen_by():
    shown, measured = ({pose for poses in ways for pose in poses} for ways in (SIGNS, LETTERS + DOODLES))
    chosen = {pose for poses in choosing.LETTERS + choosing.DOODLES for pose in poses}
    assert not shown & measured
    assert not chosen & (shown | measured)


def test_strokes_are_points_on_the_canvas():
    for strokes in written(7, 50, np.random.default_rng(0)):
        assert all(stroke.ndim == 2 and stroke.shape[1] == 2 for stroke in strokes)
        points = np.concatenate(strokes)
        assert (np.abs(points - CANVAS / 2) < CANVAS).all()


def test_scribbles_repeat_with_the_seed_and_are_never_blank():
    first = scribbles(60, seed=5)
    assert (scribbles(60, seed=5) == first).all()
    assert first.any(axis=(1, 2)).all()


def test_scribbles_come_in_many_kinds():
    drawings = scribbled(100, np.random.default_rng(0))
    counts = {len(strokes) for strokes in drawings}
    assert {1, 2, 3, 4} <= counts
    ink = np.array([image.mean() for image in scribbles(60, seed=5)])
    assert ink.min() < 8
    assert ink.max() > 80


def test_figures_have_three_parts_or_more_and_lie_on_the_canvas_or_near():
    generator = np.random.default_rng(0)
    drawings = [figure(generator) for _number in range(60)]
    assert {len(strokes) for strokes in drawings} == {3, 4, 5, 6}
    assert all(np.abs(np.concatenate(strokes) - CANVAS / 2).max() < 2 * CANVAS for strokes in drawings)
    assert (scribbles(40, seed=5, figures=1.0) != scribbles(40, seed=5)).any()
