"""What the Data page says of the digits is what numpy says of them."""

import numpy as np
import pytest

from engine.digits.dataset import Digits
from engine.digits.summary import (
    compare,
    correlations,
    counts,
    mean_image,
    of_digit,
    overview,
    pixel_histogram,
    pixel_levels,
    sample,
    scaled,
)
from engine.errors import UserError


@pytest.fixture(scope="module")
def sevens(lesson_digits):
    """Every seven of the lesson, correlated with every other."""
    return correlations(lesson_digits, 7)


def upper(matrix):
    """What lies over the diagonal, as the lesson takes it."""
    return matrix[np.triu_indices(len(matrix), 1)]


def blank(values, labels=None):
    """Images of one value each."""
    images = np.repeat(np.asarray(values, np.uint8), 784).reshape(-1, 28, 28)
    return Digits(images, np.asarray(labels if labels is not None else [7] * len(values), np.int64), "blank")


def test_the_overview_is_what_numpy_counts(lesson_digits):
    found = overview(lesson_digits)
    assert found.count == 20_000
    assert np.array_equal(found.counts, np.bincount(lesson_digits.labels))
    assert (found.low, found.high) == (0, 255)
    np.testing.assert_allclose(found.mean, lesson_digits.images.mean(0), rtol=1e-12)
    assert found.black == pytest.approx(100 * (lesson_digits.images == 0).mean())


def test_an_empty_set_has_no_overview(lesson_digits):
    with pytest.raises(UserError, match="no images"):
        overview(lesson_digits.take(np.arange(0)))


def test_counts_name_all_ten_digits_also_where_some_are_missing():
    assert counts(blank([1, 2, 3], [0, 0, 4])).tolist() == [2, 0, 0, 0, 1, 0, 0, 0, 0, 0]


def test_a_sample_holds_different_images_and_depends_on_the_seed(lesson_digits):
    one, same, other = (sample(lesson_digits, 12, seed) for seed in (0, 0, 1))
    assert len(set(one.tolist())) == 12
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_a_sample_of_a_small_set_is_all_of_it():
    assert sorted(sample(blank([1, 2, 3]), 12, 0)) == [0, 1, 2]


def test_the_mean_of_a_digit_is_that_of_its_images(lesson_digits):
    for digit in (0, 7):
        images = lesson_digits.images[lesson_digits.labels == digit]
        np.testing.assert_allclose(mean_image(images), images.mean(0), rtol=1e-12)


def test_no_images_have_a_black_mean():
    assert not mean_image(np.empty((0, 28, 28), np.uint8)).any()


def test_the_histogram_of_pixel_values_is_exactly_numpys(some_digits):
    levels = pixel_levels(some_digits.images)
    found, (expected, edges) = pixel_histogram(levels), np.histogram(some_digits.images, 50)
    assert np.array_equal(found.counts, expected)
    assert np.array_equal(found.edges, edges)
    assert found.counts.sum() == some_digits.images.size


@pytest.mark.parametrize("input_range", [(0, 1), (-1, 0), (10, 15), (1, 0), (-0.1307 / 0.3081, 0.8693 / 0.3081)])
def test_the_histogram_after_normalisation_is_exactly_numpys(some_digits, input_range):
    fed = scaled(some_digits.images, input_range)
    found, (expected, edges) = pixel_histogram(pixel_levels(some_digits.images), input_range), np.histogram(fed, 50)
    assert np.array_equal(found.counts, expected)
    assert np.array_equal(found.edges, edges)


def test_black_and_white_become_the_ends_of_the_range():
    assert scaled(np.array([0, 255]), (-1, 0)).tolist() == [-1, 0]


def test_the_correlations_are_numpys(lesson_digits, sevens):
    images = lesson_digits.images[sevens.kept].reshape(len(sevens.kept), -1)
    np.testing.assert_allclose(sevens.matrix, np.corrcoef(images), rtol=0, atol=1e-5)
    assert np.array_equal(sevens.kept, np.flatnonzero(lesson_digits.labels == 7))


def test_correlations_stay_within_one_and_are_one_with_oneself(sevens):
    assert sevens.matrix.max() <= 1
    assert np.diag(sevens.matrix) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(sevens.matrix, sevens.matrix.T)


