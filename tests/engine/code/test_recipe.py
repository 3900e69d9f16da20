"""Where a program takes its images from, and what it cannot be."""

import dataclasses

import numpy as np
import pytest

from engine.code.lines import Line
from engine.code.program import program
from engine.code.recipe import BESIDE, beside, colab, own_file
from engine.digits.bundle import BUNDLED, bundled
from engine.digits.readers import Loaded, read
from engine.errors import UserError
from engine.experiments.factors import Plan


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("MNIST 20,000", "MNIST-20-000-digits.npz"), ("mine.csv", "mine-csv-digits.npz"), ("../../x", "x-digits.npz"),
        ("con", "con-digits.npz"), ("名前", "digits.npz"), ("x" * 300, f"{'x' * 40}-digits.npz"),
        ("a'; b\n", "a-b-digits.npz"),
    ],
)  # fmt: skip
def test_the_images_get_a_plain_name_whatever_their_set_is_called(few_digits, name, file):
    source = beside(Loaded(dataclasses.replace(few_digits, name=name, origin="somewhere")))
    assert (source.kind, source.file) == (BESIDE, file)


def test_a_set_that_ships_has_the_name_that_it_ships_under():
    assert beside(Loaded(bundled("mnist-test"))).file == "mnist-test.npz"
    assert "mnist-20k" in BUNDLED


def test_colabs_table_is_the_one_path_that_a_program_knows():
    text = program(Plan(), colab()).text
    assert 'path = "/content/sample_data/mnist_train_small.csv"\n' in text
    assert 'table = np.loadtxt(path, delimiter=",", dtype=np.uint8)' in text
    assert "npz" not in text


@pytest.mark.parametrize(
    ("delimiter", "above"), [(",", ""), (";", "label;" + "pixel;" * 783 + "pixel\n"), ("\t", "\n\n"), (" ", "\ufeff")]
)
def test_the_users_table_is_read_as_inkling_reads_it(tmp_path, few_digits, delimiter, above):
    digits, path = few_digits.take(np.arange(20)), tmp_path / "it's mine.csv"
    rows = np.column_stack([digits.labels, digits.images.reshape(20, 784)])
    numbers = "\n".join(delimiter.join(map(str, row)) for row in rows.tolist())
    path.write_text(f"{above}{numbers}\n", "utf-8")
    (part,) = [part for part in program(Plan(), own_file(path, read(path))).parts if part.key == "images"]
    code = "\n".join(line.text for line in part.lines).replace('"it\'s mine.csv"', repr(str(path)))
    names = {"np": np}
    exec(code, names)
    known = read(path)
    assert np.array_equal(names["images"], known.images)
    assert np.array_equal(names["labels"], known.labels)
    assert names["labels"].dtype == np.int64


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"label,pixel\n", b'"5","0"\n', b"\x93NUMPY"])
def test_another_file_is_refused_in_a_sentence(tmp_path, few_digits, content):
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(UserError, match=r"a\.npz is no CSV file"):
        own_file(tmp_path / "a.npz", few_digits)
    with pytest.raises(UserError, match=r"nowhere\.csv could not be read"):
        own_file(tmp_path / "nowhere.csv", few_digits)


def test_a_name_that_fills_more_than_a_line_is_refused(tmp_path, few_digits):
    with pytest.raises(UserError, match="too long a name"):
        own_file(tmp_path / f"{'x' * 100}.csv", few_digits)


def row(label, image):
    return ",".join(map(str, [label, *image.ravel().tolist()])) + "\n"


def test_a_table_whose_label_stands_elsewhere_or_that_was_turned_is_refused(tmp_path, few_digits):
    image, label = few_digits.images[0], int(few_digits.labels[0])
    named = dataclasses.replace(few_digits, names=tuple("abcdefghij"))
    first, last, turned = row(label, image), row(image[0, 0], image.ravel()[1:]), row(label, image.T)
    for text, digits in ((last, few_digits), (turned, few_digits), (first, named)):
        (tmp_path / "a.csv").write_text(text)
        with pytest.raises(UserError, match=r"a\.csv is no CSV file that a short program can read"):
            own_file(tmp_path / "a.csv", digits)


def test_the_path_of_the_users_file_stays_out(tmp_path, few_digits):
    (tmp_path / "a.csv").write_text(row(few_digits.labels[0], few_digits.images[0]))
    one = program(Plan(), own_file(tmp_path / "a.csv", few_digits))
    assert str(tmp_path) not in one.text
    assert Line('path = "a.csv"', ("digits",)) in one.lines
