"""Where images lie on a map is where scikit-learn puts them, along the axes of the day or along kept ones."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from engine.errors import UserError
from engine.inspection.layer_maps import by_components, by_tsne, sampled
from engine.inspection.maps import features
from engine.inspection.tsne import tsne
from engine.networks.network import FeedForward, NetworkSpec
from engine.one_thread import one_thread


@pytest.fixture(scope="module")
def network():
    return FeedForward(NetworkSpec((24, 12)), 3)


@pytest.mark.parametrize("layer", range(4))
def test_places_and_shares_are_scikit_learns_up_to_the_sign(network, few_digits, layer):
    made = by_components(network, few_digits.images, layer)
    with one_thread():
        theirs = PCA(2, svd_solver="full").fit(features(network, few_digits.images, layer).astype(np.float64))
        places = theirs.transform(features(network, few_digits.images, layer))
    np.testing.assert_allclose(np.abs(made.places), np.abs(places), atol=1e-6)
    np.testing.assert_allclose(made.explained, theirs.explained_variance_ratio_, rtol=1e-6)
    assert made.own


def test_an_image_that_was_there_has_its_place_when_it_comes_alone(network, few_digits):
    made = by_components(network, few_digits.images, 2)
    np.testing.assert_allclose(made.place(network, few_digits.images[7:9]), made.places[7:9], atol=1e-5)
    assert made.place(network, few_digits.images[:0]).shape == (0, 2)


def test_along_kept_axes_only_the_points_move(network, few_digits):
    first = by_components(network, few_digits.images, 2)
    moved = FeedForward(network.spec, 3)
    moved.flat.mul_(1.1)
    second = by_components(moved, few_digits.images, 2, first.axes)
    assert second.axes is first.axes
    assert not second.own
    points = features(moved, few_digits.images, 2).astype(np.float64)
    along = (points - first.axes.mean) @ first.axes.directions.T
    np.testing.assert_allclose(second.places, along)
    np.testing.assert_allclose(second.explained, along.var(0) / points.var(0).sum())


def test_axes_of_another_width_are_not_kept(network, few_digits):
    first = by_components(network, few_digits.images, 1)
    assert by_components(network, few_digits.images, 2, first.axes).own


def test_a_layer_of_one_unit_lies_on_a_line_and_one_that_says_nothing_in_a_point(few_digits):
    network = FeedForward(NetworkSpec((1,)), 0)
    assert (by_components(network, few_digits.images, 1).places[:, 1] == 0).all()
    network.flat.zero_()
    made = by_components(network, few_digits.images, 1)
    assert not made.places.any()
    assert (made.explained == 0).all()


def test_numbers_beyond_all_bounds_have_no_map(few_digits):
    network = FeedForward(NetworkSpec((4,)), 0)
    network.flat.mul_(1e30)
    with pytest.raises(UserError, match="too large"):
        by_components(network, few_digits.images, 1)
    network.flat.fill_(float("nan"))
    with pytest.raises(UserError, match="too large"):
        by_components(network, few_digits.images, 1)
    with pytest.raises(UserError, match="two images"):
        by_components(None, few_digits.images[:1], 0)


def test_t_sne_is_that_of_the_layer_and_has_no_place_for_others(network, few_digits):
    images = few_digits.images[:60]
    made = by_tsne(network, images, 2, 10.0)
    np.testing.assert_array_equal(made.places, tsne(features(network, images, 2), 10.0))
    with pytest.raises(ValueError, match="no place"):
        made.place(network, images)


def test_of_many_images_some_are_taken_the_same_each_time():
    assert sampled(5, 10).tolist() == [0, 1, 2, 3, 4]
    some = sampled(1_000, 100)
    assert len(set(some.tolist())) == 100
    assert (np.diff(some) > 0).all()
    assert (some == sampled(1_000, 100)).all()
