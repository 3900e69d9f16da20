"""Labels as files have them, numbers or words, as classes with names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from engine.arrays import Whole
from engine.digits.dataset import CLASSES, DIGIT_NAMES, LONGEST_NAME, MOST_CLASSES, check_names
from engine.digits.readers.common import Part
from engine.errors import UserError
from engine.numbers import whole
from engine.words import _

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_STRAYS = 10  # times as many sound labels as odd ones: those are mistakes, and no classes
_SHOWN = 8  # labels that a sentence names
_BESIDE_NUMBERS = {"digit", "digits", "number", "num", "no", "class", "label", "cls", "d", "c", "n"}
"""Words that add nothing to a number; "pen1" and "pen2" are pens, and no digits."""
_MISSING = {"nan", "na", "n/a", "#n/a", "<na>", "null", "none", "nil", "?", "-", "missing"}
"""What stands for nothing among numbers; among words, some of these may be classes."""
Named = tuple[tuple[str, ...], list[Whole]]


def as_labels(texts: Sequence[str]) -> np.ndarray:
    """Labels as texts: whole numbers if they all are, else texts. "3.0" is one, too, and quotes do not count."""
    known = {text: text.strip().strip("\"'").strip() for text in set(texts)}
    numbers = {text: _number(plain) for text, plain in known.items()}
    if all(number is not None for number in numbers.values()):
        return np.array([numbers[text] for text in texts], np.int64)
    return np.array([known[text][: LONGEST_NAME + 1] for text in texts], np.str_)


def _number(text: str) -> int | None:
    """The whole number that is written there."""
    if re.fullmatch(r"[+-]?\d{1,15}([.,]0*)?", text) and text.isascii():
        return int(float(text.replace(",", ".")))
    if re.fullmatch(r"[+-]?\d(\.\d+)?[eE][+-]?\d\d?", text) and text.isascii() and float(text).is_integer():
        return int(float(text))
    return None


def named(parts: Sequence[Part], known: Mapping[int, str] | None = None) -> Named:
    """The names of the classes of all these parts together, and each part's labels as places among them.

    ``known``: the names that the labels of a known set have; they are used if they fit. Raises UserError for labels
    that are no classes.
    """
    labels = [part.labels for part in parts if part.labels is not None]
    if any(array.dtype.kind == "U" for array in labels):
        labels, as_they_are = _words_as_numbers([array.astype(np.str_) for array in labels])
        if labels[0].dtype.kind == "U":  # words for training, and numbers for testing?
            alone = [_words_as_numbers([array])[0][0] for array in labels]
            if any(array.dtype.kind == "U" for array in alone):
                return _of_texts(parts, labels)
            labels = alone
        known = known if as_they_are else None
    return _of_numbers(parts, labels, known)


# Numbers


def _of_numbers(parts: Sequence[Part], labels: list[np.ndarray], known: Mapping[int, str] | None) -> Named:
    values = np.unique(np.concatenate(labels))
    if known is not None and all(int(value) in known for value in values):
        places = {value: place for place, value in enumerate(sorted(known))}
        return tuple(known[value] for value in sorted(known)), [_placed(array, places) for array in labels]
    if values[0] >= 0 and values[-1] < CLASSES:
        return DIGIT_NAMES, [array.astype(np.int64) for array in labels]
    _refuse_strays(parts, labels, [array[(array < 0) | (array >= CLASSES)] for array in labels])
    _check_number(parts, len(values), [str(value) for value in values])
    return tuple(map(str, values)), [np.searchsorted(values, array).astype(np.int64) for array in labels]


def _placed(array: np.ndarray, places: Mapping[int, int]) -> Whole:
    values, inverse = np.unique(array, return_inverse=True)
    return np.array([places[int(value)] for value in values], np.int64)[inverse]


def _refuse_strays(parts: Sequence[Part], labels: list[np.ndarray], odd: list[np.ndarray]) -> None:
    """Single labels beside many digits are mistakes."""
    strays, all_ = np.concatenate(odd), np.concatenate(labels)
    if not len(strays) or len(strays) * _STRAYS > len(all_) - len(strays):
        return
    stands_for_none = strays.dtype.kind == "i" and bool((strays < 0).all())
    if len(np.unique(strays)) < len(strays) and not stands_for_none:
        return
    for part, array, some in zip(parts, labels, odd, strict=True):
        if len(some):
            index = int(np.flatnonzero(array == some[0])[0])
            sentence = _("{place}: there is the label “{label}”, but the labels of the others are digits 0 to 9.")
            raise UserError(sentence.format(place=part.place(index), label=str(some[0])[:20]))


def _check_number(parts: Sequence[Part], count: int, names: list[str]) -> None:
    shown = ", ".join(f"“{name[:20]}”" for name in names[:_SHOWN]) + ("…" if count > _SHOWN else "")
    if count > MOST_CLASSES:
        sentence = _(
            "{file} has {count} different labels ({labels}), and a set has at most {most} classes: are these the "
            "labels?"
        )
        raise UserError(sentence.format(file=parts[0].name, count=whole(count), labels=shown, most=MOST_CLASSES))
    if count < 2:
        sentence = _(
            "All images in {file} have the label {labels}: a network needs at least two classes to tell apart."
        )
        raise UserError(sentence.format(file=parts[0].name, labels=shown))


# Words


def _of_texts(parts: Sequence[Part], labels: list[np.ndarray]) -> Named:
    values = [str(value) for value in np.unique(np.concatenate(labels))]
    numeric = [array[np.array([_number(str(text)) is None for text in array], bool)] for array in labels]
    _refuse_strays(parts, labels, numeric)
    if "" in values:
        _refuse_empty(parts, labels)
    _refuse_missing(parts, labels, values)
    _check_number(parts, len(values), values)
    check_names(values)
    ordered = sorted(values, key=_natural)
    places = {value: place for place, value in enumerate(ordered)}
    return tuple(ordered), [np.array([places[str(text)] for text in array], np.int64) for array in labels]


def _refuse_empty(parts: Sequence[Part], labels: list[np.ndarray]) -> None:
    for part, array in zip(parts, labels, strict=True):
        for index in np.flatnonzero(array == "")[:1]:
            sentence = _("{place}: there is no label, but each image needs one.")
            raise UserError(sentence.format(place=part.place(int(index))))


def _refuse_missing(parts: Sequence[Part], labels: list[np.ndarray], values: list[str]) -> None:
    """What programs write where nothing is known, if all others are numbers."""
    words = [value for value in values if _number(value) is None]
    if len(words) == len(values) or any(word.lower() not in _MISSING for word in words):
        return
    for part, array in zip(parts, labels, strict=True):
        for index in np.flatnonzero(np.isin(array, words))[:1]:
            sentence = _("{place}: there is “{label}”, which is no label, but each image needs one.")
            raise UserError(sentence.format(place=part.place(int(index)), label=str(array[index])))


def _natural(text: str) -> list[tuple[bool, int, str]]:
    """For sorting: "a10" after "a9"."""
    pieces = re.findall(r"[0-9]{1,15}|[^0-9]+", text)
    return [
        (not piece.isdecimal(), int(piece) if piece.isascii() and piece.isdecimal() else 0, piece) for piece in pieces
    ]


def _words_as_numbers(labels: list[np.ndarray]) -> tuple[list[np.ndarray], bool]:
    """Labels as numbers, where their words are: "07", "digit_3", "seven". Whether they are so without any change."""
    values = [str(value) for value in np.unique(np.concatenate(labels))]
    for reading in (_plain, _spelled, _behind_words, _before_words):
        numbers = reading(values)
        if numbers is not None:
            table = dict(zip(values, numbers, strict=True))
            return [np.array([table[str(text)] for text in array], np.int64) for array in labels], reading is _plain
    return labels, False


def _plain(values: list[str]) -> list[int] | None:
    return _all(values, _number)


def _spelled(values: list[str]) -> list[int] | None:
    return _all(values, lambda text: WORDS.index(text.lower()) if text.lower() in WORDS else None)


def _behind_words(values: list[str]) -> list[int] | None:
    """ "digit_3", "class 12"."""
    return _with_words(values, r"(\D+?[\s_\-.]*)(\d+)", words=1, number=2)


def _before_words(values: list[str]) -> list[int] | None:
    """ "3_digit" and "3 - three" of digits."""
    same = _with_words(values, r"(\d+)([\s_\-.]*\D+)", words=2, number=1)
    if same is not None:
        return same
    spelled = [re.fullmatch(r"(\d)[\s_\-.]+([A-Za-z]+)", text) for text in values]
    if all(found and found[2].lower() == WORDS[int(found[1])] for found in spelled):
        return [int(found[1]) for found in spelled if found]
    return None


def _with_words(values: list[str], pattern: str, words: int, number: int) -> list[int] | None:
    found = [re.fullmatch(pattern, text) for text in values]
    said = {re.sub(r"[\s_\-.]", "", match[words]).lower() for match in found if match}
    if not all(found) or len(said) != 1 or not said <= _BESIDE_NUMBERS:
        return None
    return [int(match[number][:15]) for match in found if match]


def _all(values: list[str], read: Callable[[str], int | None]) -> list[int] | None:
    numbers = [read(text) for text in values]
    return None if None in numbers else [number for number in numbers if number is not None]


def is_digits(names: tuple[str, ...]) -> bool:
    return names == DIGIT_NAMES
