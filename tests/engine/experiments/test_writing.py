"""Values are written as the person writes them, in an experiment's file in English, and are read as the same values."""

import gettext

import pytest

from engine import numbers, words
from engine.digits.changes import INVERTED, TESTING, Change
from engine.errors import UserError
from engine.experiments.experiment import Experiment, Factor, as_text, open_experiment, read_factor, save_experiment
from engine.experiments.factors import FACTORS, Plan
from engine.experiments.writing import RANGES, choice
from engine.numbers import Marks

GERMAN_WORDS = {
    "none": "keine",
    "{low} to {high}": "{low} bis {high}",
    "{low} to {high} but tested in {test_low} to {test_high}":
        "im Test {test_low} bis {test_high}, sonst {low} bis {high}",
}  # fmt: skip


class GermanTranslations(gettext.NullTranslations):
    def gettext(self, message):
        return GERMAN_WORDS.get(message, message)


@pytest.fixture
def german_words(monkeypatch):
    monkeypatch.setattr(words, "_chosen", GermanTranslations())


NUMBER_LISTS = [
    ("0.001, 0.01, 0.1", (0.001, 0.01, 0.1)),
    ("0.001,0.01", (0.001, 0.01)),
    ("0,0.2,0.4", (0, 0.2, 0.4)),
    ("0.001, 0.01,0.1", (0.001, 0.01, 0.1)),
    ("1e-3,1e-2", (0.001, 0.01)),
    ("0,001, 0,01", (0.001, 0.01)),
    ("0,001 ,0,01", (0.001, 0.01)),
    ("0, 0,5", (0, 0.5)),
    ("0,001; 0,01", (0.001, 0.01)),
    ("0,001;0.01", (0.001, 0.01)),
    ("0,5", (0.5,)),
    ("0,5;", (0.5,)),
    ("0.1, 0.2,", (0.1, 0.2)),
    ("0, 1", (0, 1)),
]


@pytest.mark.parametrize(("text", "values"), NUMBER_LISTS)
def test_numbers_have_a_point_or_a_comma(text, values):
    assert read_factor("weight_decay", text).values == values


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(("text", "values"), NUMBER_LISTS)
def test_numbers_have_a_comma_or_a_point_in_germany(text, values):
    assert read_factor("weight_decay", text).values == values


TWO_WAYS = ("0,001,0,01", "1,000", "0,1,2", "1,2,3", "0.5, 1,000", "0,5; 1,000", "1,000.5", "0.5,1,000", "1.000,5")


@pytest.mark.parametrize("text", TWO_WAYS)
def test_what_can_be_read_in_two_ways_is_refused_with_an_example(text):
    with pytest.raises(UserError) as refused:
        read_factor("learning_rate", text)
    assert "can be read in two ways: write it like 0.001, 0.01, 0.1, with nothing between" in str(refused.value)
    assert refused.value.field == "values"


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("text", [*TWO_WAYS, "1.000", "0,5; 1.000"])
def test_what_can_be_read_in_two_ways_in_germany_is_refused_with_a_german_example(text):
    with pytest.raises(UserError, match="can be read in two ways: write it like 0,001; 0,01; 0,1, with nothing"):
        read_factor("learning_rate", text)


