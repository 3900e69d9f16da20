"""Digits that a person brings are read whole, or refused with a sentence that says what is wrong and where."""

import gzip
import runpy
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine import digits
from engine.digits.readers import Cancelled, NotTheSize, read, read_sets
from engine.digits.readers import common as loaded
from engine.errors import UserError

ABUSE = runpy.run_path(str(Path(__file__).resolve().parents[3] / "abuse" / "reading.py"))
MUTANTS = 100


@pytest.fixture(scope="module")
def some(some_digits):
    return some_digits.take(np.arange(40))


def refused(path, *words):
    """Reading ``path`` fails with a sentence that holds all of these words."""
    with pytest.raises(UserError) as found:
        read_sets(path)
    for word in words:
        assert word in str(found.value), str(found.value)
    return found.value


def same(found, expected):
    assert np.array_equal(found.images, expected.images)
    assert found.images.dtype == np.uint8
    assert np.array_equal(found.labels, expected.labels)
    assert found.labels.dtype == np.int64


# CSV


def rows_of(digits):
    return np.column_stack([digits.labels, digits.images.reshape(len(digits), 784)]).astype(int).tolist()


def csv_of(path, rows, header="", delimiter=",", end="\n", encoding="utf-8"):
    lines = [delimiter.join(map(str, row)) for row in rows]
    path.write_bytes(end.join([header, *lines] if header else lines).encode(encoding))
    return path


