"""Names of classes are typed in, and what cannot be is said at its line."""

import pytest

from gui.data.class_names_dialog import ClassNamesDialog


@pytest.fixture
def dialog(show):
    made = show(ClassNamesDialog(("0", "1", "2")), 400, 300)
    made.told = []
    made.chosen.connect(made.told.append)
    return made


def errors(dialog):
    return [error.text() for error in dialog._errors]


def test_names_are_taken_without_the_space_around_them(dialog, click):
    assert not dialog.take.isEnabled(), "nothing is different yet"
    for field, name in zip(dialog.fields, ("cat ", " <b>dog</b>", "お"), strict=True):
        field.setText(name)
    click(dialog.take)
    assert dialog.told == [("cat", "<b>dog</b>", "お")]


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [(1, "  ", "cannot be the name"), (2, "x" * 41, "1 to 40 characters"), (2, "0", "Two classes are called “0”.")],
)
def test_what_cannot_be_is_said_at_its_line_and_not_taken(dialog, line, name, words):
    dialog.fields[line].setText(name)
    assert words in errors(dialog)[line]
    assert sum(map(bool, errors(dialog))) == 1
    assert not dialog.take.isEnabled()
    dialog.fields[line].setText("another")
    assert not any(errors(dialog))
    assert dialog.take.isEnabled()


def test_sixty_two_lines_scroll(show):
    dialog = show(ClassNamesDialog(tuple(f"c{k}" for k in range(62))), 400, 400)
    assert len(dialog.fields) == 62
    assert dialog.height() < 700
