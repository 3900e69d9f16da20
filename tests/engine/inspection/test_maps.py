"""Principal components are scikit-learn's, layers are those of the network, and new points find their place."""

import numpy as np
import pytest
import torch
from sklearn.decomposition import PCA

from engine.errors import UserError
from engine.inspection import maps
from engine.inspection.maps import axes, components, features, layers
from engine.networks.network import FeedForward, NetworkSpec
from engine.one_thread import one_thread

pytestmark = pytest.mark.usefixtures("one")
SPEC = NetworkSpec((24, 12), activation="tanh", input_range=(-1.0, 1.0))


@pytest.fixture
def one():
    """A thread; several would fight over the cores with other tests."""
    with one_thread():
        yield


@pytest.fixture(scope="module")
def network():
    return FeedForward(SPEC, 3)


@pytest.fixture(scope="module")
def pixels(few_digits):
    return features(None, few_digits.images)


# Layers


def test_each_layer_says_what_torch_computes(network, few_digits):
    x = network.inputs(few_digits.images)
    with torch.no_grad():
        first = torch.tanh(network.layers[0](x))
        second = torch.tanh(network.layers[1](first))
    assert len(layers(network)) == 4
    for layer, expected in enumerate((few_digits.images.reshape(300, 784) / 255, first, second, network.logits(x)), 0):
        found = features(network, few_digits.images, layer)
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, np.asarray(torch.as_tensor(expected).detach()), atol=1e-5)


def test_many_images_are_the_same_as_few(network, few_digits, monkeypatch):
    whole = [features(network, few_digits.images, layer) for layer in range(4)]
    monkeypatch.setattr(maps, "CHUNK", 70)
    for layer, expected in enumerate(whole):
        np.testing.assert_allclose(features(network, few_digits.images, layer), expected, atol=1e-5)
    assert features(network, few_digits.images[:0], 2).shape == (0, 12)


def test_a_network_without_hidden_layers_has_pixels_and_sums(few_digits):
    assert features(FeedForward(NetworkSpec(())), few_digits.images, 1).shape == (300, 10)


# Principal components


@pytest.mark.parametrize(("points", "dimensions"), [(300, 40), (30, 200), (60, 60)])
def test_they_are_scikit_learns(points, dimensions):
    x = np.random.default_rng(0).normal(size=(points, dimensions)) * np.linspace(3, 1, dimensions)
    found, theirs = axes(x, 5), PCA(5, svd_solver="full").fit(x)
    agree_with_scikit_learns(found, theirs, x)


def agree_with_scikit_learns(found, theirs, x, tolerance=1e-8):
    signs = np.sign((found.directions * theirs.components_).sum(1, keepdims=True))
    np.testing.assert_allclose(found.directions * signs, theirs.components_, atol=tolerance)
    np.testing.assert_allclose(found.variances, theirs.explained_variance_, rtol=tolerance)
    np.testing.assert_allclose(found.explained, theirs.explained_variance_ratio_, rtol=tolerance)
    np.testing.assert_allclose(found.project(x) * signs[:, 0], theirs.transform(x), atol=100 * tolerance)


def test_of_images_they_are_scikit_learns(pixels):
    agree_with_scikit_learns(axes(pixels, 10), PCA(10, svd_solver="full").fit(pixels.astype(float)), pixels)


def test_of_many_dimensions_the_first_are_sought_and_found(pixels, monkeypatch):
    exact = axes(pixels, 2)
    monkeypatch.setattr(maps, "EXACT", 20)
    sought = axes(pixels, 2)
    np.testing.assert_allclose(sought.directions, exact.directions, atol=1e-6)
    np.testing.assert_allclose(sought.variances, exact.variances, rtol=1e-8)


def test_signs_do_not_depend_on_the_way(pixels):
    found = axes(pixels, 10).directions
    largest = found[np.arange(10), np.abs(found).argmax(1)]
    assert (largest > 0).all()
    turned = axes(-pixels, 10).directions
    np.testing.assert_allclose(turned, found, atol=1e-8)


def test_a_new_point_is_put_where_it_would_have_been(pixels):
    found = axes(pixels)
    np.testing.assert_allclose(found.project(pixels[7:8]), found.project(pixels)[7:8])
    np.testing.assert_allclose(found.project(pixels.mean(0, keepdims=True)), 0, atol=1e-5)


def test_points_that_are_all_alike_have_no_variance():
    found = axes(np.ones((5, 3)))
    assert np.isfinite(found.directions).all()
    assert (found.explained == 0).all()
    assert (found.project(np.ones((5, 3))) == 0).all()


def test_more_components_than_there_are_are_not_made():
    assert axes(np.random.default_rng(0).normal(size=(4, 3)), 9).directions.shape == (3, 3)


def test_one_point_makes_no_map():
    with pytest.raises(UserError) as error:
        axes(np.zeros((1, 3)))
    assert error.value.field == "images"


# Components of the pixels


@pytest.fixture(scope="module")
def found(some_digits):
    return components(some_digits.images)


def test_components_of_pixels_are_pictures_and_explain_all(found):
    assert found.images.shape == (784, 28, 28)
    assert found.explained[0] == 0
    assert found.explained[-1] == pytest.approx(1)
    assert (np.diff(found.explained) >= 0).all()


def test_an_image_is_rebuilt_as_scikit_learn_rebuilds_it(found, some_digits):
    theirs = PCA(30, svd_solver="full").fit(some_digits.images.reshape(-1, 784).astype(float))
    flat = some_digits.images[5].reshape(1, 784)
    expected = np.clip(np.rint(theirs.inverse_transform(theirs.transform(flat))), 0, 255)
    assert (found.rebuilt(some_digits.images[5], 30) == expected.reshape(28, 28)).all()


def test_all_components_rebuild_it_whole_and_none_the_mean(found, some_digits):
    image = some_digits.images[5]
    assert (found.rebuilt(image, 784) == image).all()
    assert (found.rebuilt(image, 0) == np.rint(some_digits.images.mean(0))).all()
