"""The menu has the runs by their seeds, and under each the pages where it can be opened."""

import numpy as np
import pytest

from engine.experiments.factors import Plan
from engine.experiments.run import Run
from engine.training.history import EpochReport
from gui.compare.open_run_button import Openable, OpenRunButton
from gui.look.words import RUN_PAGES


def run(seed, accuracy=None, reason=""):
    made = Run(0, seed, Plan())
    if accuracy is not None:
        made.history.append(EpochReport(0, 2.3, np.empty(0), accuracy, accuracy, 1.0))
        made.flat, made.reason = np.zeros(1, np.float32), reason
    return made


@pytest.fixture
def button(show):
    made = show(OpenRunButton(lambda: made.offered), 120, 30)
    made.offered = Openable([run(2, 91.25), run(0, 12.5, "diverged"), run(1)])
    made.told = []
    made.open_wanted.connect(lambda chosen, page: made.told.append((chosen.seed, page)))
    made.unpin_wanted.connect(lambda: made.told.append("unpin"))
    return made


def opened(button):
    button.menu().aboutToShow.emit()
    return button.menu().actions()


def test_runs_stand_by_their_seeds_and_those_without_a_network_cannot_be_opened(button):
    for _ in range(2):
        actions = opened(button)
    assert [action.text() for action in actions] == [
        "Seed 0: 12.50 % (diverged)", "Seed 1: waiting", "Seed 2: 91.25 %",
    ]  # fmt: skip
    assert [action.isEnabled() for action in actions] == [True, False, True]


def test_each_page_opens_the_run_that_it_stands_under(button):
    for action in opened(button)[2].menu().actions():
        action.trigger()
    assert button.told == [(2, page) for _, page in RUN_PAGES]


def test_a_row_that_was_pinned_can_be_let_go(button):
    assert "Remove it from here" not in [action.text() for action in opened(button)]
    button.offered = Openable([run(0, 90.0)], is_pinned=True)
    opened(button)[-1].trigger()
    assert button.told == ["unpin"]
