"""The digits that ship are MNIST."""

import zipfile

import numpy as np
import pytest

from engine.digits.bundle import bundled
from engine.errors import UserError
from engine.files import RESOURCES


@pytest.fixture(scope="module")
def all_digits():
    return bundled("mnist-60k")


def as_rows(digits):
    """Image and label as one row of bytes each, sorted."""
    rows = np.column_stack([digits.images.reshape(len(digits), -1), digits.labels.astype(np.uint8)])
    return np.sort(np.ascontiguousarray(rows).view(f"V{rows.shape[1]}").ravel())


@pytest.mark.parametrize(("name", "count"), [("mnist-20k", 20_000), ("mnist-60k", 60_000), ("mnist-test", 10_000)])
def test_bundled_sets_have_the_images_that_their_names_say(name, count):
    digits = bundled(name)
    assert len(digits) == count
    assert digits.images.shape == (count, 28, 28)
    assert digits.images.dtype == np.uint8
    assert digits.labels.shape == (count,)
    assert digits.labels.dtype == np.int64
    assert set(digits.labels) == set(range(10))
    assert digits.name


def test_the_twenty_thousand_are_the_default(lesson_digits):
    assert np.array_equal(bundled().images, lesson_digits.images)


def test_pixels_have_the_well_known_mean_and_deviation(all_digits):
    values, counts = np.arange(256) / 255, sum(np.bincount(image.ravel(), minlength=256) for image in all_digits.images)
    mean = np.average(values, weights=counts)
    assert mean == pytest.approx(0.1307, abs=5e-5)
    assert np.sqrt(np.average((values - mean) ** 2, weights=counts)) == pytest.approx(0.3081, abs=5e-5)


def test_the_sixty_thousand_are_in_their_original_order(all_digits):
    assert all_digits.labels[:12].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4, 3, 5]
    assert np.bincount(all_digits.labels).tolist() == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]


def test_the_test_set_is_the_official_one():
    digits = bundled("mnist-test")
    assert digits.labels[:12].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9, 0, 6]
    assert np.bincount(digits.labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_the_twenty_thousand_are_among_the_sixty_thousand(all_digits, lesson_digits):
    few, all_of_them = as_rows(lesson_digits), as_rows(all_digits)
    assert np.isin(few, all_of_them).all()
    assert len(np.unique(few)) == len(few)
    assert 1_900 < (lesson_digits.labels == 7).sum() < 2_300


def test_an_unknown_set_is_a_bug_of_the_caller():
    with pytest.raises(KeyError):
        bundled("mnist-30k")


def test_a_missing_file_is_said_in_a_sentence(tmp_path):
    with pytest.raises(UserError, match=r"missing.*nowhere"):
        bundled("mnist-20k", tmp_path / "nowhere.npz")


def whole_file():
    return (RESOURCES / "mnist.npz").read_bytes()


def with_garbage_in_the_middle():
    data = bytearray(whole_file())
    data[100_000:100_100] = bytes(100)
    return bytes(data)


@pytest.mark.parametrize(
    "content",
    [
        lambda: b"",
        lambda: b"label,1x1,1x2\n5,0,0\n",
        lambda: b"\x93NUMPY garbage",
        lambda: whole_file()[: len(whole_file()) // 2],
        lambda: whole_file()[:1000],
        with_garbage_in_the_middle,
    ],
    ids=["empty", "text", "half a header", "truncated", "nearly nothing", "damaged within"],
)
def test_a_damaged_file_is_said_in_a_sentence(tmp_path, content):
    path = tmp_path / "digits.npz"
    path.write_bytes(content())
    with pytest.raises(UserError, match=r"damaged.*digits\.npz"):
        bundled("mnist-20k", path)


@pytest.mark.parametrize(
    "arrays",
    [
        {"test_images": np.zeros((5, 28, 28), np.uint8)},
        {"test_images": np.zeros((5, 28, 28), np.uint8), "test_labels": np.zeros(4, np.uint8)},
        {"test_images": np.zeros((5, 784), np.uint8), "test_labels": np.zeros(5, np.uint8)},
        {"test_images": np.zeros((5, 28, 28), np.uint8), "test_labels": np.zeros((5, 1), np.uint8)},
        {"test_images": np.zeros((5, 28, 28), np.float32), "test_labels": np.zeros(5, np.uint8)},
        {"test_images": np.zeros((5, 28, 28), np.uint8), "test_labels": np.full(5, 10, np.uint8)},
        {"test_images": np.zeros((5, 28, 28), np.uint8), "test_labels": np.full(5, "seven")},
        {"test_images": np.array([{}, {}], object), "test_labels": np.zeros(2, np.uint8)},
    ],
    ids=[
        "no labels",
        "a label short",
        "flat images",
        "labels in a column",
        "floats",
        "an eleventh digit",
        "labels in words",
        "pickled objects",
    ],
)
def test_a_file_with_other_arrays_counts_as_damaged(tmp_path, arrays):
    path = tmp_path / "digits.npz"
    np.savez(path, **arrays)
    with pytest.raises(UserError, match=r"damaged.*digits\.npz"):
        bundled("mnist-test", path)


def test_a_zip_file_of_something_else_counts_as_damaged(tmp_path):
    path = tmp_path / "digits.npz"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("lesson_images.npy", b"not an array")
        file.writestr("lesson_labels.npy", b"")
    with pytest.raises(UserError, match="damaged"):
        bundled("mnist-20k", path)


def test_a_single_array_counts_as_damaged(tmp_path):
    path = tmp_path / "digits.npz"
    with path.open("wb") as file:
        np.save(file, np.zeros((5, 28, 28), np.uint8))
    with pytest.raises(UserError, match="damaged"):
        bundled("mnist-20k", path)


def test_a_folder_in_the_place_of_the_file_is_said_in_a_sentence(tmp_path):
    with pytest.raises(UserError, match="damaged"):
        bundled("mnist-20k", tmp_path)
