"""Each kind of word has its colour, and all of them can be read in light and dark, also where a line is lit."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPlainTextEdit

from gui.look import restyling, theme
from gui.train.code_colors import DARK, LIGHT, CodeColors
from gui.train.code_view import CHANGED, LIT


def colored(view, line):
    """(text, colour) of each stretch of a line that has a colour of its own."""
    block = view.document().findBlockByNumber(line)
    return [
        (block.text()[one.start : one.start + one.length], one.format.foreground().color().name().upper())
        for one in block.layout().formats()
    ]


@pytest.fixture
def view(qtbot, qapp):
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.colors = CodeColors(made)
    return made


def test_keywords_strings_numbers_and_comments_are_told_apart(view):
    view.setPlainText('for n in (1, -2.5e-3): print(f"{n} # of it", \'a\\\'b\')  # "x"')
    kinds = {color: kind for kind, color in LIGHT.items()}
    assert [(text, kinds[color]) for text, color in colored(view, 0)] == [
        ("for", "keyword"), ("in", "keyword"), ("1", "number"), ("2.5e-3", "number"),
        ('f"{n} # of it"', "string"), ("'a\\'b'", "string"), ('# "x"', "comment"),
    ]  # fmt: skip


def test_names_with_keywords_and_digits_in_them_are_names(view):
    view.setPlainText('forward = layer1(X2, format=None)\n"""A text: "it" is one."""')
    assert [text for text, _ in colored(view, 0)] == ["None"]
    assert [text for text, _ in colored(view, 1)] == ['"""A text: "it" is one."""']


def contrast(first, second):
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""

    def luminance(color):
        parts = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in color.getRgbF()[:3]]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("scheme", "colors"), [("light", LIGHT), ("dark", DARK)])
def test_every_colour_can_be_read_on_every_background(qapp, scheme, colors):
    theme.apply(qapp)
    theme.set_scheme(qapp, scheme)
    role, palette = QPalette.ColorRole, qapp.palette()
    base = palette.color(role.Base)
    grounds = [
        base, theme.blend(base, palette.color(role.Accent), LIT), theme.blend(base, QColor(theme.WINNER), CHANGED),
    ]  # fmt: skip
    texts = [palette.color(role.Text), *map(QColor, colors.values())]
    theme.set_scheme(qapp, "system")
    assert min(contrast(text, ground) for text in texts for ground in grounds) >= 4.5


def test_the_colours_follow_the_palette(view, qapp):
    theme.apply(qapp)
    view.setPlainText("import torch")
    theme.set_scheme(qapp, "dark")
    restyling.finish(qapp)  # what is hidden has its new looks a little later
    view.colors.follow_palette()
    assert colored(view, 0) == [("import", DARK["keyword"].upper())]
    theme.set_scheme(qapp, "system")
