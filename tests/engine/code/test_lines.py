"""Templates are filled all at once, and each line knows its fields."""

import ast

import pytest

from engine.code.lines import Line, filled, lines_of, number, quoted

HOSTILE = [
    "a.csv", "it's.csv", '".csv', "'; import os  #: seed", '"; import os  #: seed', "a\nimport os\n", "a\r\x85\u2028b",
    "@EPOCHS@", "#: seed", "  #: seed", "\\", '\\"', "{seed}", "%s", '"""', "'''", "\u202egpj.exe", "\udc80", "\0", "",
    "x" * 255, "名前.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_stays_a_name_whatever_is_in_it(name):
    (line,) = lines_of(filled("open(@FILE@)  #: digits", file=quoted(name), epochs="3"))
    assert line.fields == ("digits",)
    assert line.text.isprintable()
    (call,) = ast.parse(line.text).body
    assert ast.literal_eval(call.value.args[0]) == name


def test_a_word_is_replaced_in_a_line_and_takes_lines_where_it_stands_alone():
    template = "for x in @MANY@:\n    @LINES@\n    @NONE@\nend @MANY@"
    assert (
        filled(template, many="xs", lines="one\n\n    two", none="") == "for x in xs:\n    one\n\n        two\nend xs"
    )


def test_a_word_without_a_value_is_a_mistake():
    with pytest.raises(KeyError):
        filled("x = @NOWHERE@")


def test_marks_say_the_fields_and_stand_in_no_program():
    assert lines_of("a = 1  #: seed, epochs\nb  # c\n") == (
        Line("a = 1", ("seed", "epochs")), Line("b  # c"), Line(""),
    )  # fmt: skip


def test_only_lines_that_are_nothing_else_are_comments():
    assert [line.is_comment for line in lines_of("    # a\nb  # c\n")] == [True, False, False]


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (0.0, "0"), (-2.0, "-2"), (0.1, "0.1"), (1e-30, "1e-30"), (1e30, "1e+30")]
)
def test_numbers_are_short_and_exact(value, text):
    assert number(value) == text
