"""A split is fair, and scikit-learn's."""

import numpy as np
import pytest
from sklearn.model_selection import train_test_split

from engine.digits.dataset import Digits
from engine.digits.splitting import split
from engine.errors import UserError


def numbered(labels):
    """Images that can be told apart: the first two pixels hold the image's number."""
    images = np.zeros((len(labels), 28, 28), np.uint8)
    images[:, 0, 0], images[:, 0, 1] = np.divmod(np.arange(len(labels)), 256)
    return Digits(images, np.asarray(labels, np.int64), "numbered")


def numbers(digits):
    return digits.images[:, 0, 0].astype(int) * 256 + digits.images[:, 0, 1]


def test_a_split_puts_every_image_on_one_side_with_its_label():
    digits = numbered(np.arange(1_000) % 10)
    train, test = split(digits, 0.1)
    assert (len(train), len(test)) == (900, 100)
    assert sorted([*numbers(train), *numbers(test)]) == list(range(1_000))
    for part in (train, test):
        assert np.array_equal(part.labels, numbers(part) % 10)


def test_a_split_keeps_each_digits_share(lesson_digits):
    train, test = split(lesson_digits, 0.1)
    assert (len(train), len(test)) == (18_000, 2_000)
    for digit in range(10):
        in_all = (lesson_digits.labels == digit).sum()
        assert abs((test.labels == digit).sum() - in_all / 10) <= 1


def scikit_learns(digits, test_fraction, seed):
    """The numbers of scikit-learn's training and test images; none if it refuses."""
    try:
        return train_test_split(numbers(digits), test_size=test_fraction, stratify=digits.labels, random_state=seed)
    except ValueError:
        return None


@pytest.mark.parametrize("seed", range(60))
def test_a_split_is_scikit_learns(seed):
    random = np.random.default_rng(seed)
    there = random.permutation(10)[: random.integers(1, 11)]
    shares = random.dirichlet(np.full(len(there), random.choice([0.3, 1, 20])))
    digits = numbered(random.choice(there, random.integers(2, 2_000), p=shares))
    for test_fraction in (0.1, 0.5, random.uniform(0.01, 0.99)):
        expected = scikit_learns(digits, test_fraction, seed)
        if expected is None:
            with pytest.raises(UserError):
                split(digits, test_fraction, seed)
        else:
            for part, its in zip(split(digits, test_fraction, seed), expected, strict=True):
                assert numbers(part).tolist() == its.tolist()


def test_the_lessons_split_is_scikit_learns(lesson_digits):
    digits = numbered(lesson_digits.labels)
    for part, its in zip(split(digits), scikit_learns(digits, 0.1, 0), strict=True):
        assert np.array_equal(numbers(part), its)


def test_a_split_is_in_random_order():
    train, _ = split(numbered(np.arange(1_000) % 10))
    assert not np.array_equal(numbers(train), np.sort(numbers(train)))


def test_the_seed_decides_the_split(lesson_digits):
    digits = lesson_digits.take(np.arange(500))
    one, same, other = (split(digits, 0.2, seed)[1] for seed in (0, 0, 1))
    assert np.array_equal(one.images, same.images)
    assert not np.array_equal(one.images, other.images)


@pytest.mark.parametrize("labels", [[0, 1, 2], list(range(10)), [*([3] * 50), 4], []])
def test_a_set_too_small_to_split_is_refused_at_the_field(labels):
    with pytest.raises(UserError) as refused:
        split(numbered(labels), 0.1)
    assert refused.value.field == "test_fraction"


def test_with_any_number_of_classes_it_is_that_of_scikit_learn(classed):
    for fraction, seed in ((0.1, 0), (0.25, 7), (0.5, 3)):
        train, test = split(classed, fraction, seed)
        rows = np.arange(len(classed))
        theirs = train_test_split(rows, test_size=fraction, stratify=classed.labels, random_state=seed)
        for ours, indices in zip((train, test), theirs, strict=True):
            assert np.array_equal(ours.images, classed.images[indices])
            assert np.array_equal(ours.labels, classed.labels[indices])
            assert ours.names == classed.names
