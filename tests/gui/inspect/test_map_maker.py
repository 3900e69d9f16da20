"""Maps are made of what is wanted, along the same axes while a network trains; t-SNE on demand, or called off."""

import threading

import numpy as np
import pytest
from sklearn.decomposition import PCA

from engine.inspection.maps import features
from engine.networks.network import FeedForward, NetworkSpec
from engine.one_thread import one_thread
from gui.inspect import map_maker
from gui.inspect.map_maker import PCA as COMPONENTS
from gui.inspect.map_maker import TSNE, MapMaker, Subject

NONE = np.empty((0, 28, 28), np.uint8)


@pytest.fixture
def maker(session):
    made = MapMaker(session.tasks)
    made.layers_made = []
    made.sentences = []
    made.made.connect(lambda method, layer: made.layers_made.append((method, layer)))
    made.failed.connect(made.sentences.append)
    yield made
    made.deleteLater()


@pytest.fixture
def images(digits):
    return digits.images[:150]


@pytest.fixture
def small():
    return FeedForward(NetworkSpec((12,)), 0)


def subject(network, images, own=NONE, training=None):
    return Subject(network, images, own, training)


def test_the_layers_that_are_wanted_are_scikit_learns_one_after_another(maker, wait, small, images):
    maker.set_subject(subject(small, images), [2, 0])
    wait(lambda: maker.layers_made == [(COMPONENTS, 2), (COMPONENTS, 0)])
    assert maker.map_of(COMPONENTS, 1) is None
    for layer in (0, 2):
        with one_thread():
            theirs = PCA(2, svd_solver="full").fit_transform(features(small, images, layer).astype(np.float64))
        np.testing.assert_allclose(np.abs(maker.map_of(COMPONENTS, layer).map.places), np.abs(theirs), atol=1e-6)


def test_pixels_are_mapped_once_for_all_networks_and_own_drawings_find_their_places(maker, wait, small, images, digits):
    maker.set_subject(subject(small, images), [0, 1])
    wait(lambda: len(maker.layers_made) == 2)
    pixels, layer = (maker.map_of(COMPONENTS, place).map for place in (0, 1))
    own = digits.images[150:153]
    maker.set_subject(subject(FeedForward(small.spec, 1), images, own), [0, 1])
    wait(lambda: len(maker.layers_made) == 4)
    assert maker.map_of(COMPONENTS, 0).map is pixels
    assert maker.map_of(COMPONENTS, 1).map is not layer
    np.testing.assert_allclose(maker.map_of(COMPONENTS, 0).own, pixels.place(None, own))


def test_while_a_network_trains_its_axes_stay_until_they_are_asked_for_anew_or_it_ends(maker, wait, small, images):
    training, networks = object(), [FeedForward(small.spec, seed) for seed in range(3)]
    maker.set_subject(subject(networks[0], images, training=training), [1])
    wait(lambda: len(maker.layers_made) == 1)
    first = maker.map_of(COMPONENTS, 1).map
    maker.set_subject(subject(networks[1], images, training=training), [1])
    assert maker.map_of(COMPONENTS, 1).map is first  # until the next one is there
    wait(lambda: len(maker.layers_made) == 2)
    second = maker.map_of(COMPONENTS, 1).map
    assert second.axes is first.axes
    maker.make_axes_anew()
    wait(lambda: len(maker.layers_made) == 3)
    assert maker.map_of(COMPONENTS, 1).map.own
    maker.set_subject(subject(networks[2], images, training=training), [1])
    wait(lambda: len(maker.layers_made) == 4)
    assert not maker.map_of(COMPONENTS, 1).map.own
    maker.set_subject(subject(networks[2], images), [1])
    wait(lambda: len(maker.layers_made) == 5)
    assert maker.map_of(COMPONENTS, 1).map.own


