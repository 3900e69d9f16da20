"""The ink depends on the shape that was drawn, and on nothing else; its images are like MNIST's."""

import time

import numpy as np
import pytest

from engine.digits.bundle import bundled
from engine.handwriting.ink import CANVAS, PEN, rasterize

ANGLES = np.linspace(0, 2 * np.pi, 60)
OVAL = np.stack([140 + 50 * np.cos(ANGLES), 140 + 80 * np.sin(ANGLES)], axis=1)
SLASH = np.array([[90.0, 220.0], [190.0, 60.0]])
ZERO = [OVAL, SLASH]


def difference(one, other):
    """Greatest difference of two images, in grey levels."""
    return np.abs(one.astype(int) - other.astype(int)).max()


def box(image):
    rows, columns = np.nonzero(image.any(axis=1))[0], np.nonzero(image.any(axis=0))[0]
    return rows[0], rows[-1], columns[0], columns[-1]


def centre_of_mass(image):
    places = np.arange(28)
    return image.sum(axis=1) @ places / image.sum(), image.sum(axis=0) @ places / image.sum()


@pytest.mark.parametrize("scale", [0.12, 0.5, 1.7, 4.0])
@pytest.mark.parametrize("shift", [(0, 0), (-500, 300), (91.3, -40.7)])
def test_size_and_place_do_not_matter(scale, shift):
    drawn = [stroke * scale + shift for stroke in ZERO]
    assert difference(rasterize(drawn), rasterize(ZERO)) <= 1


def test_speed_does_not_matter():
    hasty_end = np.cumsum(np.linspace(0, 1, 4000) ** 3)
    at = hasty_end / hasty_end[-1] * (len(OVAL) - 1)
    unsteady = np.stack([np.interp(at, np.arange(len(OVAL)), OVAL[:, axis]) for axis in (0, 1)], axis=1)
    assert difference(rasterize([unsteady]), rasterize([OVAL])) <= 6


def test_points_on_the_way_and_duplicates_do_not_matter():
    many = np.linspace(SLASH[0], SLASH[1], 700)
    assert difference(rasterize([OVAL, many]), rasterize(ZERO)) <= 3
    assert difference(rasterize([np.repeat(OVAL, 9, axis=0), SLASH]), rasterize(ZERO)) <= 1


def test_order_and_direction_do_not_matter():
    assert difference(rasterize([SLASH[::-1], OVAL[::-1]]), rasterize(ZERO)) <= 3


def test_the_longer_side_is_twenty_pixels_and_the_aspect_is_kept():
    top, bottom, left, right = box(rasterize([OVAL]) > 127)
    assert bottom - top + 1 in (19, 20, 21)
    assert right - left + 1 == pytest.approx(17.4 * 5 / 8 + PEN, abs=1.1)


def test_the_centre_of_mass_is_where_mnist_has_it():
    images = bundled("mnist-20k").images
    mnist = np.mean([centre_of_mass(image.astype(float)) for image in images[:3000]], axis=0)
    hook = np.array([[100, 40], [100, 200], [130, 200.0]])
    assert centre_of_mass(rasterize([hook]).astype(float)) == pytest.approx(mnist, abs=0.05)


def width(image):
    """Width of the strokes in pixels: twice the area over the length of the outline."""
    ink = np.pad(image.astype(float) / 255, 1)
    down, up = ink[1:, 1:] - ink[:-1, :-1], ink[1:, :-1] - ink[:-1, 1:]
    return 2 * ink.sum() / np.sqrt((down**2 + up**2) / 2).sum()


def test_strokes_are_as_wide_as_those_of_mnist():
    mnist = bundled("mnist-20k")
    ones = [width(image) for image in mnist.images[mnist.labels == 1]]
    drawn = [width(rasterize([np.array([[140 + lean, 40], [140 - lean, 240.0]])])) for lean in range(-10, 80, 9)]
    assert np.median(drawn) == pytest.approx(np.median(ones), rel=0.08)


@pytest.mark.parametrize("strokes", [[], [np.empty((0, 2))], [[]], [np.full((5, 2), np.nan)]])
def test_nothing_drawn_is_black(strokes):
    image = rasterize(strokes)
    assert image.shape == (28, 28)
    assert image.dtype == np.uint8
    assert not image.any()


@pytest.mark.parametrize("wobble", [0.0, 1e-9, 2.0, 6.0])
def test_a_dot_is_a_dot_of_the_pen(wobble):
    dot = 33 + wobble * np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1) / 2
    top, bottom, left, right = box(rasterize([dot]))
    assert bottom - top < 6
    assert right - left < 6
    assert rasterize([dot]).max() == 255


def test_points_that_no_pen_can_reach_are_left_out():
    faulty = np.insert(OVAL, [5, 20, 40], [[np.nan, 3], [1e300, 0], [-np.inf, np.inf]], axis=0)
    assert difference(rasterize([faulty, SLASH]), rasterize(ZERO)) <= 3


def test_ink_far_from_its_centre_of_mass_stays_in_the_image():
    knot = 40 + 15 * np.random.default_rng(0).random((400, 2))
    tail = np.array([[40.0, 40.0], [40.0, 280.0]])
    top, bottom, _, _ = box(rasterize([knot, tail]))
    assert bottom - top + 1 in (20, 21, 22)


def test_a_scribble_of_ten_thousand_points_takes_less_than_twenty_milliseconds():
    scribble = [np.random.default_rng(0).uniform(0, CANVAS, (10_000, 2))]
    times = []
    for _ in range(5):
        begin = time.thread_time()  # what others do on this machine is not measured
        image = rasterize(scribble)
        times.append(time.thread_time() - begin)
    assert min(times) < 0.020
    assert image[6:22, 6:22].min() > 230


@pytest.mark.parametrize(("pen", "beside", "next_to_it"), [(PEN, 0.75, 0.0), (3.0, 0.92, 0.08), (3.6, 1.0, 0.33)])
def test_the_pens_edge_fades_over_1_2_pixels_as_in_mnist(pen, beside, next_to_it):
    """Half of the ink at half the pen's width from the middle, none 0.6 pixels farther out, all of it 0.6 before."""
    image = rasterize([np.array([[140.0, 40.0], [140.0, 240.0]])], pen=pen) / 255
    for columns, expected in (((14, 14), 1.0), ((13, 15), beside), ((12, 16), next_to_it), ((11, 17), 0.0)):
        assert image[14, list(columns)] == pytest.approx([expected] * 2, abs=0.015)


@pytest.mark.parametrize("turns", range(4))
def test_ink_far_from_its_centre_of_mass_ends_where_the_image_ends(turns):
    """Whichever side it is on, the pen's rim lies on the border: no ink is lost, and it is moved no more than that."""
    knot = np.random.default_rng(0).random((900, 2)) * [240, 60]
    tail = np.array([[120.0, 0.0], [120.0, 240.0]])
    for _ in range(turns):
        knot, tail = (line[:, ::-1] * [1, -1] for line in (knot, tail))
    image = np.rot90(rasterize([knot, tail]), -turns)
    rows = np.flatnonzero(image.any(axis=1))
    assert (rows[0], rows[-1]) == (7, 27)  # twenty pixels, and at the other end the fading of the rim
    assert 0.8 < image[27].max() / 255 < 0.93  # 0.8 pixels from the middle of the pen, or a little more
