"""A place is where its pixel is, however the map is moved and zoomed."""

import numpy as np
import pytest

from gui.inspect.map_geometry import CLOSEST, FARTHEST, MapView, fitting

PLACES = np.array([[-4.0, 1.0], [6.0, 3.0], [0.0, -9.0]])


@pytest.fixture
def view():
    return fitting(PLACES, 300, 200, 20)


def test_all_points_are_in_sight_and_fill_it(view):
    pixels = view.to_pixels(PLACES)
    assert (pixels >= 20 - 1e-9).all()
    assert (pixels <= np.array([280, 180]) + 1e-9).all()
    np.testing.assert_allclose([pixels[:, 1].min(), pixels[:, 1].max()], [20, 180])  # it is higher than wide
    assert pixels[2, 1] > pixels[1, 1]  # y goes up


def test_a_pixel_is_the_place_that_is_painted_there(view):
    for place, pixel in zip(PLACES, view.to_pixels(PLACES), strict=True):
        np.testing.assert_allclose(view.place_at(*pixel), place, atol=1e-12)


def test_what_is_dragged_goes_along(view):
    np.testing.assert_allclose(view.moved(30, -7).to_pixels(PLACES), view.to_pixels(PLACES) + np.array([30, -7]))


def test_what_is_under_the_pointer_stays_there_when_it_zooms(view):
    closer = view.zoomed(3.0, 70, 50, view)
    assert closer.scale == 3 * view.scale
    np.testing.assert_allclose(closer.place_at(70, 50), view.place_at(70, 50))


def test_zooming_ends_where_nothing_could_be_found_again(view):
    assert view.zoomed(1e9, 0, 0, view).scale == CLOSEST * view.scale
    assert view.zoomed(1e-9, 0, 0, view).scale == FARTHEST * view.scale


def test_half_way_between_two_views(view):
    other = view.zoomed(4.0, 0, 0, view)
    assert view.between(other, 0.0) == view
    assert view.between(other, 0.5).scale == pytest.approx(2 * view.scale)
    assert view.sized(10, 20) == MapView(view.x, view.y, view.scale, 10, 20)


@pytest.mark.parametrize("places", [np.empty((0, 2)), np.zeros((5, 2)), np.array([[3.0, 1.0], [3.0, 2.0]])])
def test_no_points_one_point_and_a_line_can_be_seen(places):
    view = fitting(places, 300, 200, 20)
    assert np.isfinite(view.to_pixels(places)).all()
    assert view.scale > 0