HEADERS = {
    "none": "",
    "Kaggle's": "label," + ",".join(f"pixel{k}" for k in range(784)),
    "by place": "label," + ",".join(f"{r}x{c}" for r in range(1, 29) for c in range(1, 29)),
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_csv_is_read_with_and_without_a_header(tmp_path, some, header, end):
    path = csv_of(tmp_path / "train.csv", rows_of(some), header, end=end)
    found = read(path)
    same(found, some)
    assert (found.name, found.origin) == ("train.csv", str(path))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_any_usual_delimiter(tmp_path, some, delimiter):
    same(read(csv_of(tmp_path / "train.csv", rows_of(some), delimiter=delimiter)), some)


def test_csv_with_a_byte_order_mark_and_empty_lines_is_read(tmp_path, some):
    path = csv_of(tmp_path / "train.csv", rows_of(some), HEADERS["Kaggle's"], end="\n\n", encoding="utf-8-sig")
    same(read(path), some)


def test_the_engines_own_read_leads_here(tmp_path, some):
    same(digits.read(csv_of(tmp_path / "train.csv", rows_of(some))), some)


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
@pytest.mark.parametrize(
    ("row", "column", "value", "words"),
    [
        (6, 13, "seven", ["column 13", "“seven”", "0 to 255"]),
        (0, 784, "-1", ["column 784", "“-1”", "0 to 255"]),
        (39, 2, "256", ["column 2", "“256”"]),
        (5, 100, "0.5", ["column 100", "“0.5”"]),
        (5, 100, "", ["column 100", "nothing"]),
        (3, 1, "12", ["column 1", "12", "0 to 9"]),
        (3, 1, "3.5", ["column 1", "“3.5”", "0 to 9"]),
        (3, 1, "-3", ["column 1", "“-3”"]),
    ],
)
def test_a_wrong_number_is_named_with_its_line_and_column(tmp_path, some, header, row, column, value, words):
    rows = rows_of(some)
    rows[row][column - 1] = value
    line = row + 1 + bool(header)
    refused(csv_of(tmp_path / "train.csv", rows, header), "train.csv", f"line {line},", *words)


@pytest.mark.parametrize(("count", "row"), [(784, 7), (786, 7), (784, 0), (786, 0)])
def test_a_row_of_another_length_is_named_with_its_line(tmp_path, some, count, row):
    rows = rows_of(some)
    rows[row] = [*rows[row], 0][:count]
    refused(csv_of(tmp_path / "train.csv", rows), f"line {row + 1}", f"{count} columns", "785")


def test_rows_that_are_all_a_column_short_are_refused_also_under_a_whole_header(tmp_path, some):
    rows = [row[:-1] for row in rows_of(some)]
    refused(csv_of(tmp_path / "train.csv", rows, HEADERS["Kaggle's"]), "line 2", "784 columns")


def test_lines_are_counted_as_an_editor_counts_them(tmp_path, some):
    rows = rows_of(some)
    rows[4][0] = 12
    refused(csv_of(tmp_path / "train.csv", rows, end="\n\n"), "line 9,")


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", HEADERS["Kaggle's"].encode()], ids=["empty", "blank", "header"])
def test_a_file_without_a_row_is_refused(tmp_path, content):
    path = tmp_path / "train.csv"
    path.write_bytes(content)
    refused(path, "train.csv")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_text_in_another_encoding_is_refused(tmp_path, some, encoding):
    refused(csv_of(tmp_path / "train.csv", rows_of(some), encoding=encoding), "train.csv")


def test_something_else_entirely_is_refused(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7 \x00\x01")
    refused(path, "report.pdf", "CSV")


# IDX


def idx_of(path, array, pack=bytes, kind=8):
    header = bytes([0, 0, kind, array.ndim]) + np.array(array.shape, ">u4").tobytes()
    path.write_bytes(pack(header + array.astype(np.uint8).tobytes()))
    return path


def pair_of(folder, digits, pack=bytes, suffix=""):
    return (
        idx_of(folder / f"train-images-idx3-ubyte{suffix}", digits.images, pack),
        idx_of(folder / f"train-labels-idx1-ubyte{suffix}", digits.labels, pack),
    )


@pytest.mark.parametrize(("pack", "suffix"), [(bytes, ""), (gzip.compress, ".gz")], ids=["plain", "gzip"])
@pytest.mark.parametrize("chosen", [0, 1], ids=["images chosen", "labels chosen"])
def test_either_file_of_an_idx_pair_finds_its_partner(tmp_path, some, pack, suffix, chosen):
    same(read(pair_of(tmp_path, some, pack, suffix)[chosen]), some)


def test_an_idx_pair_may_be_half_zipped_and_named_with_dots(tmp_path, some):
    path = idx_of(tmp_path / "t10k-images.idx3-ubyte", some.images)
    idx_of(tmp_path / "t10k-labels.idx1-ubyte.gz", some.labels, gzip.compress)
    same(read(path), some)


def test_an_idx_file_without_its_partner_says_what_is_missing(tmp_path, some):
    images, labels = pair_of(tmp_path, some)
    labels.unlink()
    refused(images, "labels", "train-images-idx3-ubyte")


def test_an_idx_pair_of_different_lengths_is_refused(tmp_path, some):
    images, labels = pair_of(tmp_path, some)
    idx_of(labels, some.labels[:-1])
    refused(images, "40", "39", images.name, labels.name)


@pytest.mark.parametrize(("pack", "suffix"), [(bytes, ""), (gzip.compress, ".gz")], ids=["plain", "gzip"])
@pytest.mark.parametrize("share", [0.9, 0.5, 0.01])
def test_a_truncated_idx_file_is_refused(tmp_path, some, pack, suffix, share):
    images, _ = pair_of(tmp_path, some, pack, suffix)
    images.write_bytes(images.read_bytes()[: int(images.stat().st_size * share)])
    refused(images, images.name)


def test_an_idx_file_that_is_too_long_or_of_other_numbers_is_refused(tmp_path, some):
    images, _ = pair_of(tmp_path, some)
    images.write_bytes(images.read_bytes() + b"\0")
    refused(images, "longer")
    idx_of(images, some.images, kind=13)
    refused(images, "type 13")


def test_a_label_that_is_no_digit_is_refused(tmp_path, some):
    images, labels = pair_of(tmp_path, some)
    idx_of(labels, np.where(np.arange(40) == 7, 10, some.labels))
    refused(images, "image 8", "10")


# NPZ


def test_keras_npz_is_read_with_its_test_set(tmp_path, some):
    path, rest = tmp_path / "mnist.npz", some.take(np.arange(10))
    np.savez(path, x_train=some.images, y_train=some.labels.astype(np.uint8), x_test=rest.images, y_test=rest.labels)
    found = read_sets(path)
    same(found.digits, some)
    same(found.test_digits, rest)
    assert found.digits.name != found.test_digits.name


def test_an_npz_without_a_test_set_is_read_too_as_vectors_or_with_a_channel(tmp_path, some):
    for shape in ((-1, 784), (-1, 28, 28, 1)):
        np.savez_compressed(tmp_path / "a.npz", x_train=some.images.reshape(shape), y_train=some.labels[:, None])
        found = read_sets(tmp_path / "a.npz")
        same(found.digits, some)
        assert found.test_digits is None


def test_pixels_between_zero_and_one_are_scaled_and_the_person_is_told(tmp_path, some):
    np.savez(tmp_path / "a.npz", x_train=some.images / np.float32(255), y_train=some.labels)
    found = read_sets(tmp_path / "a.npz")
    same(found.digits, some)
    assert "255" in found.note


def test_an_npz_without_the_arrays_lists_what_it_has(tmp_path, some):
    np.savez(tmp_path / "a.npz", weights=some.images, bias=some.labels)
    refused(tmp_path / "a.npz", "x_train", "“weights”", "“bias”")


class Bomb:
    """Unpickling it would be noticed."""

    def __reduce__(self):
        return (Path.touch, (Path("/nowhere/unpickled"),))


def test_pickled_objects_are_refused_and_never_unpickled(tmp_path, some, monkeypatch):
    np.savez(tmp_path / "a.npz", x_train=np.array([Bomb()] * 40, object), y_train=some.labels)
    monkeypatch.setattr(Path, "touch", lambda *_: pytest.fail("it was unpickled"))
    refused(tmp_path / "a.npz", "x_train", "pickled")


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("x_train", lambda a: a.astype(int) - 1, ["image 1", "row 0, column 0", "-1"]),
        ("x_train", lambda a: a.astype(int) + 1, ["256"]),
        ("x_train", lambda a: np.where(a > 200, np.nan, a), ["nan"]),
        ("x_train", lambda a: a + 0.5, ["0.5"]),
        ("x_train", lambda a: a[0, 0], ["shape"]),
        ("x_train", lambda a: a / -510 - 0.5, ["image 1, row 0, column 0", "is -0.5,"]),
        ("x_train", lambda a: a[:-1], ["39", "40"]),
        ("x_train", lambda a: a[:0], ["0 images"]),
        ("y_train", lambda a: a + 4, ["not a digit"]),
        ("y_train", lambda a: a + 0.25, ["not a digit"]),
        ("y_train", lambda a: np.eye(10)[a], ["shape"]),
        ("y_train", lambda a: a.astype(str), ["not numbers"]),
    ],
)
def test_an_npz_with_other_numbers_is_refused(tmp_path, some, name, change, words):
    arrays = {"x_train": some.images, "y_train": some.labels}
    arrays[name] = change(arrays[name])
    np.savez(tmp_path / "a.npz", **arrays)
    refused(tmp_path / "a.npz", "a.npz", *words)


