"""An image is marked on both penalty curves, and how much it teaches is told in words."""

import math

import numpy as np
import pytest

from gui.inspect.penalty_plots import TOP, PenaltyPlots
from tests.gui.inspect.tools import found, show


@pytest.fixture
def plots(show):
    return show(PenaltyPlots(), 400, 500)


def place(mark):
    return tuple(float(part[0]) for part in mark.getData())


@pytest.mark.parametrize("p", [0.9, 0.1, 0.01])
def test_the_marks_stand_on_the_curves(plots, p):
    plots.show_image(math.log(p))
    assert place(plots._log_mark) == pytest.approx((p, -math.log(p)))
    assert place(plots._linear_mark) == pytest.approx((p, -p))
    assert plots._log_mark.isVisible()


def test_what_is_beyond_the_axis_is_marked_at_its_end_by_another_sign(plots):
    plots.show_image(-6.9)
    near = plots._log_mark.opts["symbol"]
    plots.show_image(-90.0)
    assert place(plots._log_mark)[1] == TOP
    assert plots._log_mark.data["symbol"][0] != near


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.01, "100 times as steep"), (0.5, "2.0 times as steep"), (0.9, "little is left to learn"), (0.0, "steep")],
)
def test_the_penalty_is_told_in_words(plots, p, words):
    plots.show_image(float(np.log(p)) if p else -90.0)
    assert words in plots._words.text()


def test_no_image_and_no_number_have_no_mark(plots):
    plots.show_image(float("nan"))
    assert not plots._log_mark.isVisible()
    assert "not a number" in plots._words.text()
    plots.show_image(None)
    assert not plots._linear_mark.isVisible()
    assert plots._words.text() == ""


def test_the_penalties_are_marked_where_the_image_stands(page):
    panel, evaluation = show(page, page.evidence), found(page)
    index = int(evaluation.true_evidence.argmin())
    panel.set_current(index)
    p = np.exp(evaluation.true_evidence[index])
    assert panel.penalties._linear_mark.getData()[1][0] == pytest.approx(-p)
    assert panel.penalties._log_mark.getData()[0][0] == pytest.approx(p)
    assert "times as steep" in panel.penalties._words.text()


def test_it_speaks_of_digits_only_where_there_are_digits(show):
    plots = show(PenaltyPlots(), 300, 400)
    plots.set_names(("cat", "dog"))
    assert "true class" in plots.toolTip()
    assert plots._linear.getAxis("bottom").labelText == "p of the true class"
    plots.set_names(tuple("0123456789"))
    assert "true digit" in plots.toolTip()
    assert plots._linear.getAxis("bottom").labelText == "p of the true digit"
