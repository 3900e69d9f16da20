"""The watchdog names the line that holds the GUI thread, and holds nothing against a thread that only waits."""

import time

import numpy as np
import pytest
from PySide6.QtCore import QTimer

from tests.watchdog import ROOT, Hold, Watchdog, heaviest, told


def hold(seconds):
    """Computes for so long in the GUI thread."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        np.sort(np.arange(2000)[::-1])


@pytest.fixture
def dog(qapp):
    made = Watchdog(held=0.05)
    yield made
    made.stop()


def test_it_finds_the_hold_and_where_it_is(dog, qtbot):
    QTimer.singleShot(0, lambda: hold(0.12))
    qtbot.waitUntil(lambda: bool(dog.holds))
    assert dog.holds[0].seconds >= 0.12
    assert any(function == "hold" and file == __file__ for file, _line, function in dog.holds[0].places)


def test_waiting_is_no_hold(dog, qtbot):
    done = []
    QTimer.singleShot(0, lambda: (time.sleep(0.15), done.append(True)))
    qtbot.waitUntil(lambda: bool(done))
    assert dog.holds == []


def test_what_was_before_is_forgotten(dog):
    hold(0.06)
    dog.forget()
    dog.stop()
    assert dog.holds == []


A, B, C = ("a.py", 1, "a"), ("b.py", 2, "b"), ("c.py", 3, "c")


def test_the_way_goes_inwards_as_long_as_half_of_the_time_is_on_one_line():
    assert heaviest([(0.3, (A, B)), (0.1, (A, C))]) == (A, B)
    assert heaviest([(0.1, (A, B)), (0.1, (A, C)), (0.1, (A,))]) == (A,)
    assert heaviest([]) == ()


def test_it_is_told_by_lines_of_the_program_the_worst_first():
    theme, plot, test = ((str(ROOT / "gui" / name), 7, "paint") for name in ("theme.py", "plot.py", "../tests/x.py"))
    words = told(
        [Hold(0.2, 0.3, (test, plot)), Hold(0.4, 0.5, (theme,)), Hold(0.1, 0.1, (theme,)), Hold(0.15, 0.2, ())]
    )
    first, _road, second, _road, third, _road = words.splitlines()
    assert "400 ms" in first
    assert "2 times" in first
    assert "gui/theme.py:7 paint" in first
    assert "200 ms" in second
    assert "gui/plot.py:7 paint" in second
    assert "no line of the program" in third
    assert told([]) == "Nothing has held the GUI thread."
