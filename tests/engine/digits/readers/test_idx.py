"""IDX is read as MNIST comes in it, whichever file of a pair is opened."""

import gzip

import numpy as np
import pytest

from engine import limits
from engine.digits.readers import Cancelled, read, read_sets


@pytest.mark.parametrize(("pack", "suffix"), [(bytes, ""), (gzip.compress, ".gz")], ids=["plain", "gzip"])
@pytest.mark.parametrize("chosen", [0, 1], ids=["images chosen", "labels chosen"])
def test_either_file_of_an_idx_pair_finds_its_partner(tmp_path, some, pack, suffix, chosen, same, pair_of):
    same(read(pair_of(tmp_path, some, pack, suffix)[chosen]), some)


def test_an_idx_pair_may_be_half_zipped_and_named_with_dots(tmp_path, some, same, idx_of):
    path = idx_of(tmp_path / "t10k-images.idx3-ubyte", some.images)
    idx_of(tmp_path / "t10k-labels.idx1-ubyte.gz", some.labels, gzip.compress)
    same(read(path), some)


def test_an_idx_file_without_its_partner_says_what_is_missing(tmp_path, some, refused, pair_of):
    images, labels = pair_of(tmp_path, some)
    labels.unlink()
    refused(images, "labels", "train-images-idx3-ubyte")


def test_an_idx_pair_of_different_lengths_is_refused(tmp_path, some, refused, idx_of, pair_of):
    images, labels = pair_of(tmp_path, some)
    idx_of(labels, some.labels[:-1])
    refused(images, "40", "39", images.name, labels.name)


@pytest.mark.parametrize(("pack", "suffix"), [(bytes, ""), (gzip.compress, ".gz")], ids=["plain", "gzip"])
@pytest.mark.parametrize("share", [0.9, 0.5, 0.01])
def test_a_truncated_idx_file_is_refused(tmp_path, some, pack, suffix, share, refused, pair_of):
    images, _ = pair_of(tmp_path, some, pack, suffix)
    images.write_bytes(images.read_bytes()[: int(images.stat().st_size * share)])
    refused(images, images.name)


def test_an_idx_file_that_is_too_long_or_of_other_numbers_is_refused(tmp_path, some, refused, idx_of, pair_of):
    images, _ = pair_of(tmp_path, some)
    images.write_bytes(images.read_bytes() + b"\0")
    refused(images, "longer")
    idx_of(images, some.images, kind=13)
    refused(images, "cut off")
    idx_of(images, some.images, kind=7)
    refused(images, images.name)


def test_an_idx_header_that_promises_billions_of_images_is_refused_at_once(tmp_path, some, refused, pair_of):
    images, _ = pair_of(tmp_path, some)
    images.write_bytes(bytes([0, 0, 8, 3]) + np.array([2**31, 28, 28], ">u4").tobytes())
    refused(images, "memory")


def test_labels_that_are_more_than_the_images_are_refused_before_they_are_unpacked(
    tmp_path, some, refused, idx_of, pair_of
):
    images, labels = pair_of(tmp_path, some, gzip.compress, ".gz")
    many = bytes([0, 0, 8, 1]) + np.array([50_000_000], ">u4").tobytes() + bytes(50_000_000)
    labels.write_bytes(gzip.compress(many, 1))
    refused(images, "50,000,000 labels", "do not belong together")


def test_an_idx_file_that_unpacks_to_far_more_than_images_do_is_refused(tmp_path, some, refused, pair_of):
    images, _ = pair_of(tmp_path, some, gzip.compress, ".gz")
    images.write_bytes(gzip.compress(bytes([0, 0, 8, 3]) + np.array([900_000, 28, 28], ">u4").tobytes()))
    refused(images, "would unpack from")


def test_more_images_than_a_set_has_are_refused(tmp_path, some, monkeypatch, refused, pair_of):
    monkeypatch.setattr(limits, "IMAGES", len(some) - 1)
    refused(pair_of(tmp_path, some)[0], f"{len(some)} images", "at most")


@pytest.mark.parametrize("chosen", [0, 1], ids=["images", "labels"])
def test_a_packed_file_without_an_end_can_be_given_up(tmp_path, some, chosen, pair_of):
    pair_of(tmp_path, some, gzip.compress, ".gz")[chosen].write_bytes(gzip.compress(b"") * 50_000)
    asked = []
    with pytest.raises(Cancelled):
        read_sets(tmp_path / "train-images-idx3-ubyte.gz", cancelled=lambda: bool(asked.append(1)) or len(asked) > 3)
