"""The strip says how far a file is read, and gives up on demand."""

import pytest
from PySide6.QtWidgets import QWidget

from gui.data.reading_strip import ReadingStrip
from gui.widgets.share_bar import STEPS


@pytest.fixture
def strip(show):
    window = QWidget()
    made = ReadingStrip(window)
    show(window, 500, 40)
    return made


def test_it_appears_with_the_first_word_and_starts_from_nothing(strip):
    assert not strip.isVisible()
    strip.begin("Reading a.csv…")
    strip.show_share(0.25)
    assert (strip.isVisible(), strip._words.text(), strip._bar.value()) == (True, "Reading a.csv…", STEPS // 4)
    strip.begin("Reading b.csv…")
    assert strip._bar.value() == 0
    strip.show_share(1.0)
    assert strip._bar.value() == STEPS


def test_giving_up_is_told(strip, click, qtbot):
    strip.begin("Reading a.csv…")
    with qtbot.waitSignal(strip.cancelled):
        click(strip._cancel)
