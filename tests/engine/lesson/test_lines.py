"""The lines of the entries of a TOML text."""

import pytest

from engine.lesson.lines import entry_lines, line_of

TEXT = '''# a comment
title = "a = b"

[[step]]
name = "one"
words = """
name = "not an entry"
[[step]]
"""
done = [
  { when = "drawn" },
]

[[step]]
"name" = 'two'
words = """one line"""
[step.question]
ask = "?"
why = """
\\""" goes on
ask = "no"
"""
answer = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("title", 2), ("step 1", 4), ("step 1.name", 5), ("step 1.words", 6), ("step 1.done", 10), ("step 2", 14),
        ("step 2.name", 15), ("step 2.words", 16), ("step 2.question", 17), ("step 2.question.ask", 18),
        ("step 2.question.answer", 23),
    ],
)  # fmt: skip
def test_each_entry_has_its_line(path, line):
    assert entry_lines(TEXT)[path] == line


def test_what_is_missing_has_the_line_of_what_is_around_it():
    lines = entry_lines(TEXT)
    assert line_of("step 2.question.why.deep", lines) == lines["step 2.question.why"]
    assert line_of("step 1.title", lines) == 4
    assert line_of("language", lines) == line_of("", lines) == 1


def test_arrays_of_tables_inside_a_step_are_counted_anew_in_each():
    lines = entry_lines(
        "[[step]]\n[[step.done]]\nwhen = 1\n[[step.done]]\nwhen = 2\n[[step]]\n[[step.done]]\nwhen = 3\n"
    )
    assert [lines[f"step {step}.done {number}.when"] for step, number in ((1, 1), (1, 2), (2, 1))] == [3, 5, 8]
