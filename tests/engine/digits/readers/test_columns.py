"""The label's column is found by its name, or by what is in it."""

import numpy as np
import pytest

from engine.digits.bundle import bundled
from engine.digits.readers import NoLabels, read, read_sets
from engine.digits.readers.columns import columns_of, delimiter_of, fields_of, is_header

PIXELS = [f"pixel{place}" for place in range(784)]


@pytest.fixture
def pixels(some):
    return some.images.reshape(len(some), -1)


def with_label_at(digits, place):
    pixels = digits.images.reshape(len(digits), -1)
    return np.column_stack([pixels[:, :place], digits.labels, pixels[:, place:]]).tolist()


@pytest.mark.parametrize("name", ["label", "Class", "target", "y", "digit", "digit label"])
@pytest.mark.parametrize("place", [0, 300, 784])
def test_the_label_is_found_by_its_name_wherever_it_is(tmp_path, some, name, place, same, csv_of):
    names = ",".join([*PIXELS[:place], name, *PIXELS[place:]])
    same(read(csv_of(tmp_path / "a.csv", with_label_at(some, place), names)), some)


@pytest.mark.parametrize("place", [0, 300, 784])
def test_the_label_is_found_by_what_is_in_it(tmp_path, some, place, same, csv_of):
    same(read(csv_of(tmp_path / "a.csv", with_label_at(some, place))), some)


@pytest.mark.parametrize(
    "header", [",".join(map(str, range(785))), ",".join(["0", *(f"0.{k}" for k in range(1, 785))])]
)
def test_a_line_of_numbers_is_a_line_of_names_if_all_are_different(tmp_path, some, header, same, rows_of, csv_of):
    same(read(csv_of(tmp_path / "a.csv", rows_of(some), header)), some)


@pytest.mark.parametrize("header", ["", ",label," + ",".join(PIXELS), "id,label," + ",".join(PIXELS)])
def test_an_index_is_left_out(tmp_path, some, header, same, rows_of, csv_of):
    rows = [[number, *row] for number, row in enumerate(rows_of(some))]
    same(read(csv_of(tmp_path / "a.csv", rows, header)), some)


def test_an_index_without_a_name_as_r_writes_it_is_left_out(tmp_path, some, same, rows_of, csv_of):
    rows = [[number, *row] for number, row in enumerate(rows_of(some))]
    same(read(csv_of(tmp_path / "a.csv", rows, "label," + ",".join(PIXELS))), some)


def test_a_column_that_is_not_used_is_said(tmp_path, some, same, rows_of, csv_of):
    rows = [[row[0], "Training", *row[1:]] for row in rows_of(some)]
    found = read_sets(csv_of(tmp_path / "a.csv", rows, "label,usage," + ",".join(PIXELS)))
    same(found.digits, some)
    assert "“usage”" in found.note


def test_a_column_with_another_name_is_said_to_be_taken_for_the_labels(tmp_path, some, same, csv_of):
    found = read_sets(csv_of(tmp_path / "a.csv", with_label_at(some, 784), ",".join([*PIXELS, "species"])))
    same(found.digits, some)
    assert "“species”" in found.note


def test_two_columns_that_may_be_the_label_are_named(tmp_path, some, refused, rows_of, csv_of):
    rows = [[row[0], *row] for row in rows_of(some)]
    refused(csv_of(tmp_path / "a.csv", rows, "label,class," + ",".join(PIXELS)), "“label”", "“class”")


@pytest.mark.parametrize("header", [",".join(PIXELS), ""])
def test_pixels_alone_are_images_without_labels(tmp_path, some, header, pixels, csv_of):
    with pytest.raises(NoLabels, match="no labels") as found:
        read(csv_of(tmp_path / "test.csv", pixels.tolist(), header))
    assert np.array_equal(found.value.images.images, some.images)
    assert (found.value.images.name, len(found.value.images)) == ("test.csv", 40)


def test_an_index_is_no_label(tmp_path, pixels, csv_of):
    rows = np.column_stack([np.arange(40), pixels]).tolist()
    for header in ("", "id," + ",".join(PIXELS)):
        with pytest.raises(NoLabels):
            read(csv_of(tmp_path / "test.csv", rows, header))


def test_rows_that_are_no_images_are_refused_by_their_columns(tmp_path, refused):
    (tmp_path / "a.csv").write_text("sepal,petal,species\n1,2,3\n4,5,6\n")
    refused(tmp_path / "a.csv", "3 columns", "785", "“sepal”")
    (tmp_path / "b.csv").write_text("file,label\na.png,7\nb.png,3\n")
    refused(tmp_path / "b.csv", "list of pictures")


def test_the_mark_between_fields_is_found():
    assert [delimiter_of(mark.join(["0"] * 70)) for mark in ",;\t| "] == [*",;\t| "]
    assert delimiter_of(";".join(["0,5"] * 70)) == ";"
    assert fields_of('"a, b",2', ",") == ["a, b", "2"]
    assert fields_of(" 1   2 ", " ") == ["1", "2"]


@pytest.mark.parametrize(("delimiter", "quote"), [(";", ""), ("\t", ""), (",", '"'), (";", '"')])
def test_fractions_may_have_a_comma(tmp_path, some, delimiter, quote, same):
    rows = [[str(label), *(f"{value:.6f}".replace(".", ",") for value in image.reshape(-1) / 255)]
            for image, label in zip(some.images, some.labels, strict=True)]  # fmt: skip
    path = tmp_path / "a.csv"
    path.write_text("\n".join(delimiter.join(f"{quote}{field}{quote}" for field in row) for row in rows))
    same(read(path), some)


def test_a_row_of_pixels_is_no_line_of_names():
    assert not is_header(["5", *["0"] * 784], [["4"]])
    assert is_header(["5", *["x"] * 784], [["4"]])


def test_numbers_of_rows_in_any_order_are_no_labels_nor_are_the_last_pixels():
    rows = [[str((17 * row) % 101), *["0"] * 784] for row in range(100)]
    found = columns_of(rows, (), ",", "a.csv")
    assert (found.label, found.left) == (None, (0,))
    assert "first column" in found.notes[0]


@pytest.mark.parametrize("place", [0, 300, 784])
def test_the_label_is_found_in_a_sorted_table_without_names(tmp_path, same, place, csv_of):
    digits = bundled("mnist-test").take(np.arange(1_500))
    by_label = digits.take(np.argsort(digits.labels, kind="stable"))
    same(read(csv_of(tmp_path / "a.csv", with_label_at(by_label, place))), by_label)


@pytest.mark.parametrize("place", [0, 784])
def test_the_label_of_a_single_class_is_no_pixel(tmp_path, same, place, csv_of):
    digits = bundled("mnist-test")
    sevens = digits.take(np.flatnonzero(digits.labels == 7)[:30])
    same(read(csv_of(tmp_path / "a.csv", with_label_at(sevens, place))), sevens)


def test_a_table_without_names_in_which_nothing_is_like_labels_is_refused(tmp_path, some, csv_of, refused):
    rows = [[f"{row[0] / 255 + 0.001:.6f}", *row[1:]] for row in with_label_at(some, 0)]
    refused(csv_of(tmp_path / "a.csv", rows), "no names for its columns", "“label”")


def test_several_columns_of_numbers_that_have_no_names_are_left_out(tmp_path, some, same, csv_of):
    names = ",".join(["Unnamed: 0", "Unnamed: 0.1", "label", *(f"pixel{place}" for place in range(784))])
    rows = [[index, index, *row] for index, row in enumerate(with_label_at(some, 0))]
    same(read(csv_of(tmp_path / "a.csv", rows, names)), some)
