"""Names are cut between letters, in every script."""

import unicodedata

import pytest

from engine.graphemes import cut

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"  # one picture of five characters
KOREAN = unicodedata.normalize("NFD", "한글숫자")  # as a Mac writes it: 3, 3, 3 and 2 characters


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("digits", 6, "digits"), ("digits", 5, "digi…"), ("my digits", 4, "my…"), ("abc", 1, "…"), ("abc", 0, "…"),
        ("数字一覧", 3, "数字…"), ("الأرقام", 4, "الأ…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"), ("e\u0301e\u0301e\u0301", 5, "e\u0301e\u0301…"),
        (KOREAN, 6, KOREAN[:3] + "…"), (KOREAN, 8, KOREAN[:6] + "…"), (KOREAN, 11, KOREAN),
        (f"a{FAMILY}b", 5, "a…"), (f"a{FAMILY}b", 7, f"a{FAMILY}b"), (f"a{FAMILY}bc", 7, f"a{FAMILY}…"),
        ("\U0001f1f0\U0001f1f7\U0001f1ef\U0001f1f5", 3, "\U0001f1f0\U0001f1f7…"), ("\U0001f44d\U0001f3fd!!", 2, "…"),
    ],
)  # fmt: skip
def test_no_letter_is_cut_in_two(text, most, expected):
    assert cut(text, most) == expected
