"""The strip says what is fitted and how long that takes, and gives up on demand."""

import threading

import pytest
from PySide6.QtWidgets import QWidget

from engine.apart import Cancelled
from engine.experiments.yardsticks.keeping import kept
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from gui.model import yardsticks
from gui.shell.fitting_strip import FittingStrip


@pytest.fixture
def strip(session, show):
    around = QWidget()
    made = FittingStrip(session.yardsticks, around)
    show(around, 700, 40)
    return made


def test_it_is_there_while_something_is_fitted_and_gives_it_up(strip, session, few_digits, click, wait, monkeypatch):
    began = threading.Event()

    def endless(_kept, _digits, cancelled):
        began.set()
        while not cancelled():
            threading.Event().wait(0.01)
        raise Cancelled("Cancelled.")

    monkeypatch.setattr(yardsticks, "fit_at_hand", endless)
    session.data.set_digits(few_digits)
    assert not strip.isVisible()
    for recipe in (Neighbours(), Centroid()):
        session.yardsticks.open(kept(recipe, 0, Images(few_digits)))
    wait(began.is_set)
    wait(lambda: strip._bar.value() > 0)
    assert strip.isVisible()
    assert "Fitting a yardstick, 3 nearest neighbours: about " in strip.words()
    assert strip.words().endswith("1 more waits")
    session.yardsticks.under_way[0].estimate = 1e-6
    wait(lambda: "a little longer" in strip.words())
    click(strip._cancel)
    wait(lambda: not strip.isVisible())
    assert not session.yardsticks.names()
