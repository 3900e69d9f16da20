"""CSV is read as spreadsheets and Kaggle write it; what is wrong is named with its line."""

import pytest

from engine.digits.readers import Cancelled, read, read_sets
from engine.digits.readers.lines import LONGEST

HEADERS = {
    "none": "",
    "Kaggle's": "label," + ",".join(f"pixel{k}" for k in range(784)),
    "by place": "label," + ",".join(f"{r}x{c}" for r in range(1, 29) for c in range(1, 29)),
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_csv_is_read_with_and_without_a_header(tmp_path, some, header, end, same, rows_of, csv_of):
    path = csv_of(tmp_path / "train.csv", rows_of(some), header, end=end)
    found = read(path)
    same(found, some)
    assert (found.name, found.origin) == ("train.csv", str(path))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_with_any_usual_delimiter(tmp_path, some, delimiter, same, rows_of, csv_of):
    same(read(csv_of(tmp_path / "train.csv", rows_of(some), delimiter=delimiter)), some)


def test_csv_with_a_byte_order_mark_and_empty_lines_is_read(tmp_path, some, same, rows_of, csv_of):
    path = csv_of(tmp_path / "train.csv", rows_of(some), HEADERS["Kaggle's"], end="\n\n", encoding="utf-8-sig")
    same(read(path), some)


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
def test_a_wrong_number_is_named_with_its_line_and_column(
    tmp_path, some, header, row, column, value, words, refused, rows_of, csv_of
):
    rows = rows_of(some)
    rows[row][column - 1] = value
    line = row + 1 + bool(header)
    refused(csv_of(tmp_path / "train.csv", rows, header), "train.csv", f"line {line},", *words)


@pytest.mark.parametrize(("count", "row"), [(784, 7), (786, 7), (784, 0), (786, 0)])
def test_a_row_of_another_length_is_named_with_its_line(tmp_path, some, count, row, refused, rows_of, csv_of):
    rows = rows_of(some)
    rows[row] = [*rows[row], 0][:count]
    refused(csv_of(tmp_path / "train.csv", rows), f"line {row + 1}", f"{count} columns", "785")


def test_rows_that_are_all_a_column_short_are_refused_also_under_a_whole_header(
    tmp_path, some, refused, rows_of, csv_of
):
    rows = [row[:-1] for row in rows_of(some)]
    refused(csv_of(tmp_path / "train.csv", rows, HEADERS["Kaggle's"]), "line 2", "784 columns")


def test_lines_are_counted_as_an_editor_counts_them(tmp_path, some, refused, rows_of, csv_of):
    rows = rows_of(some)
    rows[4][0] = 12
    refused(csv_of(tmp_path / "train.csv", rows, end="\n\n"), "line 9,")


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", HEADERS["Kaggle's"].encode()], ids=["empty", "blank", "header"])
def test_a_file_without_a_row_is_refused(tmp_path, content, refused):
    path = tmp_path / "train.csv"
    path.write_bytes(content)
    refused(path, "train.csv")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_text_in_another_encoding_is_read(tmp_path, some, encoding, same, rows_of, csv_of):
    names = HEADERS["Kaggle's"].replace("pixel7,", "Größe7,")
    same(read(csv_of(tmp_path / "train.csv", rows_of(some), names, encoding=encoding)), some)


def test_text_in_an_encoding_that_cannot_be_told_is_refused(tmp_path, some, refused, rows_of, csv_of):
    refused(csv_of(tmp_path / "train.csv", rows_of(some), encoding="utf-16-le"), "train.csv")


@pytest.mark.parametrize("word", ["nan", "NaN", "inf", "1e5"])
def test_a_single_row_of_what_are_numbers_to_others_is_no_line_of_names(tmp_path, word, refused):
    path = tmp_path / "one.csv"
    path.write_text(",".join(["3", *[word] * 784]))
    refused(path, "line 1, column 2", word)


def test_a_file_of_empty_lines_without_an_end_can_be_given_up(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"\n" * 3_000_000)
    with pytest.raises(Cancelled):
        read_sets(tmp_path / "a.csv", cancelled=lambda: True)


def test_a_line_that_is_far_too_long_is_never_taken_for_two(tmp_path, some, rows_of, refused):
    first, second = (",".join(map(str, row)) for row in rows_of(some)[:2])
    path = tmp_path / "a.csv"
    path.write_text(f"{first}\n{first.ljust(LONGEST)}{second}\n")
    refused(path, "line 2", "longer than any row")


def test_a_space_separates_only_where_nothing_else_does(tmp_path, some, same, rows_of, csv_of):
    names = ",".join(["digit label", *(f"pixel {place}" for place in range(784))])
    same(read(csv_of(tmp_path / "a.csv", rows_of(some), names)), some)
    same(read(csv_of(tmp_path / "b.csv", rows_of(some), delimiter=" ")), some)


def test_pixels_whose_names_were_sorted_as_texts_are_put_in_order(tmp_path, some, same, rows_of, csv_of):
    names = sorted(f"pixel{place}" for place in range(784))
    order = [0, *(1 + int(name.removeprefix("pixel")) for name in names)]
    rows = [[row[place] for place in order] for row in rows_of(some)]
    found = read_sets(csv_of(tmp_path / "train.csv", rows, ",".join(["label", *names])))
    same(found.digits, some)
    assert "order of the numbers" in found.note


@pytest.mark.parametrize("first", [True, False])
def test_a_mark_behind_each_row_does_not_shift_the_names(tmp_path, some, first, same, rows_of, csv_of):
    names = ["label", *(f"pixel{place}" for place in range(784))]
    rows = [[*row, ""] if first else [*row[1:], row[0], ""] for row in rows_of(some)]
    header = ",".join(names if first else [*names[1:], "label"])
    same(read(csv_of(tmp_path / "train.csv", rows, header)), some)


def test_labels_may_have_a_decimal_comma(tmp_path, some, same, rows_of, csv_of):
    rows = [[f"{row[0]},0", *row[1:]] for row in rows_of(some)]
    same(read(csv_of(tmp_path / "train.csv", rows, HEADERS["Kaggle's"].replace(",", ";"), delimiter=";")), some)


def test_a_sparse_table_of_libsvms_is_named(tmp_path, refused):
    path = tmp_path / "mnist.scale"
    path.write_text("5 153:3 154:18\n0 128:51\n", "utf-8")
    refused(path, "mnist.scale", "sparse table")
