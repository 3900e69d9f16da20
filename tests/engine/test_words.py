"""Sentences are said in the language that was chosen."""

import gettext

import pytest

from engine import words
from engine.words import _, ngettext


class Shouted(gettext.NullTranslations):
    def gettext(self, message):
        return message.upper()

    def ngettext(self, one, several, count):
        return (one if count == 1 else several).upper()

    def info(self):
        return {"language": "xx"}


@pytest.fixture
def shouted(monkeypatch):
    monkeypatch.setattr(words, "_chosen", words._chosen)
    words.choose(Shouted())


def test_without_a_translation_the_sentences_are_english():
    assert _("Draw a digit here") == "Draw a digit here"
    assert [ngettext("{n} run", "{n} runs", n).format(n=n) for n in (0, 1, 2)] == ["0 runs", "1 run", "2 runs"]
    assert words.language() == "en"


def test_what_is_chosen_says_every_sentence(shouted):
    assert _("Draw a digit here") == "DRAW A DIGIT HERE"
    assert ngettext("one run", "runs", 1) == "ONE RUN"
    assert words.language() == "xx"


class Mirrored(gettext.NullTranslations):
    def info(self):
        return {"language": "ar_EG"}


def test_what_is_filled_in_is_set_apart_in_a_language_that_is_read_from_the_right(monkeypatch):
    monkeypatch.setattr(words, "_chosen", Mirrored())
    assert words.is_from_the_right()
    said = _("{name} has {count:.1f} %, {{so}} {other!r}").format(name="7 (2).csv", count=2, other="x")
    assert said == "\u20687 (2).csv\u2069 has \u20682.0 %\u2069, {so} \u2068'x'\u2069"
    assert ngettext("{n} run", "{n} runs", 2).format(n=2) == "\u20682\u2069 runs"
    assert _("Draw a digit here") == "Draw a digit here"
    assert _(">{percent} %").format(percent="99.9") == "\u2068>99.9 %\u2069"
    assert _("<b>{name}</b>").format(name="x") == "<b>\u2068x\u2069</b>"
    assert words.left_to_right("1 ± 2") == "\u20661 ± 2\u2069"
    assert words.without_isolates(words.left_to_right("1 ± 2") + said) == "1 ± 27 (2).csv has 2.0 %, {so} 'x'"


@pytest.mark.parametrize("language", ["en", "de_DE", "ko", "arn", "hebrew"])
def test_other_languages_have_their_sentences_as_they_are(monkeypatch, language):
    monkeypatch.setattr(words, "language", lambda: language)
    assert not words.is_from_the_right()
    assert _("{n} runs") == "{n} runs"
    assert words.left_to_right("1 ± 2") == "1 ± 2"
