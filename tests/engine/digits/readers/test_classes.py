"""Labels, numbers or words, become classes with names."""

import numpy as np
import pytest

from engine.digits.dataset import DIGIT_NAMES
from engine.digits.readers.classes import as_labels, named
from engine.digits.readers.common import Part
from engine.errors import UserError


def part(labels):
    labels = as_labels(labels) if isinstance(labels, list) else labels
    images = np.zeros((len(labels), 28, 28), np.uint8)
    return Part(images, labels, "a.csv", "/a.csv", lambda index: f"a.csv, line {index + 1}")


def names_of(*labels, known=None):
    names, places = named([part(own) for own in labels], known)
    return names, [own.tolist() for own in places]


@pytest.mark.parametrize(
    "texts",
    [
        ["7", "0", "3", "7"],
        ["7.0", "0.0", "3.0", "7.0"],
        ["07", "00", "03", "07"],
        ['"7"', "'0'", " 3 ", "7"],
        ["7e0", "0.000e+00", "3e+00", "7.0e0"],
        ["seven", "Zero", "three", "seven"],
        ["digit_7", "digit_0", "digit_3", "digit_7"],
        ["7 - seven", "0 - zero", "3 - three", "7 - seven"],
    ],
)
def test_digits_stay_digits_however_they_are_written_and_though_some_are_missing(texts):
    assert names_of(texts) == (DIGIT_NAMES, [[7, 0, 3, 7]])


def test_other_numbers_are_classes_called_by_their_number():
    names, places = names_of([str(1 + place % 26) for place in range(52)])
    assert names == tuple(map(str, range(1, 27)))
    assert places[0][:3] == [0, 1, 2]
    assert names_of(["-1", "1", "-1", "1"]) == (("-1", "1"), [[0, 1, 0, 1]])


def test_words_are_classes_in_the_order_of_people():
    assert names_of(["b", "a10", "a9", "b"]) == (("a9", "a10", "b"), [[2, 1, 0, 2]])


def test_words_with_numbers_are_words_unless_they_speak_of_digits():
    assert names_of(["pen2", "pen1", "pen2"]) == (("pen1", "pen2"), [[1, 0, 1]])
    assert names_of(["class 11", "class 12"])[0] == ("11", "12")


def test_both_parts_have_the_same_classes():
    assert names_of(["cat", "dog"], ["emu", "cat"]) == (("cat", "dog", "emu"), [[0, 1], [2, 0]])


def test_a_known_sets_names_are_used_if_they_fit():
    known = {1: "a", 2: "b", 3: "c"}
    assert names_of(["3", "1"], known=known) == (("a", "b", "c"), [[2, 0]])
    assert names_of(["3", "4"], known=known)[0] == DIGIT_NAMES


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["1", "2"] * 20 + ["12"], ["line 41", "“12”", "0 to 9"]),
        (["1", "2"] * 20 + ["3.5"], ["line 41", "“3.5”", "0 to 9"]),
        (["1", "2"] * 20 + [""], ["line 41", "0 to 9"]),
        (["a", "b", ""], ["line 3", "no label"]),
        (["cat"] * 4, ["“cat”", "two classes"]),
        ([str(number) for number in range(63)], ["63", "62"]),
        (["a" * 41, "b"], ["40"]),
    ],
)
def test_what_are_no_classes_is_refused(texts, words):
    with pytest.raises(UserError) as found:
        names_of(texts)
    for word in words:
        assert word in str(found.value), str(found.value)


@pytest.mark.parametrize("missing", ["nan", "NA", "?", "None"])
def test_what_stands_for_nothing_among_numbers_is_no_class(missing):
    with pytest.raises(UserError, match="no label"):
        named([part([*["3.0", "4.0"] * 20, missing, missing])])


def test_labels_below_zero_beside_many_digits_are_no_class():
    with pytest.raises(UserError, match="“-1”"):
        named([part(np.array([*range(10)] * 5 + [-1, -1]))])


def test_words_for_training_and_numbers_for_testing_are_the_same_digits():
    assert names_of(["seven", "zero", "one"], ["7", "0", "1"]) == (DIGIT_NAMES, [[7, 0, 1], [7, 0, 1]])
