"""Files as people have them, of every form that was found: each is read right."""

import gzip
import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from engine.digits.readers import NoLabels, read_sets
from engine.digits.readers.known import KMNIST

PIXELS = [f"pixel{place}" for place in range(784)]


@pytest.fixture
def vectors(some):
    return some.images.reshape(len(some), -1)


@pytest.fixture
def by_class(some):
    return some.take(np.argsort(some.labels, kind="stable"))


def table(*columns, fmt="%d", header=()):
    text = io.StringIO()
    text.write(",".join(header) + "\n" if header else "")
    np.savetxt(text, np.column_stack(columns), fmt, ",")
    return text.getvalue().encode()


def test_tables(tmp_path, some, vectors, same):
    named = ["label", *PIXELS]
    rows = table(some.labels, vectors)
    forms = {
        "float01.csv": table(some.labels, vectors / 255, fmt="%.9g", header=named),
        "float_255.csv": table(some.labels, vectors, fmt="%.1f", header=named),
        "index_column.csv": table(np.arange(40), some.labels, vectors, header=["", *named]),
        "mnist_784.csv": table(vectors, some.labels, header=[*PIXELS, "class"]),
        "mnist_784_quoted.csv": b"\n".join(
            b",".join([*line.split(b",")[:-1], b"'" + line.split(b",")[-1] + b"'"])
            for line in table(vectors, some.labels).splitlines()
        ).replace(b"'", b'"'),
        "mnist_train.csv.gz": gzip.compress(table(some.labels, vectors, header=named)),
        "pandas_int_header.csv": table(some.labels, vectors, header=map(str, range(785))),
        "plain.csv": rows,
    }
    for name, data in forms.items():
        (tmp_path / name).write_bytes(data)
        found = read_sets(tmp_path / name)
        same(found.digits, some)
        assert found.digits.are_digits, name
    (tmp_path / "test.csv").write_bytes(table(vectors, header=PIXELS))
    with pytest.raises(NoLabels):
        read_sets(tmp_path / "test.csv")


def test_arrays(tmp_path, some, same):
    rest = some.take(np.arange(10))
    np.savez(tmp_path / "onehot", x_train=some.images, y_train=np.eye(10)[some.labels])
    np.savez(tmp_path / "upper", X_train=some.images, y_train=some.labels, X_test=rest.images, y_test=rest.labels)
    np.savez(tmp_path / "numbered", some.images, some.labels, rest.images, rest.labels)
    names = "train_images", "train_labels", "test_images", "test_labels"
    arrays = some.images, some.labels, rest.images, rest.labels
    np.savez(tmp_path / "names", **dict(zip(names, arrays, strict=True)))
    for name in ("onehot", "upper", "numbered", "names"):
        found = read_sets(tmp_path / f"{name}.npz")
        same(found.digits, some)
        assert name == "onehot" or len(found.test_digits) == 10


def test_pairs_of_packed_arrays(tmp_path, some):
    np.savez_compressed(tmp_path / "kmnist-train-imgs", some.images)
    np.savez_compressed(tmp_path / "kmnist-train-labels", some.labels)
    np.savez_compressed(tmp_path / "kmnist-test-imgs", some.images[:5])
    np.savez_compressed(tmp_path / "kmnist-test-labels", some.labels[:5])
    for name in ("imgs", "labels"):
        found = read_sets(tmp_path / f"kmnist-train-{name}.npz")
        assert found.digits.names == KMNIST
        assert np.array_equal(found.digits.images, some.images)
        assert np.array_equal(found.digits.labels, some.labels)
        assert len(found.test_digits) == 5


def test_emnist_lies_on_its_side(tmp_path, some, idx_of):
    images = idx_of(
        tmp_path / "emnist-digits-train-images-idx3-ubyte.gz", some.images.transpose(0, 2, 1), gzip.compress
    )
    idx_of(tmp_path / "emnist-digits-train-labels-idx1-ubyte.gz", some.labels, gzip.compress)
    found = read_sets(images)
    (offer,) = found.offers
    assert np.array_equal(offer.apply(found.digits).images, some.images)


def test_qmnists_labels_have_eight_columns(tmp_path, some, same, idx_of):
    images = idx_of(tmp_path / "qmnist-train-images-idx3-ubyte", some.images)
    labels = np.zeros((40, 8), ">i4")
    labels[:, 0], labels[:, 2] = some.labels, np.arange(40)
    head = bytes([0, 0, 12, 2]) + np.array(labels.shape, ">u4").tobytes()
    (tmp_path / "qmnist-train-labels-idx2-int").write_bytes(head + labels.tobytes())
    same(read_sets(images).digits, some)


def test_a_zip_from_a_mac(tmp_path, some, by_class, vectors, same):
    with zipfile.ZipFile(tmp_path / "macos_junk.zip", "w") as file:
        for index, (image, label) in enumerate(zip(some.images, some.labels, strict=True)):
            data = io.BytesIO()
            Image.fromarray(image).save(data, "PNG")
            file.writestr(f"macos_junk/{label}/{index:02}.png", data.getvalue())
            file.writestr(f"macos_junk/{label}/._{index:02}.png", b"\0\5\x16\7")
        file.writestr("macos_junk/3/.DS_Store", b"junk")
        file.writestr("__MACOSX/macos_junk/._3", b"junk")
    same(read_sets(tmp_path / "macos_junk.zip").digits, by_class)
    with zipfile.ZipFile(tmp_path / "mnist_train.csv.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mnist_train.csv", table(some.labels, vectors))
        file.writestr("__MACOSX/._mnist_train.csv", b"junk")
    same(read_sets(tmp_path / "mnist_train.csv.zip").digits, some)


def test_black_ink_on_nothing(tmp_path, some, by_class):
    black = Image.new("L", (28, 28))
    for index, (image, label) in enumerate(zip(some.images, some.labels, strict=True)):
        (tmp_path / str(label)).mkdir(exist_ok=True)
        picture = Image.merge("LA", [black, Image.fromarray(image)])
        picture.save(tmp_path / str(label) / f"{index:02}.png")
    found = read_sets(tmp_path)
    (offer,) = found.offers
    assert np.array_equal(offer.apply(found.digits).images, by_class.images)
