"""Known sets are recognised, and their classes called as people call them."""

import numpy as np
import pytest

from engine.digits.readers import known, read_sets
from engine.digits.readers.known import FASHION, K49, KMNIST

SMALL = "abcdefghijklmnopqrstuvwxyz"


def idx_set(folder, idx_of, images, labels, name="train"):
    folder.mkdir(parents=True, exist_ok=True)
    idx_of(folder / f"{name}-labels-idx1-ubyte", np.asarray(labels))
    return idx_of(folder / f"{name}-images-idx3-ubyte", images)


@pytest.fixture
def noise():
    return np.random.default_rng(0).integers(0, 256, (40, 28, 28)).astype(np.uint8) * (np.indices((28, 28)).min(0) > 2)


@pytest.mark.parametrize(
    ("name", "names"), [("fashion-mnist-train", FASHION), ("kmnist-train", KMNIST), ("k49-train", K49)]
)
def test_sets_are_known_by_the_names_of_their_files(tmp_path, some, name, names, idx_of):
    found = read_sets(idx_set(tmp_path, idx_of, some.images, some.labels, name))
    assert found.digits.names == names
    assert np.array_equal(found.digits.labels, some.labels)
    assert "its classes are called as they are there" in found.note


def test_a_folder_tells_what_its_files_do_not(tmp_path, noise, some, idx_of):
    found = read_sets(idx_set(tmp_path / "fashion", idx_of, noise, some.labels))
    assert found.digits.names == FASHION
    assert "Fashion-MNIST" in found.digits.name


def test_digits_as_mnist_has_them_stay_digits_in_any_folder(tmp_path, some, same, idx_of):
    found = read_sets(idx_set(tmp_path / "fashion", idx_of, some.images, some.labels))
    same(found.digits, some)
    assert found.digits.are_digits


def test_fashion_mnist_is_known_by_its_first_image(tmp_path, noise, some, monkeypatch, idx_of):
    monkeypatch.setattr(known, "FASHION_FIRST", {known.zlib.crc32(noise[0].astype(np.uint8).tobytes())})
    assert read_sets(idx_set(tmp_path, idx_of, noise, some.labels)).digits.names == FASHION


def test_emnists_letters_are_letters_and_offered_to_be_turned(tmp_path, noise, idx_of):
    labels = np.arange(40) % 26 + 1
    found = read_sets(idx_set(tmp_path, idx_of, noise, labels, "emnist-letters-train"))
    assert found.digits.names == tuple(SMALL)
    assert [offer.name for offer in found.offers] == ["transpose"]
    assert "EMNIST Letters" in found.offers[0].sentence


def test_a_mapping_beside_the_file_tells_the_names(tmp_path, noise, idx_of):
    path = idx_set(tmp_path, idx_of, noise, np.arange(40) % 13, "emnist-balanced-train")
    (tmp_path / "emnist-letters-mapping.txt").write_text("0 65 97\n1 66 98\n")
    (tmp_path / "emnist-balanced-mapping.txt").write_text("\n".join(f"{place} {75 + place}" for place in range(13)))
    assert read_sets(path).digits.names == tuple("KLMNOPQRSTUVW")


def test_a_mapping_tells_names_without_the_files_name_too(tmp_path, noise, idx_of):
    path = idx_set(tmp_path, idx_of, noise, np.arange(40) % 26 + 1)
    (tmp_path / "mapping.txt").write_text("\n".join(f"{k + 1} {65 + k} {97 + k}" for k in range(26)))
    found = read_sets(path)
    assert found.digits.names == tuple(SMALL)
    assert [offer.name for offer in found.offers] == ["transpose"]


@pytest.mark.parametrize("text", ["", "x", "1 2 x", "1 97\n2 97", "1 10\n2 98"])
def test_a_mapping_that_is_none_is_passed_over(tmp_path, noise, text, idx_of):
    path = idx_set(tmp_path, idx_of, noise, np.arange(40) % 26 + 1)
    (tmp_path / "mapping.txt").write_text(text)
    assert read_sets(path).digits.names == tuple(map(str, range(1, 27)))


def test_all_names_are_classes():
    assert len(K49) == 49
    for _pattern, one in known._BY_NAME:
        assert 2 <= len(one.names) <= 62
        assert len(set(one.names.values())) == len(one.names)
