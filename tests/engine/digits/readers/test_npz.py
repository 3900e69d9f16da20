"""NPZ is read as Keras writes MNIST, and nothing in it is ever unpickled."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from numpy.lib import format as npy

from engine import limits
from engine.digits.dataset import Digits
from engine.digits.readers import read_sets


def test_keras_npz_is_read_with_its_test_set(tmp_path, some, same):
    path, rest = tmp_path / "mnist.npz", some.take(np.arange(10))
    np.savez(path, x_train=some.images, y_train=some.labels.astype(np.uint8), x_test=rest.images, y_test=rest.labels)
    found = read_sets(path)
    same(found.digits, some)
    same(found.test_digits, rest)
    assert found.digits.name != found.test_digits.name


def test_an_npz_without_a_test_set_is_read_too_as_vectors_or_with_a_channel(tmp_path, some, same):
    for shape in ((-1, 784), (-1, 28, 28, 1)):
        np.savez_compressed(tmp_path / "a.npz", x_train=some.images.reshape(shape), y_train=some.labels[:, None])
        found = read_sets(tmp_path / "a.npz")
        same(found.digits, some)
        assert found.test_digits is None


def test_pixels_between_zero_and_one_are_scaled_and_the_person_is_told(tmp_path, some, same):
    np.savez(tmp_path / "a.npz", x_train=some.images / np.float32(255), y_train=some.labels)
    found = read_sets(tmp_path / "a.npz")
    same(found.digits, some)
    assert "255" in found.note


def test_an_npz_without_the_arrays_lists_what_it_has(tmp_path, some, refused):
    np.savez(tmp_path / "a.npz", weights=some.images, bias=some.labels)
    refused(tmp_path / "a.npz", "x_train", "“weights”", "“bias”")
    np.savez(tmp_path / "many.npz", **{f"a{index}": some.labels for index in range(10)})
    refused(tmp_path / "many.npz", "“a7” and 2 more")
    np.savez(tmp_path / "none.npz")
    refused(tmp_path / "none.npz", "it has no arrays at all")


class Bomb:
    """Unpickling it would be noticed."""

    def __reduce__(self):
        return (Path.touch, (Path("/nowhere/unpickled"),))


def test_pickled_objects_are_refused_and_never_unpickled(tmp_path, some, monkeypatch, refused):
    np.savez(tmp_path / "a.npz", x_train=np.array([Bomb()] * 40, object), y_train=some.labels)
    monkeypatch.setattr(Path, "touch", lambda *_: pytest.fail("it was unpickled"))
    refused(tmp_path / "a.npz", "x_train", "pickled")


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("x_train", lambda a: a.astype(int) - 1, ["image 1", "row 0, column 0", "-1"]),
        ("x_train", lambda a: a.astype(int) + 1, ["256"]),
        ("x_train", lambda a: np.where(a > 200, np.nan, a), ["nan"]),
        ("x_train", lambda a: a + 0.5, ["255.5"]),
        ("x_train", lambda a: a[0, 0], ["shape"]),
        ("x_train", lambda a: a / -510 - 0.5, ["image 1, row 0, column 0", "is -0.5,"]),
        ("x_train", lambda a: a[:-1], ["39", "40"]),
        ("x_train", lambda a: a[:0], ["0 images"]),
        ("y_train", lambda a: a + 0.25, ["not a digit"]),
        ("y_train", lambda a: np.eye(10)[a] * 2, ["shape", "row 1"]),
        ("y_train", lambda a: a.astype(complex), ["not numbers"]),
    ],
)
def test_an_npz_with_other_numbers_is_refused(tmp_path, some, name, change, words, refused):
    arrays = {"x_train": some.images, "y_train": some.labels}
    arrays[name] = change(arrays[name])
    np.savez(tmp_path / "a.npz", **arrays)
    refused(tmp_path / "a.npz", "a.npz", *words)


def test_a_zip_file_of_something_else_is_refused(tmp_path, refused):
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as file:
        file.writestr("x_train.npy", b"not an array")
        file.writestr("y_train.npy", b"")
    refused(tmp_path / "a.npz", "a.npz")


def test_an_array_that_unpacks_to_far_more_than_images_do_is_refused_unread(tmp_path, monkeypatch, refused):
    zeros = np.zeros((100_000, 28, 28), np.uint8)
    np.savez_compressed(tmp_path / "bomb.npz", x_train=zeros, y_train=np.zeros(100_000, np.uint8))
    monkeypatch.setattr(npy, "read_array", lambda *_, **__: pytest.fail("it was read"))
    refused(tmp_path / "bomb.npz", "x_train.npy", "would unpack from")


def test_more_images_than_a_set_has_are_refused_unread(tmp_path, some, monkeypatch, refused):
    np.savez(tmp_path / "many.npz", x_train=some.images, y_train=some.labels)
    monkeypatch.setattr(limits, "IMAGES", len(some) - 1)
    refused(tmp_path / "many.npz", f"{len(some)} images", "at most")


def test_a_header_that_says_that_it_is_huge_is_refused_unread(tmp_path, refused):
    header = b"\x93NUMPY\2\0" + (2**31).to_bytes(4, "little")
    with zipfile.ZipFile(tmp_path / "a.npz", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("x_train.npy", header + bytes(3_000_000))
        file.writestr("y_train.npy", header)
    refused(tmp_path / "a.npz", "x_train.npy", "its header is too large")


def test_a_zip_with_a_long_table_of_contents_is_refused(tmp_path, refused):
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as file:
        for number in range(1_100):
            file.writestr(f"{number:01000}", b"")
    refused(tmp_path / "a.npz", "a.npz is damaged, or made to do harm")


@pytest.mark.parametrize("kind", [np.float64, np.float32, np.int64, np.uint16, np.bool_])
def test_numbers_of_any_kind_are_converted_block_by_block_as_at_once(tmp_path, some, kind, same):
    images = some.images > 127 if kind is np.bool_ else some.images
    np.savez(tmp_path / "a.npz", x_train=np.tile(images, (60, 1, 1)).astype(kind), y_train=np.tile(some.labels, 60))
    expected = Digits(
        np.tile(images * np.uint8(255 if kind is np.bool_ else 1), (60, 1, 1)), np.tile(some.labels, 60), ""
    )
    same(read_sets(tmp_path / "a.npz").digits, expected)


def test_a_wrong_pixel_far_behind_is_named_by_its_own_number(tmp_path, some, refused):
    images = np.tile(some.images, (60, 1, 1)).astype(np.float64)
    images[2_345, 6, 7] = 300
    np.savez(tmp_path / "a.npz", x_train=images, y_train=np.tile(some.labels, 60))
    refused(tmp_path / "a.npz", "image 2,346, row 6, column 7", "300")


@pytest.mark.parametrize("size", ["0x" + "f" * 8_000, "-0x" + "f" * 8_000, "-1", str(2**63)])
def test_a_size_that_no_array_has_is_refused_without_being_written_out(tmp_path, size, refused):
    text = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({size}, 28, 28)}}\n".encode()
    header = b"\x93NUMPY\1\0" + len(text).to_bytes(2, "little") + text
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as file:
        file.writestr("x_train.npy", header)
        file.writestr("y_train.npy", header)
    refused(tmp_path / "a.npz", "x_train.npy", "shape")
