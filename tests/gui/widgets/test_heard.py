"""What is said of a picture is one line, however a tooltip is laid out."""

from gui.widgets.heard import at, heard_list, heard_list_with, in_a_line


def test_lines_of_a_tooltip_become_one():
    assert in_a_line("image 3: a 7\ntaken for 9\n\nprobability 0.7") == "image 3: a 7, taken for 9, probability 0.7"
    assert in_a_line("It is a 7.\nClick it") == "It is a 7. Click it"
    assert in_a_line("") == ""


def test_a_list_says_each_sentence_and_knows_the_current_one():
    heard = heard_list("Bars", ["one", "two"], 1)
    assert (heard.rows, heard.text(0, 0), heard.current) == (2, "one", (1, 0))
    assert heard_list("Bars", ["one"]).current is None
    assert at(-1, 3) is None


def test_what_is_pointed_at_comes_last():
    heard = heard_list_with("Layers", ["784 inputs"], "unit 3")
    assert (heard.rows, heard.text(1, 0), heard.current) == (2, "unit 3", (1, 0))
    assert heard_list_with("Layers", ["784 inputs"], "").rows == 1