def test_a_zip_file_of_something_else_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as file:
        file.writestr("x_train.npy", b"not an array")
        file.writestr("y_train.npy", b"")
    refused(tmp_path / "a.npz", "a.npz")


# Folders of images


def folder_of(path, digits, mode="L"):
    for index, (image, label) in enumerate(zip(digits.images, digits.labels, strict=True)):
        (path / str(label)).mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).convert(mode).save(path / str(label) / f"{index:03}.png")
    return path


def by_label(digits):
    return digits.take(np.argsort(digits.labels, kind="stable"))


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P"])
def test_a_folder_of_images_is_read_by_label(tmp_path, some, mode):
    found = read(folder_of(tmp_path / "mine", some, mode))
    same(found, by_label(some))
    assert found.name == "mine"


def test_a_folder_with_training_and_testing_gives_both(tmp_path, some):
    folder_of(tmp_path / "training", some)
    folder_of(tmp_path / "testing", some.take(np.arange(10)))
    found = read_sets(tmp_path)
    same(found.digits, by_label(some))
    assert len(found.test_digits) == 10


def test_a_folder_without_images_says_what_to_do(tmp_path):
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "notes.txt").write_text("no image", "utf-8")
    refused(tmp_path, "0 to 9")


def test_images_of_another_size_are_offered_to_be_scaled(tmp_path, some):
    (tmp_path / "7").mkdir()
    for index, image in enumerate(some.images[:3]):
        Image.fromarray(np.kron(image, np.ones((2, 2), np.uint8))).save(tmp_path / "7" / f"{index}.png")
    error = refused(tmp_path, "56 x 56", "28 x 28")
    assert isinstance(error, NotTheSize)
    assert np.array_equal(read_sets(tmp_path, scale=True).digits.images, some.images[:3])