def test_the_histogram_of_the_unique_correlations_is_exactly_numpys(sevens):
    expected, edges = np.histogram(upper(sevens.matrix), 100)
    assert np.array_equal(sevens.pairs.counts, expected)
    assert np.array_equal(sevens.pairs.edges, edges)


def test_the_histogram_shows_what_is_below_zero_and_peaks_near_four_tenths(sevens):
    assert -0.2 < sevens.pairs.edges[0] < 0
    assert 0.35 < sevens.pairs.edges[sevens.pairs.counts.argmax()] < 0.5


def test_a_constant_image_is_left_out_and_counted(lesson_digits):
    few = lesson_digits.take(of_digit(lesson_digits, 7)[:20])
    images = few.images.copy()
    images[3], images[11] = 0, 90
    found = correlations(Digits(images, few.labels, ""), 7)
    assert found.constant == 2
    assert len(found.matrix) == 18
    assert not np.isin([3, 11], found.kept).any()
    assert np.isfinite(found.matrix).all()


def test_of_too_many_images_the_first_ones_are_correlated(lesson_digits):
    found = correlations(lesson_digits, 7, most=100)
    assert np.array_equal(found.kept, of_digit(lesson_digits, 7)[:100])
    assert found.beyond == (lesson_digits.labels == 7).sum() - 100


@pytest.mark.parametrize("digits", [blank([0, 9, 200]), blank([1])], ids=["all constant", "a single one"])
def test_where_nothing_can_be_correlated_a_sentence_says_so(digits):
    with pytest.raises(UserError, match="7"):
        correlations(digits, 7)


def test_two_digits_are_compared_within_and_between(lesson_digits):
    found = compare(lesson_digits, 1, 8, most=200)
    ones, eights = found.kept[: found.border], found.kept[found.border :]
    assert set(lesson_digits.labels[ones]) == {1}
    assert set(lesson_digits.labels[eights]) == {8}
    vectors = lesson_digits.images[found.kept].reshape(len(found.kept), -1)
    np.testing.assert_allclose(found.matrix, np.corrcoef(vectors), rtol=0, atol=1e-5)
    parts = (
        (found.within[0], upper(found.matrix[:200, :200])),
        (found.within[1], upper(found.matrix[200:, 200:])),
        (found.between, found.matrix[:200, 200:].ravel()),
    )
    for histogram, values in parts:
        assert np.array_equal(histogram.edges, found.between.edges)
        assert np.array_equal(histogram.counts, np.histogram(values, histogram.edges)[0])


def test_two_ones_are_more_alike_than_a_one_and_an_eight(lesson_digits):
    found = compare(lesson_digits, 1, 8, most=200)
    assert found.matrix[:200, :200].mean() > found.matrix[:200, 200:].mean() + 0.1
    np.testing.assert_allclose(found.means[0], mean_image(lesson_digits.images[lesson_digits.labels == 1]))


def test_a_digit_without_images_cannot_be_compared(lesson_digits):
    some = lesson_digits.take(np.flatnonzero(lesson_digits.labels != 8))
    with pytest.raises(UserError, match="8"):
        compare(some, 1, 8)


def test_two_images_are_enough_to_be_correlated_and_two_of_each_digit_to_be_compared(lesson_digits):
    few = lesson_digits.take(np.concatenate([of_digit(lesson_digits, digit)[:2] for digit in (1, 8)]))
    assert correlations(few, 1).matrix.shape == (2, 2)
    assert correlations(few, 1).pairs.counts.sum() == 1
    assert compare(few, 1, 8).matrix.shape == (4, 4)


def test_any_number_of_classes_is_summed_up(classed):
    assert overview(classed).counts.tolist() == np.bincount(classed.labels).tolist()
    last = classed.classes - 1
    assert len(correlations(classed, last).matrix) == (classed.labels == last).sum()
    without = classed.take(np.flatnonzero(classed.labels != last))
    assert counts(without).tolist()[-1] == 0
    with pytest.raises(UserError, match=f"two images of “{classed.names[last]}” that could be correlated"):
        correlations(without, last)
    with pytest.raises(UserError, match=f"two images of “{classed.names[last]}” that could be compared"):
        compare(without, 0, last)
