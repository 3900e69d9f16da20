"""What people call their files is shown as it is."""

import pytest
from PySide6.QtGui import QTextDocument

from gui.look.plain import menu_words, plain_tip


@pytest.mark.parametrize("name", ["<b>bold</b>", "<img src='file:///x'>", "a <br> b", "<a href='x'>y</a> & z"])
def test_a_tooltip_shows_a_name_that_looks_like_html_as_it_is(name):
    shown = QTextDocument()
    shown.setHtml(plain_tip(name))
    assert shown.toPlainText() == name


@pytest.mark.parametrize("name", ["run", "a & b", "1 < 2 > 0", "two\nlines", "&amp;"])
def test_any_other_tooltip_stays_as_it_is(name):
    assert plain_tip(name) == name


def test_a_menu_does_not_take_a_sign_of_a_name_for_that_of_a_key():
    assert menu_words("a & b") == "a && b"
