"""Numbers are read as they are written in any country, and none is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.numbers import NotANumber, is_ambiguous, read_number, read_whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.01", 0.01), ("0,01", 0.01), ("0.001", 0.001), ("0,001", 0.001), ("1.000", 1.0), ("1,5", 1.5), (",5", 0.5),
        (".5", 0.5), ("5.", 5.0), ("1e-3", 0.001), ("1,5E-3", 0.0015), (" −1 ", -1.0), ("+2", 2.0), ("1000", 1000.0),
        ("1234,567", 1234.567), ("00,125", 0.125),
    ],
)  # fmt: skip
def test_a_point_and_a_comma_are_the_same(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "1,000", "12,345", "-1,000", "1.000,5", "1,000.5", "1 000", "1_000", "1'000", "1\u00a0000", "nan",
        "inf", "1e999", "٠٫٠١", "½", "0x10", "1,2,3", "1e", "--1", "1.2.3", ",",
    ],
)  # fmt: skip
def test_what_is_none_or_could_be_two_is_refused(text):
    with pytest.raises(NotANumber):
        read_number(text)


def test_only_a_comma_that_may_stand_between_thousands_is_ambiguous():
    assert all(map(is_ambiguous, ("1,000", "12,345", " −999,999 ")))
    assert not any(map(is_ambiguous, ("0,001", "1,00", "1.000", "1234,567", "1,000,000", "x")))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_python_writes_is_read_as_it_is_with_either_mark(value):
    assert read_number(repr(value)) == value
    written = repr(value).replace(".", ",")
    assert is_ambiguous(written) or read_number(written) == value


@pytest.mark.parametrize(("text", "value"), [("60", 60), (" −3 ", -3), ("007", 7)])
def test_whole_numbers_have_digits_alone(text, value):
    assert read_whole(text) == value


@pytest.mark.parametrize("text", ["", "1.0", "1,0", "1_000", "1 000", "1e3", "٣", "²", "9" * 500])
def test_what_is_not_whole_is_refused(text):
    with pytest.raises(NotANumber):
        read_whole(text)
