"""What all readers check is checked alike."""

import runpy
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.digits.readers import Cancelled, NotTheSize, read_sets
from engine.digits.readers import common as loaded
from engine.errors import UserError

ABUSE = runpy.run_path(str(Path(__file__).resolve().parents[3] / "abuse" / "reading.py"))


def test_a_label_that_is_no_digit_is_refused(tmp_path, some, refused, idx_of, pair_of):
    images, labels = pair_of(tmp_path, some)
    idx_of(labels, np.where(np.arange(40) == 7, 10, some.labels))
    refused(images, "image 8", "10")


def test_scaling_keeps_the_proportions(tmp_path):
    (tmp_path / "1").mkdir()
    Image.fromarray(np.full((56, 14), 255, np.uint8)).save(tmp_path / "1" / "narrow.png")
    image = read_sets(tmp_path, scale=True).digits.images[0]
    assert np.flatnonzero(image.any(0)).tolist() == list(range(10, 17))
    assert image.any(1).all()


@pytest.mark.parametrize("kind", ["npz", "idx"])
def test_arrays_of_another_size_are_offered_to_be_scaled(tmp_path, some, kind, refused, same, idx_of):
    large = np.kron(some.images, np.ones((1, 2, 2), np.uint8))
    if kind == "npz":
        path = tmp_path / "a.npz"
        np.savez(path, x_train=large, y_train=some.labels)
    else:
        path = idx_of(tmp_path / "images", large)
        idx_of(tmp_path / "labels", some.labels)
    assert isinstance(refused(path, "56 x 56"), NotTheSize)
    same(read_sets(path, scale=True).digits, some)


@pytest.mark.parametrize("kind", ["csv", "idx", "idx.gz", "npz", "png"])
def test_reading_tells_how_far_it_is_and_can_be_cancelled(tmp_path, kind):
    path, _ = ABUSE["sound"](kind, tmp_path)
    shares = []
    read_sets(path, shares.append)
    assert shares
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares) or kind == "npz"  # which tells it for each of its arrays
    with pytest.raises(Cancelled):
        read_sets(path, shares.append, lambda: True)


@pytest.mark.parametrize("kind", ["csv", "idx", "npz"])
def test_a_file_that_needs_more_memory_than_there_is_is_refused_before_it_is_read(tmp_path, monkeypatch, kind, refused):
    path, _ = ABUSE["sound"](kind, tmp_path)
    monkeypatch.setattr(loaded, "available_memory", lambda: 5_000)
    refused(path, "memory")


@pytest.mark.parametrize("shape", [(1, 1, 5_000), (1, 5_000, 1)])
def test_images_that_are_far_too_large_are_refused_and_never_scaled(tmp_path, shape, idx_of):
    images = idx_of(tmp_path / "train-images-idx3-ubyte", np.zeros(shape))
    idx_of(tmp_path / "train-labels-idx1-ubyte", np.zeros(1))
    with pytest.raises(UserError, match=r"5,000.*too large for a digit"):
        read_sets(images, scale=True)
