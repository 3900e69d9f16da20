"""One record says all that is known of a network."""

import numpy as np
import pytest

from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.networks.files import save_network
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.provenance import TrainedOn
from gui.model.networks import CUT, OPENED, SHIPPED, TRAINED, Known, shipped


@pytest.fixture
def networks(session):
    return session.networks


def test_before_any_is_there_nothing_is_known(networks):
    assert networks.network() is networks.trained_on() is networks.doubt() is None
    assert networks.names() == {}


def test_the_one_that_ships_brings_its_thresholds_and_what_it_was_trained_on(networks):
    networks.add(SHIPPED, shipped())
    assert networks.doubt().two > networks.doubt().one > 0
    assert "MNIST" in str(networks.trained_on())
    assert networks.names()[SHIPPED].startswith("Ships with Inkling, 784-")


def test_they_are_named_in_their_order_and_only_those_with_a_network(networks):
    small = FeedForward(NetworkSpec((3,)))
    networks.add(OPENED, Known("a friend's", lambda: small, None))
    networks.add(TRAINED, Known("Yours", lambda: None, None))
    networks.add(SHIPPED, Known("Ships", lambda: small, None))
    assert networks.names() == {SHIPPED: "Ships, 784-3-10", OPENED: "a friend's, 784-3-10"}


def test_choosing_another_is_told_once(networks, qtbot):
    said = []
    networks.changed.connect(lambda: said.append(networks.chosen))
    networks.choose(TRAINED)
    networks.choose(TRAINED)
    assert said == [TRAINED]


def test_a_network_that_trains_is_the_latest_snapshot(networks):
    snapshots = [FeedForward(NetworkSpec((3,)))]
    networks.add(TRAINED, Known("Yours", lambda: snapshots[-1], TrainedOn("x", 0.1, 0)))
    snapshots.append(FeedForward(NetworkSpec((3,)), seed=1))
    assert networks.network(TRAINED) is snapshots[1]


def test_of_two_that_are_opened_the_last_is_there_whichever_is_read_first(networks, wait, tmp_path, session):
    paths = [tmp_path / f"{name}.safetensors" for name in ("first", "second")]
    for units, path in enumerate(paths, 3):
        save_network(path, FeedForward(NetworkSpec((units,))))
    for path in paths:
        networks.open(path)
    wait(lambda: not session.tasks.busy)
    assert networks.names() == {OPENED: "second, 784-4-10"}
    assert networks.chosen == OPENED


def test_classes_are_called_as_the_network_has_them_or_as_the_digits_in_hand_where_nobody_has_named_them(networks):
    letters, twelve = tuple("ABCDEFGHIJ"), tuple("ABCDEFGHIJKL")
    images = np.zeros((1, 28, 28), np.uint8)
    in_hand = {names: Digits(images, np.zeros(1, np.int64), "letters", names=names) for names in (letters, twelve)}
    assert networks.class_names(None) == DIGIT_NAMES
    assert networks.class_names(in_hand[letters]) == letters, "there is no network yet"
    ten, of_twelve = FeedForward(NetworkSpec((3,))), FeedForward(NetworkSpec((3,), classes=12))
    networks.add(SHIPPED, Known("Ships", lambda: ten, None))
    networks.add(TRAINED, Known("Yours", lambda: of_twelve, None))
    assert networks.class_names(in_hand[letters]) == DIGIT_NAMES, "it knows the digits, whatever is in hand"
    assert networks.class_names(in_hand[twelve], TRAINED) == twelve
    assert networks.class_names(in_hand[letters], TRAINED) == tuple(map(str, range(12)))


def test_a_network_is_known_under_another_name_and_a_copy_as_one_of_the_training(networks):
    small = FeedForward(NetworkSpec((3,)))
    known = Known("Yours", lambda: small, None)
    networks.add(TRAINED, Known("Yours again", known.latest, None))
    networks.add(OPENED, Known("a friend's", lambda: small, None))
    networks.add(CUT, Known("Yours, 1 unit cut", lambda: small, None, whole=known))
    assert networks.which(known) == TRAINED
    assert networks.which(Known("gone", lambda: small, None)) is None
    assert [networks.of_training(which) for which in (TRAINED, CUT, OPENED, SHIPPED, None)] == [
        True,
        True,
        *[False] * 3,
    ]
