"""Numbers are read as they are written in any country, and none is guessed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.numbers import (
    Marks,
    NotANumber,
    duration,
    is_ambiguous,
    marks,
    number,
    probability,
    read_number,
    read_whole,
    short,
    signed,
    typed,
    use,
    value_range,
    whole,
    with_spread,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.01", 0.01), ("0,01", 0.01), ("0.001", 0.001), ("0,001", 0.001), ("1.000", 1.0), ("1,5", 1.5), (",5", 0.5),
        (".5", 0.5), ("5.", 5.0), ("1e-3", 0.001), ("1,5E-3", 0.0015), (" −1 ", -1.0), ("+2", 2.0), ("1000", 1000.0),
        ("1234,567", 1234.567), ("00,125", 0.125), ("٠٫٠١", 0.01), ("۰٫۵", 0.5),
    ],
)  # fmt: skip
def test_a_point_and_a_comma_are_the_same(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "1,000", "12,345", "-1,000", "1.000,5", "1,000.5", "1 000", "1_000", "1'000", "1\u00a0000", "nan",
        "inf", "1e999", "½", "0x10", "1,2,3", "1e", "--1", "1.2.3", ",",
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


@pytest.mark.parametrize(("text", "value"), [("60", 60), (" −3 ", -3), ("007", 7), ("٦٠", 60)])
def test_whole_numbers_have_digits_alone(text, value):
    assert read_whole(text) == value


@pytest.mark.parametrize("text", ["", "1.0", "1,0", "1_000", "1 000", "1e3", "²", "9" * 500])
def test_what_is_not_whole_is_refused(text):
    with pytest.raises(NotANumber):
        read_whole(text)


def test_a_point_may_stand_between_thousands_where_people_write_it_so(german):
    assert is_ambiguous("1.000")
    assert read_number("0.001") == 0.001
    with pytest.raises(NotANumber):
        read_number("1.000")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0.0 s"), (4.24, "4.2 s"), (59.97, "1 min 00 s"), (200, "3 min 20 s"), (3900, "1 h 05 min")],
)
def test_times_are_said_as_people_do(seconds, said):
    assert duration(seconds) == said


def test_minus_is_a_true_minus():
    assert number(-2.3026, 3) == "−2.303"


@pytest.mark.parametrize(
    ("log", "said"),
    [
        (0.0, "1.000"), (math.log(0.5874), "0.587"), (math.log(0.001), "0.001"), (math.log(0.00099), "1 × 10⁻³"),
        (math.log(9.4e-5), "9 × 10⁻⁵"), (math.log(9.6e-5), "1 × 10⁻⁴"), (math.log(6.1e-11), "6 × 10⁻¹¹"),
        (-104.0, "7 × 10⁻⁴⁶"), (-1000.0, "5 × 10⁻⁴³⁵"), (-math.inf, "0"),
    ],
)  # fmt: skip
def test_probabilities_have_as_many_digits_as_mean_something(log, said):
    assert probability(log) == said


def test_numbers_have_the_marks_of_the_country(german):
    assert whole(18_000) == "18.000"
    assert number(-2.3026, 3) == "−2,303"
    assert signed(0.4, 2) == "+0,40"
    assert short(0.01) == "0,01"
    assert value_range(-0.5, 1) == "−0,5 to 1"
    assert duration(4.24) == "4,2 s"
    assert probability(math.log(0.5874)) == "0,587"


def test_a_sign_stays_at_its_number_where_one_reads_from_the_right(monkeypatch):
    monkeypatch.setattr("engine.words.is_from_the_right", lambda: True)
    said = [number(-2.3, 1), signed(0.4, 2), short(-1), whole(-1000), probability(-20.0), with_spread(95.41, 0.12, 2)]
    plain = ["−2.3", "+0.40", "−1", "−1,000", "2 × 10⁻⁹", "95.41 ± 0.12"]
    assert said == [f"\u2066{one}\u2069" for one in plain]
    assert [number(2.3, 1), whole(1000), typed(-1)] == ["2.3", "1,000", "−1"]
    assert read_number(number(-2.3, 1)) == -2.3


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_a_field_shows_is_read_as_it_was(value):
    before = marks()
    try:
        for there in (before, Marks(",", "."), Marks(",", "\u00a0"), Marks(".", "’")):
            use(there)
            assert is_ambiguous(short(value, 17)) or read_number(short(value, 17)) == value
    finally:
        use(before)