@pytest.mark.parametrize("text", ["0.1, fast", "inf", "nan; 1", "0.1; 0.2, 0.3", "0.1.2", "0,1e999"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(UserError, match=r"is not understood\. Write, for example: 0\.001, 0\.01, 0\.1"):
        read_factor("learning_rate", text)


@pytest.mark.usefixtures("german")
def test_in_germany_a_semicolon_is_asked_for_between_numbers_and_a_comma_between_counts():
    with pytest.raises(UserError, match="“0,1 0,01” is more than one number: write a semicolon between two numbers"):
        read_factor("learning_rate", "0,1 0,01")
    with pytest.raises(UserError, match="write a comma between two numbers"):
        read_factor("batch_size", "8 32")


@pytest.mark.parametrize("text", ["8, 32, 128", "8,32,128", "8; 32; 128", "8;32, 128"])
def test_counts_stand_between_commas_or_semicolons(text):
    assert read_factor("batch_size", text).values == (8, 32, 128)


@pytest.mark.usefixtures("german")
def test_what_the_form_writes_has_decimal_commas_and_semicolons_in_germany():
    assert FACTORS["learning_rate"].example == "0,001; 0,01; 0,1"
    assert FACTORS["batch_size"].example == "8, 32, 128"
    assert Factor("momentum", (0.0, 0.5)).text() == "0; 0,5"
    assert Factor("range", (((-0.5, 1.0), None), ((0.0, 1.0), (0.0, 255.0)))).text() == (
        "−0,5 to 1; 0 to 1 but tested in 0 to 255"
    )
    assert FACTORS["dropout"].label(0.25) == "dropout 0,25"


@pytest.mark.parametrize("marks", [Marks(), Marks(",", "."), Marks(",", "\u202f"), Marks("٫", "٬")])
@pytest.mark.parametrize("name", FACTORS)
def test_what_the_form_writes_and_the_example_are_understood_everywhere(name, marks, monkeypatch):
    monkeypatch.setattr(numbers, "_marks", marks)
    kind = FACTORS[name]
    assert kind.values(kind.example) == kind.samples
    assert [kind.opened(kind.saved(value)) for value in kind.samples] == list(kind.samples)


@pytest.mark.parametrize("marks", [Marks(), Marks(",", "."), Marks(",", "\u202f"), Marks("٫", "٬")])
@pytest.mark.parametrize("value", [1.125, -1.125, 123.456, 1_000.0, 1e-7, 1e16, 1 / 3, 1.5, 0.125])
def test_a_number_is_never_written_so_that_it_could_be_two(value, marks, monkeypatch):
    monkeypatch.setattr(numbers, "_marks", marks)
    assert read_factor("weight_decay", Factor("weight_decay", (value, 2.0)).text()).values == (value, 2.0)
    assert read_factor("weight_decay", Factor("weight_decay", (value,)).text()).values == (value,)
    made = Factor("range", (((value, 5e5), (0.0, value)),))
    assert read_factor("range", made.text()) == made


def test_choices_are_read_in_the_language_and_in_english_and_saved_in_english():
    shown = choice({(): "wie sie sind", 1: "Umgekehrt (nur Test)"}, {(): "as they are", 1: "inverted (testing only)"})
    assert [shown.words(value) for value in ((), 1)] == ["wie sie sind", "Umgekehrt (nur Test)"]
    for text in ("umgekehrt (nur Test)", "Inverted (testing only)"):
        assert shown.read(text) == 1
    assert shown.opened(shown.saved(1)) == 1
    with pytest.raises(KeyError):
        shown.opened("wie sie sind")


def test_where_a_word_is_one_thing_here_and_another_in_english_each_is_read_where_it_stands():
    shown = choice({1: "still", 2: "loud"}, {1: "quiet", 2: "still"})
    assert (shown.read("still"), shown.opened("still")) == (1, 2)


@pytest.mark.usefixtures("german_words")
@pytest.mark.parametrize(
    ("name", "text", "english", "value"),
    [
        ("hidden", "keine", "none", ()), ("left_out", "keine", "none", None),
        ("range", "0 bis 1", "0 to 1", ((0.0, 1.0), None)),
        ("range", "im Test −1 bis 2, sonst 0 bis 0.5", "0 to 0.5 but tested in −1 to 2", ((0.0, 0.5), (-1.0, 2.0))),
    ],
)  # fmt: skip
def test_words_in_lists_are_those_of_the_language_or_english(name, text, english, value):
    kind = FACTORS[name]
    assert (kind.words(value), kind.saved(value)) == (text, english)
    assert kind.value(text) == kind.value(english) == kind.opened(english) == value


def test_spaces_in_a_range_do_not_matter():
    assert RANGES.read("  -1  to 1 but   tested in 0to1 ") == ((-1.0, 1.0), (0.0, 1.0))


def test_every_name_that_is_shown_has_an_english_one():
    for name in ("output", "optimizer", "activation", "augmentation", "data"):
        for value in FACTORS[name].writing.words.__self__:
            assert FACTORS[name].saved(value) == FACTORS[name].words(value), "as long as English is shown"


FACTORS_OF_A_FILE = (
    Factor("learning_rate", (0.001, 1.125)),
    Factor("range", (((-1.0, 1.0), None), ((0.0, 0.5), (0.0, 255.0)))),
)


@pytest.mark.usefixtures("german", "german_words")
def test_a_file_is_the_same_wherever_it_is_saved(tmp_path, monkeypatch):
    made = Experiment("mine", Plan(), FACTORS_OF_A_FILE)
    german = as_text(made)
    assert '"1.125"' in german
    assert "\\u22121 to 1" in german
    save_experiment(tmp_path / "experiment.json", made)
    assert open_experiment(tmp_path / "experiment.json") == made
    monkeypatch.setattr(numbers, "_marks", Marks())
    monkeypatch.setattr(words, "_chosen", gettext.NullTranslations())
    assert as_text(made) == german
    assert open_experiment(tmp_path / "experiment.json") == made


@pytest.mark.usefixtures("german")
def test_a_file_has_no_decimal_commas():
    with pytest.raises(UserError, match=r"“0,5” is not understood\. Write, for example: 0\.001, 0\.01, 0\.1"):
        FACTORS["learning_rate"].opened("0,5")


def test_a_change_is_saved_as_before():
    assert FACTORS["data"].saved((Change(INVERTED, where=TESTING),)) == "inverted (testing only)"
    assert FACTORS["data"].saved(()) == "as they are"
