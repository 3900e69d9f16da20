"""What is told to a person is one sentence in one line, whatever it quotes."""

from engine.errors import LONGEST, UserError


def test_a_sentence_stands_in_one_line():
    assert str(UserError("There is no “a\n\nb\x85c”:\tuse d.")) == "There is no “a b c”: use d."


def test_what_quotes_more_than_anybody_reads_is_cut():
    assert str(UserError("x" * LONGEST)) == "x" * LONGEST
    assert str(UserError("x" * 100_000)) == "x" * LONGEST + "…"
