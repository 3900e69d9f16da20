"""Sentences are said at once, or once they stay the same; and only where somebody listens."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from gui.widgets import announcing
from gui.widgets.announcing import SettledAnnouncer, announce

_Politeness = QAccessible.AnnouncementPoliteness


@pytest.fixture
def label(qtbot):
    made = QLabel()
    qtbot.addWidget(made)
    return made


def test_a_sentence_is_said_politely_and_a_failure_at_once(label, spoken):
    announce(label, "Copied the drawing")
    announce(label, "The file is damaged.", urgent=True)
    announce(label, "")
    assert [(event.message(), event.politeness()) for event in spoken] == [
        ("Copied the drawing", _Politeness.Polite),
        ("The file is damaged.", _Politeness.Assertive),
    ]


def test_nothing_is_said_where_nobody_listens(label, spoken):
    QAccessible.setActive(False)
    announce(label, "Copied the drawing")
    SettledAnnouncer(label).tell("This is a 7.")
    assert not spoken


def test_only_what_stays_is_said_and_never_twice(label, spoken, wait, monkeypatch):
    monkeypatch.setattr(announcing, "SETTLED", 5)
    announcer = SettledAnnouncer(label)
    for words in ("a 1", "a 7", "a 9"):
        announcer.tell(words)
    wait(lambda: spoken)
    announcer.tell("a 4")
    announcer.tell("a 9")
    wait(lambda: not announcer._timer.isActive())
    assert [event.message() for event in spoken] == ["a 9"]
