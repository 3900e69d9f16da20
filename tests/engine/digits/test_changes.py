"""Changes change what they say they change, and nothing else."""

import numpy as np
import pytest

from engine.digits.changes import (
    CHANGE_KINDS,
    Change,
    Changes,
    binarise,
    invert,
    leave_out,
    leaving_out,
    permutation,
    scramble,
    shift,
    subset,
)
from engine.digits.dataset import Digits, plain_names
from engine.digits.splitting import split
from engine.errors import UserError


@pytest.fixture(scope="module")
def digits(some_digits):
    return some_digits.take(np.arange(200))


def only(*changes):
    return Changes(tuple(changes))


@pytest.mark.parametrize("kind", CHANGE_KINDS)
def test_every_change_leaves_the_digits_as_they_were_and_gives_bytes(digits, kind):
    before = digits.images.copy(), digits.labels.copy()
    value = {"shifted": 3, "few": 50, "left_out": (1, 2)}.get(kind, 0)
    after = Change(kind, value).apply(digits, 1)
    assert after.images.dtype == np.uint8
    assert after.images.shape == (len(after.labels), 28, 28)
    assert after.name == digits.name
    assert np.array_equal(digits.images, before[0])
    assert np.array_equal(digits.labels, before[1])


def test_binarised_pixels_are_black_or_white(digits):
    after = binarise(digits).images
    assert set(np.unique(after)) == {0, 255}
    assert np.array_equal(after == 255, digits.images >= 128)


def test_inverting_twice_changes_nothing(digits):
    assert np.array_equal(invert(digits).images, 255 - digits.images)
    assert np.array_equal(invert(invert(digits)).images, digits.images)


@pytest.mark.parametrize("most", [1, 3, 27])
def test_each_image_is_shifted_by_no_more_than_was_said_and_filled_with_black(digits, most):
    after = shift(digits, most, seed=3).images
    moves = np.random.default_rng(3).integers(-most, most, (len(digits), 2), endpoint=True)
    assert np.abs(moves).max() <= most
    for image, moved, (down, along) in zip(digits.images, after, moves, strict=True):
        padded = np.pad(image, 28)
        expected = padded[28 - down : 56 - down, 28 - along : 56 - along]
        assert np.array_equal(moved, expected)


def test_the_seed_decides_the_shifts(digits):
    assert np.array_equal(shift(digits, 3, 1).images, shift(digits, 3, 1).images)
    assert not np.array_equal(shift(digits, 3, 1).images, shift(digits, 3, 2).images)


def test_it_is_shifted_alike_where_unique_keeps_the_axis_as_in_numpy_2_0_0(digits, monkeypatch):
    expected, unique = shift(digits, 3, 1).images, np.unique

    def with_axis(*args, **kwargs):
        different, which = unique(*args, **kwargs)
        return different, which.reshape(-1, 1)

    monkeypatch.setattr(np, "unique", with_axis)
    assert np.array_equal(shift(digits, 3, 1).images, expected)


def test_scrambling_puts_the_pixels_of_all_images_in_one_order(digits):
    after = scramble(digits, 5).images.reshape(len(digits), 784)
    assert np.array_equal(after, digits.images.reshape(len(digits), 784)[:, permutation(5)])
    assert sorted(permutation(5)) == list(range(784))


def test_scrambling_each_image_keeps_its_pixels_and_gives_every_one_another_order():
    numbered = (np.arange(784) % 256).astype(np.uint8).reshape(1, 28, 28)
    digits = Digits(np.repeat(numbered, 3, 0), np.zeros(3, np.int64), "")
    after = scramble(digits, 5, each=True).images.reshape(3, 784)
    assert not np.array_equal(after[0], after[1])
    for image in after:
        assert np.array_equal(np.sort(image), np.sort(numbered.ravel()))


def test_digits_that_are_left_out_are_gone_and_all_others_stay(digits):
    after = leave_out(digits, (3, 8))
    assert not np.isin(after.labels, [3, 8]).any()
    assert len(after) == (~np.isin(digits.labels, [3, 8])).sum()


def test_a_few_images_are_different_ones_in_their_order(digits):
    after = subset(digits, 50, 1)
    assert len(after) == 50
    places = [int(np.flatnonzero((digits.images == image).all((1, 2)))[0]) for image in after.images]
    assert places == sorted(set(places))
    assert len(subset(digits, 5_000)) == len(digits)


def test_without_changes_the_sets_are_those_of_the_split(some_digits):
    sets, expected = Changes().sets(some_digits, None, 0.2, 3), split(some_digits, 0.2, 3)
    for found, part in zip(sets, expected, strict=True):
        assert np.array_equal(found.images, part.images)
        assert np.array_equal(found.labels, part.labels)
    assert not Changes()


def test_a_change_is_applied_where_it_says(digits):
    train, test = only(Change("inverted", 0, "training")).sets(digits, digits)
    assert np.array_equal(train.images, 255 - digits.images)
    assert np.array_equal(test.images, digits.images)
    train, test = only(Change("inverted", 0, "testing")).sets(digits, digits)
    assert np.array_equal(train.images, digits.images)
    assert np.array_equal(test.images, 255 - digits.images)
    train, test = only(Change("inverted")).sets(digits, digits)
    assert np.array_equal(train.images, test.images)


def test_the_same_images_are_kept_for_the_test_whatever_is_applied(some_digits):
    _, plain = Changes().sets(some_digits, None, 0.2, 3)
    _, test = only(Change("few", 100, "training"), Change("left_out", (3,), "training")).sets(some_digits, None, 0.2, 3)
    assert np.array_equal(test.images, plain.images)