def test_a_network_that_learns_faster_than_maps_are_made_is_seen_all_the_same(maker, wait, small, images):
    training = object()
    for seed in range(20):
        maker.set_subject(subject(FeedForward(small.spec, seed), images, training=training), [0, 1, 2])
    wait(lambda: maker._making is None)
    assert maker.layers_made[:3] == [(COMPONENTS, 0), (COMPONENTS, 1), (COMPONENTS, 2)]
    assert maker.map_of(COMPONENTS, 2).of.network is maker._subject.network


def test_other_images_are_other_maps_at_once(maker, wait, small, images, digits):
    maker.set_subject(subject(small, images), [0, 1])
    maker.set_subject(subject(small, digits.images[200:300]), [1])
    wait(lambda: maker.map_of(COMPONENTS, 1) is not None)
    assert len(maker.map_of(COMPONENTS, 1).map.places) == 100
    assert maker.layers_made == [(COMPONENTS, 1)]
    maker.set_subject(None, [])
    assert maker.map_of(COMPONENTS, 1) is None


def test_what_cannot_be_mapped_is_said(maker, wait, small, images):
    small.flat.mul_(1e30)
    maker.set_subject(subject(small, images), [1])
    wait(lambda: maker.sentences)
    assert "too large" in maker.sentences[0]


# t-SNE


@pytest.fixture
def slow(monkeypatch):
    """t-SNE that waits to be let on; it notes which layers it was asked for."""
    asked, go = [], threading.Event()

    def by_tsne(network, images, layer, perplexity, cancelled):
        asked.append(layer)
        while not go.wait(0.005):
            if cancelled():
                raise map_maker.Cancelled("Cancelled.")
        return map_maker.LayerMap(layer, np.full((len(images), 2), perplexity))

    monkeypatch.setattr(map_maker, "by_tsne", by_tsne)
    yield asked, go
    go.set()


def test_t_sne_begins_when_it_is_told_and_goes_through_the_layers(maker, wait, slow, small, images):
    asked, go = slow
    maker.set_subject(subject(small, images), [0, 2])
    wait(lambda: len(maker.layers_made) == 2)
    assert not maker.computing
    assert maker.estimate(30.0) > maker.estimate(5.0) > 0
    maker.compute(7.0)
    assert maker.computing
    maker.compute(9.0)  # it is under way already
    assert 0 <= maker.share() < 1
    assert 0 < maker.seconds_left() <= maker.estimate(7.0)
    go.set()
    wait(lambda: not maker.computing)
    assert asked == [0, 2]
    assert (maker.map_of(TSNE, 2).map.places == 7).all()
    assert maker.estimate(7.0) == 0
    assert maker.estimate(9.0) > 0


def test_cancelled_it_stops_and_nothing_is_said(maker, wait, slow, small, images, session):
    maker.set_subject(subject(small, images), [1])
    maker.compute(7.0)
    wait(lambda: slow[0])
    maker.cancel()
    assert not maker.computing
    wait(lambda: not session.tasks.busy)
    assert maker.map_of(TSNE, 1) is None
    assert not maker.sentences


def test_it_is_called_off_by_other_images_or_another_network_but_not_by_the_same_training(
    maker, wait, slow, small, images
):
    training = object()
    maker.set_subject(subject(small, images, training=training), [1])
    maker.compute(7.0)
    other = FeedForward(small.spec, 5)
    maker.set_subject(subject(other, images, training=training), [1])
    assert maker.computing
    maker.set_subject(subject(other, images), [1])
    assert not maker.computing
    maker.compute(7.0)
    maker.set_subject(subject(other, images[:100]), [1])
    assert not maker.computing


def test_a_perplexity_that_cannot_be_is_said(maker, wait, small, images):
    maker.set_subject(subject(small, images[:20]), [0])
    maker.compute(50.0)
    wait(lambda: maker.sentences)
    assert maker.sentences == ["Perplexity: use 2 to 19 for 20 images."]
    assert not maker.computing
