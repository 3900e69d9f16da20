"""A list beside pictures says what they show."""

import numpy as np
import pytest
from PIL import Image

from engine.digits.readers import NoLabels, read, read_sets


@pytest.fixture
def pictures(tmp_path, some):
    (tmp_path / "set").mkdir()
    for index, image in enumerate(some.images):
        Image.fromarray(image).save(tmp_path / "set" / f"{index:03}.png")
    return tmp_path / "set"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("filename,label", "{index:03}.png,{label}"),
        ("", "{index:03}.png,{label}"),
        ("id;class", "{index:03};{label}"),
        ("label,path,split", "{label},images/{index:03}.PNG,train"),
    ],
)
def test_names_and_labels_may_stand_in_any_columns(pictures, some, header, row, same):
    rows = [row.format(index=index, label=label) for index, label in enumerate(some.labels)]
    (pictures / "labels.csv").write_text("\n".join([header, *rows] if header else rows))
    same(read(pictures), some)


def test_a_list_of_other_pictures_is_passed_over(pictures):
    (pictures / "labels.csv").write_text("filename,label\nother.png,3\n000.png,4\n")
    (pictures / "empty.csv").write_text("")
    with pytest.raises(NoLabels):
        read(pictures)


def test_words_in_a_list_are_classes(pictures, some):
    rows = [f"{index:03}.png,{('cat', 'dog')[index % 2]}" for index in range(len(some))]
    (pictures / "labels.csv").write_text("\n".join(["file,label", *rows]))
    found = read(pictures)
    assert found.names == ("cat", "dog")
    assert np.array_equal(found.labels, np.arange(40) % 2)


def parts_of(folder, digits, *parts):
    """The same few names in folder after folder; each with its own tenth of the digits."""
    for place, part in enumerate(parts):
        (folder / part).mkdir(parents=True)
        for index, image in enumerate(digits.images[10 * place : 10 * place + 10]):
            Image.fromarray(image).save(folder / part / f"{index:03}.png")
    return folder


def lines_of(digits, place, before=""):
    return [
        f"{before}{index:03}.png,{label}" for index, label in enumerate(digits.labels[10 * place : 10 * place + 10])
    ]


def test_each_part_has_its_own_list_where_names_are_alike(tmp_path, some, same):
    folder = parts_of(tmp_path / "set", some, "train", "test")
    for place, part in enumerate(("train", "test")):
        (folder / f"{part}.csv").write_text("\n".join(["filename,label", *lines_of(some, place)]))
    found = read_sets(folder)
    same(found.digits, some.take(np.arange(10)))
    same(found.test_digits, some.take(np.arange(10, 20)))


@pytest.mark.parametrize("parts", [("train", "test"), ("a", "b")])
def test_a_list_of_paths_tells_pictures_of_one_name_apart(tmp_path, some, parts, same):
    folder = parts_of(tmp_path / "set", some, *parts)
    lines = [line for place, part in enumerate(parts) for line in lines_of(some, place, f"images\\{part}\\")]
    (folder / "labels.csv").write_text("\n".join(["filename,label", *lines]))
    found = read_sets(folder)
    same(found.digits, some.take(np.arange(20 if parts[0] == "a" else 10)))
    if found.test_digits:
        same(found.test_digits, some.take(np.arange(10, 20)))


def test_a_list_that_contradicts_itself_is_refused(pictures, some, refused):
    rows = [f"{index:03}.png,{label}" for index, label in enumerate(some.labels)]
    (pictures / "labels.csv").write_text("\n".join(["filename,label", *rows, f"000.png,{some.labels[0] + 1}"]))
    refused(pictures, "labels.csv", "000.png", "and also")
