"""What the readers' tests share: forty digits, and how they are written as CSV and IDX."""

import numpy as np
import pytest

from engine.digits.readers import read_sets
from engine.errors import UserError


@pytest.fixture(scope="module")
def some(some_digits):
    return some_digits.take(np.arange(40))


def _refused(path, *words):
    """Reading ``path`` fails with a sentence that holds all of these words."""
    with pytest.raises(UserError) as found:
        read_sets(path)
    for word in words:
        assert word in str(found.value), str(found.value)
    return found.value


def _same(found, expected):
    assert np.array_equal(found.images, expected.images)
    assert found.images.dtype == np.uint8
    assert np.array_equal(found.labels, expected.labels)
    assert found.labels.dtype == np.int64


def _rows_of(digits):
    return np.column_stack([digits.labels, digits.images.reshape(len(digits), 784)]).astype(int).tolist()


def _csv_of(path, rows, header="", delimiter=",", end="\n", encoding="utf-8"):
    lines = [delimiter.join(map(str, row)) for row in rows]
    path.write_bytes(end.join([header, *lines] if header else lines).encode(encoding))
    return path


def _idx_of(path, array, pack=bytes, kind=8):
    header = bytes([0, 0, kind, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    path.write_bytes(pack(header + array.astype(np.uint8).tobytes()))
    return path


def _pair_of(folder, digits, pack=bytes, suffix=""):
    return (
        _idx_of(folder / f"train-images-idx3-ubyte{suffix}", digits.images, pack),
        _idx_of(folder / f"train-labels-idx1-ubyte{suffix}", digits.labels, pack),
    )


@pytest.fixture(scope="session")
def refused():
    return _refused


@pytest.fixture(scope="session")
def same():
    return _same


@pytest.fixture(scope="session")
def rows_of():
    return _rows_of


@pytest.fixture(scope="session")
def csv_of():
    return _csv_of


@pytest.fixture(scope="session")
def idx_of():
    return _idx_of


@pytest.fixture(scope="session")
def pair_of():
    return _pair_of
