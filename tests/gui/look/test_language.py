"""Numbers are written as the system's country writes them, and Qt speaks the language of the sentences."""

import gettext

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QSpinBox

from engine import numbers, words
from gui.look import language


@pytest.fixture
def follow(qapp, monkeypatch):
    """``follow("de_DE")``, until the test ends."""
    marks, default, translators = numbers.marks(), QLocale(), []
    monkeypatch.setattr(qapp, "installTranslator", lambda made: translators.append(made) or True, raising=False)
    yield lambda name: (language.follow(qapp, QLocale(name)), translators)[1]
    numbers.use(marks)
    QLocale.setDefault(default)


@pytest.mark.parametrize(
    ("name", "written"),
    [("en_US", "18,000.5"), ("de_DE", "18.000,5"), ("ko_KR", "18,000.5"), ("ar_EG", "18,000.5")],
)
def test_numbers_are_written_as_in_the_country_with_digits_from_0_to_9(follow, name, written):
    follow(name)
    group, point = numbers.whole(18_000), numbers.number(0.5, 1)[1:]
    assert group + point == written


def test_spin_boxes_have_the_same_digits(follow):
    follow("ar_EG")
    assert QSpinBox(value=60, maximum=99).text() == "60"


def test_qt_speaks_the_language_of_the_sentences_and_not_the_systems(follow, monkeypatch):
    class German(gettext.NullTranslations):
        def info(self):
            return {"language": "de"}

    assert not any("Abbrechen" in made.translate("QPlatformTheme", "Cancel") for made in follow("de_DE"))
    monkeypatch.setattr(words, "_chosen", German())
    assert any(made.translate("QPlatformTheme", "Cancel") == "Abbrechen" for made in follow("en_US"))