def test_a_digit_left_out_of_training_is_still_tested(some_digits):
    train, test = only(Change("left_out", (3,), "training")).sets(some_digits, None, 0.2)
    assert 3 not in train.labels
    assert 3 in test.labels


def test_training_and_testing_are_scrambled_in_one_order_but_shifted_each_in_its_own(digits):
    train, test = only(Change("scrambled")).sets(digits, digits)
    assert np.array_equal(train.images, test.images)
    train, test = only(Change("shifted", 3)).sets(digits, digits)
    assert not np.array_equal(train.images, test.images)


def test_the_sets_depend_on_nothing_but_what_is_chosen(some_digits):
    chosen = (Change("shifted", 2), Change("scrambled_each"), Change("few", 300, "training"))
    first, again = Changes(chosen).sets(some_digits), Changes(chosen[::-1]).sets(some_digits)
    for one, other in zip(first, again, strict=True):
        assert np.array_equal(one.images, other.images)
        assert np.array_equal(one.labels, other.labels)


def test_what_comes_in_from_the_side_is_paper_also_where_the_images_are_inverted(digits):
    train, _ = only(Change("inverted"), Change("shifted", 2)).sets(digits, digits)
    assert (train.images[:, 0, 0] == 255).all()


EVERYTHING = [
    Change("left_out", (3, 8), "training"), Change("few", 60, "training"), Change("shifted", 2), Change("binarised"),
    Change("inverted"), Change("scrambled_each", where="training"), Change("scrambled"),
]  # fmt: skip


def test_augmentation_has_its_place_after_the_choice_of_images_and_their_shifts(some_digits):
    changes = only(*EVERYTHING)
    before, test = changes.sets_to_train(some_digits, None, 0.2, 3)
    train, same_test = changes.sets(some_digits, None, 0.2, 3)
    after = changes.after_augmentation(before)
    assert np.array_equal(after.images, train.images)
    assert np.array_equal(after.labels, train.labels)
    assert np.array_equal(test.images, same_test.images)
    chosen, _ = only(*EVERYTHING[:3]).sets(some_digits, None, 0.2, 3)
    assert np.array_equal(before.images, chosen.images)


def test_where_nothing_follows_augmentation_the_very_set_is_given(digits):
    changes = only(Change("shifted", 2), Change("inverted", where="testing"))
    assert changes.after_augmentation(digits) is digits


def test_a_change_replaces_another_of_its_kind_and_can_be_removed():
    changes = only(Change("shifted", 2), Change("inverted")).with_(Change("shifted", 5))
    assert {change.value for change in changes.chosen if change.kind == "shifted"} == {5}
    assert [change.kind for change in changes.without("shifted").chosen] == ["inverted"]
    with pytest.raises(UserError):
        only(Change("inverted"), Change("inverted"))


def test_what_is_applied_reads_as_people_say_it():
    changes = only(Change("shifted", 3, "testing"), Change("left_out", (8, 3)), Change("few", 2_000, "training"))
    assert str(changes) == "without 3 and 8, 2,000 images (training only), shifted by up to 3 px (testing only)"
    assert str(only(Change("few", 1), Change("left_out", (7,)))) == "without 7, 1 image"


@pytest.mark.parametrize(
    ("kind", "value", "where"),
    [
        ("shifted", 0, "both"),
        ("shifted", 28, "both"),
        ("few", 0, "both"),
        ("left_out", (), "both"),
        ("left_out", tuple(range(62)), "both"),
        ("inverted", 0, "nowhere"),
        ("turned", 90, "both"),
    ],
)
def test_what_cannot_be_applied_is_refused(kind, value, where):
    with pytest.raises(UserError):
        Change(kind, value, where)


def test_a_set_of_which_nothing_is_left_is_refused_in_a_sentence(digits):
    threes = digits.take(np.flatnonzero(digits.labels == 3))
    with pytest.raises(UserError, match="leave no images"):
        only(Change("left_out", (3,))).sets(threes, threes)


@pytest.mark.parametrize(
    ("kind", "value"), [("left_out", (0,) * 2_000), ("left_out", (1, 77)), ("left_out", (-1,)), ("few", 10**4_000)]
)
def test_a_change_of_more_than_there_is_is_refused(kind, value):
    with pytest.raises(UserError):
        Change(kind, value)


def test_classes_that_are_left_out_are_called_by_their_names(classed):
    changes = only(Change("left_out", (1,), "training"))
    train, test = changes.sets(classed, None, 0.2)
    assert (train.names, test.names) == (classed.names, classed.names)
    assert set(train.labels) == set(range(classed.classes)) - {1}
    assert set(test.labels) == set(range(classed.classes))
    assert changes.words(classed.names) == f"without {classed.names[1]} (training only)"
    assert Change("left_out", tuple(range(3, 61))).words(classed.names) == "without 58 classes"


def test_where_all_classes_are_left_out_a_sentence_says_so(classed):
    with pytest.raises(UserError, match="leave no images for training: without"):
        only(Change("left_out", tuple(range(classed.classes))[:61]), Change("few", 1)).training(
            classed.take(np.flatnonzero(classed.labels < 61))
        )


def test_of_a_set_some_classes_can_be_left_out_and_not_all(classed):
    assert leaving_out((1, 1, 0), plain_names(10)) == Change("left_out", (0, 1))
    assert leaving_out((0,), classed.names, "training") == Change("left_out", (0,), "training")
    for names, words in ((classed.names, f"{classed.classes - 1} of the"), (plain_names(10), "1 to 9 of the ten")):
        for which in ((), range(len(names))):
            with pytest.raises(UserError, match=words) as refused:
                leaving_out(which, names)
            assert refused.value.field == "left_out"
