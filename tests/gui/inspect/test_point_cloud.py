"""Each point is painted where it is, the later over the earlier, and nothing beyond the paper."""

import numpy as np

from gui.inspect.point_cloud import PointCloud

A, B = 0xFFAA0000, 0xFF00BB00
CROSS = np.array([[0, A, 0], [A, A, A], [0, A, 0]], np.uint32)
BLOCK = np.full((3, 3), B, np.uint32)


def paper():
    return np.zeros((12, 16), np.uint32)


def stamped(places, kinds, order):
    """The same, point by point and pixel by pixel."""
    made = paper()
    for point in order:
        x, y = np.rint(places[point]).astype(int)
        stamp = (CROSS, BLOCK)[kinds[point]]
        if 1 <= x < 15 and 1 <= y < 11:
            for down, across in zip(*np.nonzero(stamp), strict=True):
                made[y + down - 1, x + across - 1] = stamp[down, across]
    return made


def test_points_are_painted_as_one_by_one():
    random = np.random.default_rng(0)
    places, kinds, order = random.uniform(-5, 20, (40, 2)), random.integers(0, 2, 40), random.permutation(40)
    cloud = PointCloud.of_stamps([CROSS, BLOCK], kinds, order)
    made = paper()
    cloud.paint(made, places)
    np.testing.assert_array_equal(made, stamped(places, kinds, order))
    assert cloud.reach == 1


def test_the_same_points_are_painted_on_a_paper_of_another_size():
    cloud = PointCloud.of_stamps([CROSS, BLOCK], np.array([1]), np.array([0]))
    for columns in (16, 9):
        made = np.zeros((7, columns), np.uint32)
        cloud.paint(made, np.array([[4.0, 3.0]]))
        assert (made[2:5, 3:6] == B).all()
        assert np.count_nonzero(made) == 9


def test_points_far_away_are_left_out():
    cloud = PointCloud.of_stamps([BLOCK], np.zeros(3, int), np.arange(3))
    made = paper()
    cloud.paint(made, np.array([[1e18, 0.0], [-1e300, 5.0], [8.0, 6.0]]))
    assert np.count_nonzero(made) == 9
