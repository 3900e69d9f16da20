"""What belongs together is found, in folders and archives and beside a file."""

import gzip
import zipfile

import numpy as np
import pytest
from PIL import Image

from engine.digits.readers import Cancelled, NoLabels, read_sets

HEADER = "label," + ",".join(f"pixel{place}" for place in range(784))


@pytest.fixture
def rest(some):
    return some.take(np.arange(10))


@pytest.fixture
def kaggle(tmp_path, some, rest, rows_of, csv_of):
    """Kaggle's three files of its competition."""
    folder = tmp_path / "digit-recognizer"
    folder.mkdir()
    csv_of(folder / "train.csv", rows_of(some), HEADER)
    csv_of(folder / "test.csv", [row[1:] for row in rows_of(rest)], HEADER.removeprefix("label,"))
    (folder / "sample_submission.csv").write_text("ImageId,Label\n1,0\n2,0\n")
    return folder


def zipped(folder):
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for one in sorted(folder.rglob("*")):
            file.write(one, one.relative_to(folder))
        file.writestr("__MACOSX/._train.csv", b"junk")
    return path


@pytest.mark.parametrize("way", ["file", "folder", "zip"])
def test_kaggles_images_without_labels_come_with_those_that_have_some(kaggle, some, rest, way, same):
    path = {"file": kaggle / "train.csv", "folder": kaggle, "zip": kaggle}[way]
    found = read_sets(zipped(kaggle) if way == "zip" else path)
    same(found.digits, some)
    assert found.test_digits is None
    assert np.array_equal(found.unlabelled.images, rest.images)


@pytest.mark.parametrize("name", ["mnist_test.csv", "mnist_val.csv", "mnist_valid.csv"])
def test_a_test_file_beside_is_the_test_set(tmp_path, some, rest, name, same, rows_of, csv_of):
    path = csv_of(tmp_path / "mnist_train.csv", rows_of(some))
    csv_of(tmp_path / name, rows_of(rest))
    found = read_sets(path)
    same(found.digits, some)
    same(found.test_digits, rest)
    assert name in found.note
    assert read_sets(tmp_path / name).test_digits is None


def test_a_test_file_that_cannot_be_read_does_no_harm_and_is_said(tmp_path, some, same, rows_of, csv_of):
    path = csv_of(tmp_path / "train.csv", rows_of(some))
    (tmp_path / "test.csv").write_text("1,2,3\n")
    found = read_sets(path)
    same(found.digits, some)
    assert found.test_digits is None
    assert "test.csv, were left out" in found.note


@pytest.mark.parametrize("layout", ["{0}", "{0}/{0}"])
def test_a_folder_of_idx_files_is_opened_whole(tmp_path, some, rest, layout, same, idx_of):
    for part, digits in (("train", some), ("t10k", rest)):
        for kind, array in (("images-idx3", digits.images), ("labels-idx1", digits.labels)):
            path = tmp_path / layout.format(f"{part}-{kind}-ubyte")
            path.parent.mkdir(exist_ok=True)
            idx_of(path, array)
    for path in (tmp_path, tmp_path / layout.format("train-images-idx3-ubyte")):
        found = read_sets(path)
        same(found.digits, some)
        same(found.test_digits, rest)


def test_a_folder_of_several_sets_names_them(tmp_path, some, refused, pair_of):
    for name in ("emnist-digits-", "emnist-mnist-"):
        (tmp_path / name).mkdir()
        for path in pair_of(tmp_path / name, some):
            path.rename(tmp_path / f"{name}{path.name}")
    refused(tmp_path, "several sets", "emnist-digits-train-images-idx3-ubyte", "open one")


@pytest.mark.parametrize("inner", ["mnist.npz", "mnist.csv.gz", "x/mnist.csv"])
def test_an_archive_may_hold_any_file_that_can_be_opened(tmp_path, some, inner, same, rows_of, csv_of):
    csv_of(tmp_path / "a.csv", rows_of(some))
    if inner.endswith("npz"):
        np.savez(tmp_path / "a", x_train=some.images, y_train=some.labels)
    data = (tmp_path / ("a.npz" if inner.endswith("npz") else "a.csv")).read_bytes()
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as file:
        file.writestr(inner, gzip.compress(data) if inner.endswith("gz") else data)
    same(read_sets(tmp_path / "set.zip").digits, some)


def test_a_mapping_is_read_from_an_archive_too(tmp_path, some, idx_of):
    idx_of(tmp_path / "i", 255 - some.images)
    idx_of(tmp_path / "l", np.arange(40) % 26 + 1)
    with zipfile.ZipFile(tmp_path / "gzip.zip", "w") as file:
        file.write(tmp_path / "i", "gzip/emnist-letters-train-images-idx3-ubyte")
        file.write(tmp_path / "l", "gzip/emnist-letters-train-labels-idx1-ubyte")
        file.writestr("gzip/emnist-letters-mapping.txt", "\n".join(f"{k} {64 + k} {96 + k}" for k in range(1, 27)))
    assert read_sets(tmp_path / "gzip.zip").digits.names == tuple("abcdefghijklmnopqrstuvwxyz")


def test_pictures_in_an_archive_are_read_as_in_a_folder(tmp_path, some, same):
    for index, (image, label) in enumerate(zip(some.images, some.labels, strict=True)):
        (tmp_path / "set" / "mine" / f"0{label}").mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(tmp_path / "set" / "mine" / f"0{label}" / f"{index:03}.png")
    expected = some.take(np.argsort(some.labels, kind="stable"))
    for path in (tmp_path / "set", zipped(tmp_path / "set")):
        found = read_sets(path).digits
        same(found, expected)
        assert found.origin == str(path)


def test_an_archive_of_nothing_is_refused(tmp_path, refused):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("readme.txt", b"hello")
    refused(tmp_path / "a.zip", "no images")


def test_images_alone_are_told_from_sets(tmp_path, some, idx_of):
    with pytest.raises(NoLabels, match="40 images and no labels"):
        read_sets(idx_of(tmp_path / "t10k-images-idx3-ubyte", some.images))


@pytest.mark.parametrize("way", ["folder", "zip", "train.csv"])
def test_any_reading_can_be_given_up_at_once(kaggle, way):
    path = {"folder": kaggle, "zip": None, "train.csv": kaggle / "train.csv"}[way] or zipped(kaggle)
    asked = []
    read_sets(path, cancelled=lambda: bool(asked.append(1)))
    for allowed in range(0, len(asked), 3):
        left = [1] * allowed
        with pytest.raises(Cancelled):
            read_sets(path, cancelled=lambda left=left: not (left and left.pop()))


def test_a_file_beside_training_and_testing_is_said_to_be_unused(tmp_path, some, rest, rows_of, csv_of):
    for name in ("train", "val", "test"):
        csv_of(tmp_path / f"{name}.csv", rows_of(rest))
    assert "Not used from" in read_sets(tmp_path).note
    assert "val.csv" in read_sets(tmp_path).note
