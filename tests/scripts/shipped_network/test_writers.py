"""The recorded digits are what their source says, and other hands write them recognisably."""

import numpy as np
import pytest

from scripts.shipped_network.writers import recorded, rewritten, warped


@pytest.fixture(scope="module")
def writers():
    return recorded()


def test_all_digits_of_24_writers_are_there(writers):
    assert (len(writers.labels), len(writers.drawings), len(np.unique(writers.writers))) == (5994, 5994, 24)
    assert set(np.unique(writers.labels)) == set(range(10))
    assert all(len(stroke) and stroke.shape[1] == 2 for strokes in writers.drawings for stroke in strokes)


def test_a_choice_of_writers_has_their_digits_alone(writers):
    chosen = writers.of(writers.writers == 7)
    assert len(chosen.drawings) == len(chosen.labels) == 250
    assert set(chosen.writers) == {7}
    assert len(chosen.of(np.array([3, 1])).digits().images) == 2


def test_rewritten_digits_repeat_with_the_seed_and_are_never_alike(writers):
    few = writers.of(np.arange(40))
    first = rewritten(few, 100, seed=3)
    assert (rewritten(few, 100, seed=3).images == first.images).all()
    assert (rewritten(few, 100, seed=4).images != first.images).any()
    assert len(np.unique(first.images, axis=0)) == 100
    assert abs(np.bincount(first.labels) - 2.5 * np.bincount(few.labels)).max() <= np.bincount(few.labels).max()


def test_another_hand_keeps_the_strokes_and_nearly_their_shape(writers):
    generator = np.random.default_rng(1)
    for strokes in writers.drawings[:60]:
        points = np.concatenate(strokes)
        middle, side = (points.min(axis=0) + points.max(axis=0)) / 2, np.ptp(points, axis=0).max()
        other = warped(strokes, generator)
        assert [stroke.shape for stroke in other] == [stroke.shape for stroke in strokes]
        assert np.abs(np.concatenate(other) - (points - middle) / side).max() < 0.6


def test_the_nearest_recorded_digit_is_mostly_the_same(writers):
    known = writers.of(np.arange(0, 5994, 4)).digits()
    other = rewritten(writers.of(np.arange(1, 5994, 20)), 300, seed=0)
    flat = [part.images.reshape(len(part), -1).astype(np.float32) / 255 for part in (known, other)]
    nearest = known.labels[((flat[0] ** 2).sum(axis=1) - 2 * flat[1] @ flat[0].T).argmin(axis=1)]
    assert (nearest == other.labels).mean() > 0.9
