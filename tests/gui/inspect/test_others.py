"""Who else is asked about the set: those who know its classes, one after another, and nobody while nobody looks."""

import numpy as np
import pytest

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.experiments.yardsticks.keeping import kept
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import Centroid
from engine.networks.network import FeedForward, NetworkSpec
from gui.model.networks import BEFORE, OPENED, Known
from tests.gui.inspect.tools import show


@pytest.fixture
def rows(page):
    return lambda: page.others.rows(page.evidence.current())


def test_only_those_that_know_the_classes_are_asked_and_nobody_before_somebody_looks(
    page, session, rows, pretended, wait
):
    three, ten = FeedForward(NetworkSpec((4,), classes=3)), FeedForward(NetworkSpec((4,)), 8)
    session.networks.add(OPENED, Known("three", lambda: three, None))
    session.networks.add(BEFORE, Known("ten", lambda: ten, None))
    letters = Digits(np.zeros((4, 28, 28), np.uint8), np.arange(4), "letters", names=("a", "b", "c", "d"))
    session.yardsticks.open(kept(Centroid(), 0, Images(session.data.digits, None, 0.25)))
    session.yardsticks.open(kept(Centroid(), 1, Images(session.data.digits, None, 0.25)))
    wait(lambda: len(session.yardsticks.names()) == 2 and not session.tasks.busy)
    one, other = session.yardsticks.all().values()
    assert [row.judge for row in rows()] == ["Yours", "ten", one.label, f"{one.label} (2)"]
    assert [bool(row.guess) for row in rows()] == [True, False, False, False]
    assert rows()[0].shown
    show(page, page.evidence).side.setCurrentWidget(page.evidence.others)
    wait(lambda: all(row.guess for row in rows()))
    digits = page.inspector.judged.evaluation.digits
    guess = ten.log_probabilities(digits.images).argmax(1)[page.evidence.current()]
    assert rows()[1].guess == str(guess)
    assert one.asked == other.asked == len(digits)
    assert page.evidence.others.summary.text()
    session.data.set_digits(letters)
    page.inspector.choose_images("official")
    wait(lambda: not page.inspector.busy)
    page.evidence.side.setCurrentWidget(page.evidence.penalties)
    wait(lambda: not session.tasks.busy)
    asked = one.asked
    session.yardsticks.drop(next(iter(session.yardsticks.names())))
    assert one.asked == asked


def fails(_images):
    raise UserError("Its process was ended by the system.")


def test_one_that_cannot_answer_has_no_guess_and_the_next_is_asked(page, session, rows, pretended, wait):
    session.yardsticks.open(kept(Centroid(), 0, Images(session.data.digits, None, 0.25)))
    wait(session.yardsticks.names)
    broken = session.yardsticks.get(session.yardsticks.chosen)
    broken._ask = fails
    network = FeedForward(NetworkSpec((4,)), 8)
    session.networks.add(BEFORE, Known("before", lambda: network, None))
    show(page, page.evidence).side.setCurrentWidget(page.evidence.others)
    wait(lambda: rows()[1].guess and not session.tasks.busy)
    assert [row.judge for row in rows()] == ["Yours", "before", broken.label]
    assert not rows()[2].guess
