"""ARFF is read as OpenML writes it."""

from engine.digits.readers import read

NAMES = [f"pixel{place}" for place in range(1, 785)]


def arff_of(path, rows, data="@DATA"):
    head = ["% MNIST", "@RELATION mnist_784", "", *(f"@ATTRIBUTE {name} REAL" for name in NAMES)]
    head += ["@ATTRIBUTE class {0,1,2,3,4,5,6,7,8,9}", "", data]
    path.write_text("\n".join([*head, *(",".join(map(str, row)) for row in rows)]) + "\n")
    return path


def rows_with_label_last(digits, label="{}"):
    pixels = digits.images.reshape(len(digits), -1).tolist()
    return [[*row, label.format(own)] for row, own in zip(pixels, digits.labels, strict=True)]


def test_a_table_of_openmls_is_read(tmp_path, some, same):
    same(read(arff_of(tmp_path / "mnist_784.arff", rows_with_label_last(some))), some)


def test_labels_may_stand_between_quotes_and_comments_between_rows(tmp_path, some, same):
    rows = rows_with_label_last(some, "'{}'")
    same(read(arff_of(tmp_path / "a.arff", rows, "@data\n% here they come")), some)


def test_a_header_without_rows_is_refused(tmp_path, some, refused):
    refused(arff_of(tmp_path / "a.arff", [], data=""), "@DATA")
    refused(arff_of(tmp_path / "b.arff", []), "b.arff")


def test_a_sparse_table_is_refused(tmp_path, refused):
    refused(arff_of(tmp_path / "a.arff", [["{1 5", "784 3}"]]), "sparse")


def test_a_value_that_is_missing_is_named_with_its_line(tmp_path, some, refused):
    rows = rows_with_label_last(some)
    rows[3][5] = "?"
    refused(arff_of(tmp_path / "a.arff", rows), "line 794, column 6", "“?”")
