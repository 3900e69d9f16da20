"""What points look like follows what is asked for."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QFont

from gui.inspect.map_marks import ERRORS, IMAGES, MARKS, NAMES, MapMarks, mark_size
from gui.look.class_colors import class_color

WHITE, BLACK = QColor("white"), QColor("black")
NAMES_OF_TEN = tuple("0123456789")


def marks(kind=MARKS, bright=frozenset(), own=0):
    images = np.zeros((3, 28, 28), np.uint8)
    images[:, 10:18, 10:18] = 255
    return MapMarks(images, np.array([1, 4, 4]), np.array([False, True, False]), own, NAMES_OF_TEN, kind, bright)


def painted(made, ratio=1.0):
    """Three points beside each other, cut apart."""
    cloud = made.cloud(WHITE, BLACK, ratio, QFont(), 1e6)
    paper = np.full((60, 180), WHITE.rgb(), np.uint32)
    cloud.paint(paper, np.array([[30.0, 30.0], [90.0, 30.0], [150.0, 30.0]]))
    return np.split(paper, 3, axis=1)


def has(part, color):
    return bool((part == color.rgb()).any())


@pytest.mark.parametrize("kind", [MARKS, IMAGES])
def test_each_point_has_the_colour_of_its_class(qapp, kind):
    first, second, third = painted(marks(kind))
    assert has(first, class_color(1))
    assert has(second, class_color(4))
    assert has(third, class_color(4))
    assert np.count_nonzero(second != WHITE.rgb()) > np.count_nonzero(third != WHITE.rgb())  # it has a ring, or a frame


def test_names_are_painted_and_not_marks(qapp):
    by_name, by_mark = painted(marks(NAMES))[0], painted(marks())[0]
    assert (by_name != by_mark).any()
    assert (by_name != WHITE.rgb()).any()


def test_what_is_not_looked_at_fades(qapp):
    first, second, third = painted(marks(bright=frozenset({1})))
    assert has(first, class_color(1))
    assert not has(third, class_color(4))
    first, second, third = painted(marks(bright=frozenset({4, ERRORS})))
    assert has(second, class_color(4))
    assert not has(third, class_color(4))
    assert not has(first, class_color(1))


def test_on_a_finer_screen_images_are_as_large_as_before(qapp):
    coarse, fine = (np.count_nonzero(painted(marks(IMAGES), ratio)[2] != WHITE.rgb()) for ratio in (1.0, 2.0))
    assert fine == 4 * coarse


def test_a_cloud_is_made_once_for_maps_that_are_alike(qapp):
    made = marks()
    assert made.cloud(WHITE, BLACK, 1.0, QFont(), 1e6) is made.cloud(WHITE, BLACK, 1.0, QFont(), 0.9e6)
    assert made.cloud(WHITE, BLACK, 2.0, QFont(), 1e6) is not made.cloud(WHITE, BLACK, 1.0, QFont(), 1e6)


def test_marks_are_smaller_where_they_would_cover_the_map():
    assert mark_size(300_000, 500) > mark_size(300_000, 2_000) > mark_size(40_000, 2_000) == mark_size(100, 10_000)
