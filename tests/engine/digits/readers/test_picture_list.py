"""A list beside pictures says what they show."""

import numpy as np
import pytest
from PIL import Image

from engine.digits.readers import NoLabels, read


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
