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