def test_scaling_keeps_the_proportions(tmp_path):
    (tmp_path / "1").mkdir()
    Image.fromarray(np.full((56, 14), 255, np.uint8)).save(tmp_path / "1" / "narrow.png")
    image = read_sets(tmp_path, scale=True).digits.images[0]
    assert np.flatnonzero(image.any(0)).tolist() == list(range(10, 17))
    assert image.any(1).all()


@pytest.mark.parametrize("kind", ["npz", "idx"])
def test_arrays_of_another_size_are_offered_to_be_scaled(tmp_path, some, kind):
    large = np.kron(some.images, np.ones((1, 2, 2), np.uint8))
    if kind == "npz":
        path = tmp_path / "a.npz"
        np.savez(path, x_train=large, y_train=some.labels)
    else:
        path = idx_of(tmp_path / "images", large)
        idx_of(tmp_path / "labels", some.labels)
    assert isinstance(refused(path, "56 x 56"), NotTheSize)
    same(read_sets(path, scale=True).digits, some)


def test_a_damaged_image_is_named(tmp_path, some):
    victim = sorted(folder_of(tmp_path, some).glob("7/*.png"))[0]
    victim.write_bytes(victim.read_bytes()[:60])
    refused(tmp_path, f"7/{victim.name}")


def test_an_image_that_vanishes_while_the_folder_is_read_is_named(tmp_path, some):
    victim = sorted(folder_of(tmp_path, some).glob("9/*.png"))[-1]
    with pytest.raises(UserError, match=victim.name):
        read_sets(tmp_path, progress=lambda _: victim.unlink(missing_ok=True))


# Whatever the format


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path):
    refused(tmp_path / "nowhere.csv", "nowhere.csv", "no file")


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
def test_a_file_that_needs_more_memory_than_there_is_is_refused_before_it_is_read(tmp_path, monkeypatch, kind):
    path, _ = ABUSE["sound"](kind, tmp_path)
    monkeypatch.setattr(loaded, "available_memory", lambda: 10_000)
    refused(path, "memory")


def test_an_idx_header_that_promises_billions_of_images_is_refused_at_once(tmp_path, some):
    images, _ = pair_of(tmp_path, some)
    images.write_bytes(bytes([0, 0, 8, 3]) + np.array([2**31, 28, 28], ">u4").tobytes())
    refused(images, "memory")


@pytest.mark.parametrize("kind", ABUSE["FORMATS"])
def test_damaged_files_are_read_whole_or_refused(tmp_path, kind):
    ABUSE["abuse"](kind, tmp_path, MUTANTS, seed=1)
