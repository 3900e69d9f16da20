"""Help > About: the version, what Inkling is made of and under which licences, and facts for a bug report."""

from importlib.metadata import version

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit, QPushButton, QWidget

from engine.version import VERSION
from gui.shell.about import AboutDialog, show_about


@pytest.fixture
def dialog(show, session, wait):
    beside = show(QWidget(), 400, 300)
    show_about(beside, session.tasks)
    made = beside.findChild(AboutDialog)
    wait(lambda: made.findChild(QPlainTextEdit, "licenceText").toPlainText())
    yield made
    made.close()


def names(dialog):
    listed = dialog.findChild(QListWidget, "licenceNames")
    return [listed.item(row).text() for row in range(listed.count())]


def test_it_names_the_version_and_the_terms_of_code_digits_and_qt(dialog):
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for part in (f"Inkling {VERSION}", "MIT", "CC BY-SA 3.0", "LGPL"):
        assert part in words


def test_it_lists_what_inkling_is_made_of(dialog):
    assert {name.split()[0] for name in names(dialog)} >= {"torch", "numpy", "PySide6_Essentials", "filelock"}
    assert any(name.startswith(f"torch {version('torch')}") for name in names(dialog))


def test_the_licence_of_what_is_chosen_is_shown(dialog, wait):
    listed, text = dialog.findChild(QListWidget, "licenceNames"), dialog.findChild(QPlainTextEdit, "licenceText")
    for name, words in (("PySide6_Essentials", "GNU LESSER GENERAL PUBLIC LICENSE"), ("numpy", "NumPy Developers")):
        listed.setCurrentItem(next(iter(listed.findItems(name, Qt.MatchFlag.MatchStartsWith))))
        wait(lambda words=words: words in text.toPlainText())


def test_the_button_copies_facts_about_the_system(dialog, click):
    click(dialog.findChild(QPushButton, "copyFactsButton"))
    copied = QGuiApplication.clipboard().text()
    for part in (f"Inkling {VERSION}, from source", "Python 3.", "Qt 6.", f"torch {version('torch')}"):
        assert part in copied
