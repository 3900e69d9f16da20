"""A key stands for the class that is called by its digit or letter."""

import sys
from string import ascii_letters, ascii_uppercase

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from engine.digits.dataset import DIGIT_NAMES
from gui.canvas.class_keys import class_of, eraser_is_e, has_key

NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
ALL = tuple("0123456789" + ascii_letters)


def press(key, text="", modifiers=NONE, repeat=False):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, repeat)


@pytest.mark.parametrize(
    ("names", "event", "name"),
    [
        (DIGIT_NAMES, press(Qt.Key.Key_7, "7"), "7"),
        (DIGIT_NAMES, press(Qt.Key.Key_7), "7"),
        (DIGIT_NAMES, press(Qt.Key.Key_A, "a"), None),
        (DIGIT_NAMES, press(Qt.Key.Key_7, "7", CTRL), None),
        (DIGIT_NAMES, press(Qt.Key.Key_7, "7", repeat=True), None),
        (DIGIT_NAMES, press(Qt.Key.Key_7, "/", SHIFT), None),
        (DIGIT_NAMES, press(Qt.Key.Key_Agrave, "0", SHIFT), "0"),
        (tuple(ascii_uppercase), press(Qt.Key.Key_E, "e"), "E"),
        (tuple(ascii_uppercase), press(Qt.Key.Key_E, "E", SHIFT), "E"),
        (ALL, press(Qt.Key.Key_E, "e"), "e"),
        (ALL, press(Qt.Key.Key_E, "E", SHIFT), "E"),
        (("Bag", "Coat"), press(Qt.Key.Key_B, "b"), None),
        (("お", "き"), press(Qt.Key.Key_unknown, "き"), "き"),
        (("ä", "ö"), press(Qt.Key.Key_Adiaeresis, "Ä", SHIFT), "ä"),
        (("2", "3", "5"), press(Qt.Key.Key_1, "1"), None),
        (("+", "-"), press(Qt.Key.Key_Plus, "+"), None),
    ],
)
def test_a_key_is_the_class_s_that_is_called_so(names, event, name):
    assert class_of(event, names) == name


def test_only_digits_and_letters_have_keys():
    assert [name for name in ("7", "a", "Z", "あ", "Bag", "10", "+") if has_key(name)] == ["7", "a", "Z", "あ"]


def test_e_is_the_eraser_s_key_unless_a_class_is_called_so():
    assert eraser_is_e(DIGIT_NAMES)
    assert eraser_is_e(("Eel", "Bag"))
    assert not eraser_is_e(tuple("abcde"))
    assert not eraser_is_e(tuple("ABCDE"))


KEY_OF_2 = {"linux": (11, 0), "win32": (3, 0), "darwin": (0, 19)}
"""Scan code and virtual key of the one that is 2 in the number row."""


def native(key, text, modifiers=NONE):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, *KEY_OF_2[sys.platform], 0, text)


@pytest.mark.parametrize("text", ["é", "2", ""])
def test_a_digit_that_needs_shift_has_its_key_without_too(text):
    """As on a French keyboard, where the key of 2 writes é."""
    assert class_of(native(Qt.Key.Key_Eacute, text), DIGIT_NAMES) == "2"
    assert class_of(native(Qt.Key.Key_Eacute, "É", SHIFT), DIGIT_NAMES) is None
    assert class_of(native(Qt.Key.Key_Eacute, "é"), (*DIGIT_NAMES, "é")) == "é"  # a class of its own comes first


def test_a_letter_of_another_alphabet_stands_for_the_one_that_qt_takes_its_key_for():
    assert class_of(press(Qt.Key.Key_F, "а"), tuple(ascii_uppercase)) == "F"  # the Cyrillic а is where F is
    assert class_of(press(Qt.Key.Key_F, "а"), ("а", "F")) == "а"
