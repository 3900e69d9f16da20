"""What a network was trained on stays with it, and is never passed off as a test."""

import json
from dataclasses import replace

import numpy as np
import pytest

from engine.digits.bundle import bundled
from engine.digits.changes import Change, Changes
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.digits.splitting import split
from engine.networks.files import PRETRAINED, load_network, read_facts, save_network
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.provenance import TrainedOn, from_facts, kept_for_test, known_set, parts, seen


@pytest.fixture(scope="module")
def shipped():
    """What the file of the network that ships says."""
    return from_facts(read_facts(PRETRAINED))


@pytest.fixture
def trained_on(lesson_digits):
    return TrainedOn(lesson_digits.name, 0.1, 3, mark=mark_of(lesson_digits))


VARIED = Changes((Change("shifted", 2, "training"), Change("left_out", (4, 9)), Change("inverted")), seed=5)


@pytest.mark.parametrize("changes", [Changes(), VARIED])
def test_it_is_saved_with_the_network(tmp_path, trained_on, changes):
    trained_on = replace(trained_on, changes=changes, own_test=True, note="by hand", chosen_on_test=True)
    path = tmp_path / "network.safetensors"
    save_network(path, FeedForward(NetworkSpec((4,))), {"digits": "MNIST", **trained_on.facts()})
    assert from_facts(read_facts(path)) == trained_on
    assert load_network(path).spec.hidden == (4,)


def test_the_share_for_validation_is_told(trained_on):
    assert "% of that for validation" not in str(trained_on)
    assert ", 20 % of that for validation" in str(replace(trained_on, validation_fraction=0.2))


def facts_with(**fields):
    return json.dumps(json.loads(TrainedOn("x", 0.1, 0).facts()["trained_on"]) | fields)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"trained_on": ""},
        {"trained_on": "[]"},
        {"trained_on": '{"digits": "x"}'},
        {"trained_on": '{"digits": "x", "test_fraction": 0.1, "seed": 0, "changes": "", "mark": ""}'},
        {"trained_on": facts_with(test_fraction=2)},
        {"trained_on": facts_with(seed=-1)},
        {"trained_on": facts_with(seed=1e999)},
        {"trained_on": facts_with(changes={"chosen": [], "seed": -1})},
        {"trained_on": facts_with(changes={"chosen": [{"kind": "melted", "value": 0, "where": "both"}], "seed": 0})},
        {"trained_on": facts_with(changes={"chosen": [{"kind": "shifted", "value": 99, "where": "both"}], "seed": 0})},
    ],
)
def test_a_header_that_says_nothing_to_be_understood_says_nothing(facts):
    assert from_facts(facts) is None


def test_the_images_of_a_training_are_found_again(lesson_digits, trained_on):
    assert known_set(trained_on, lesson_digits) is lesson_digits
    again = known_set(trained_on, None)
    np.testing.assert_array_equal(again.images, lesson_digits.images)
    found = parts(trained_on, again)
    wanted = split(lesson_digits, 0.1, 3)
    np.testing.assert_array_equal(found.train.images, wanted[0].images)
    np.testing.assert_array_equal(found.test.labels, wanted[1].labels)


def test_another_set_of_the_same_name_is_told_apart(lesson_digits, trained_on):
    other = Digits(lesson_digits.images[::-1], lesson_digits.labels[::-1], lesson_digits.name)
    assert mark_of(other) != mark_of(lesson_digits)
    assert known_set(trained_on, other) is not other
    relabelled = Digits(lesson_digits.images, 9 - lesson_digits.labels, lesson_digits.name)
    assert mark_of(relabelled) != mark_of(lesson_digits)
    assert known_set(TrainedOn("my own", 0.1, 0), lesson_digits) is None


def test_images_seen_in_training_are_known_one_by_one(lesson_digits, trained_on):
    found = parts(trained_on, lesson_digits)
    assert not seen(found.test, found).any()
    assert seen(found.train, found).all()
    assert seen(lesson_digits, found).sum() == 18_000
    changed = found.train.images[:2].copy()
    changed[0, 13, 13] ^= 1
    assert seen(Digits(changed, found.train.labels[:2], "changed"), found).tolist() == [False, True]


def test_images_are_seen_as_they_were_and_as_they_were_fed_but_not_those_left_out(lesson_digits, trained_on):
    found = parts(replace(trained_on, changes=VARIED), lesson_digits)
    train, test = VARIED.sets(lesson_digits, None, 0.1, 3)
    np.testing.assert_array_equal(found.train.images, train.images)
    np.testing.assert_array_equal(found.test.images, test.images)
    assert seen(train, found).all()
    assert not seen(test, found).any()
    in_split, _ = split(lesson_digits, 0.1, 3)
    np.testing.assert_array_equal(seen(in_split, found), ~np.isin(in_split.labels, (4, 9)))


def test_a_set_with_test_images_of_its_own_is_trained_on_as_a_whole(lesson_digits, few_digits):
    found = parts(TrainedOn(lesson_digits.name, 0.0, 0, own_test=True), lesson_digits, few_digits)
    assert len(found.train) == 20_000
    assert found.test is few_digits


def test_the_network_that_ships_says_which_55000_images_it_has_seen_and_which_5000_helped_to_choose_it(
    lesson_digits, shipped
):
    found = parts(shipped, known_set(shipped, lesson_digits))
    train, held_out = split(bundled("mnist-60k"), 5_000 / 60_000, 0)  # as the script that makes it does
    assert (len(found.train), len(found.test)) == (55_000, 5_000)
    np.testing.assert_array_equal(found.train.images, train.images)
    np.testing.assert_array_equal(found.test.images, held_out.images)
    assert shipped.chosen_on_test
    assert 0.90 < seen(lesson_digits, found).mean() < 0.93  # 55 of 60
    assert (seen(lesson_digits, found) != kept_for_test(lesson_digits, found)).all()
    assert not seen(bundled("mnist-test"), found).any()


def test_test_images_are_known_as_they_were_and_as_they_were_changed(lesson_digits, trained_on):
    changes = Changes((Change("inverted"), Change("left_out", (3,), "testing")))
    found = parts(replace(trained_on, changes=changes), lesson_digits)
    _, kept = split(lesson_digits, 0.1, 3)
    np.testing.assert_array_equal(kept_for_test(kept, found), kept.labels != 3)
    assert kept_for_test(found.test, found).all()
    assert not kept_for_test(found.train, found).any()


def test_a_file_from_before_says_nothing_of_how_it_was_chosen():
    old = json.loads(TrainedOn("x", 0.1, 0).facts()["trained_on"])
    del old["chosen_on_test"]
    assert from_facts({"trained_on": json.dumps(old)}) == TrainedOn("x", 0.1, 0)


def test_it_can_be_told_in_words(trained_on, shipped):
    assert str(trained_on) == "90 % of MNIST 20,000 (split with seed 3)"
    assert str(replace(trained_on, changes=Changes((Change("inverted"),)))).endswith(", inverted")
    assert str(shipped) == (
        "92 % of MNIST 60,000 (split with seed 0), varied anew in every epoch, "
        "with digits written with a stylus, synthetic digits and scribbles"
    )
