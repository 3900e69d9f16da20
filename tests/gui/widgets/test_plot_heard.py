"""A plot is heard as a sentence about each curve, and as a table of points."""

import numpy as np
import pytest

from gui.widgets.plot_heard import MOST, Curve, curve_words, heard_curves, heard_plot, points_table
from gui.widgets.still_plot import StillPlot


@pytest.fixture
def plot(qtbot):
    made = StillPlot("epoch", "loss")
    qtbot.addWidget(made)
    return made


def test_each_curve_is_a_sentence(plot):
    plot.plot([0, 1, 2, 3], [2.3, 0.4, np.nan, 0.0456789], name="training")
    plot.plot([0, 3], [2.2, 0.1])
    sentences, table = heard_plot(plot)
    assert sentences.name == "loss by epoch"
    assert sentences.text(0, 0) == (
        "training: 3 points, 2.3 to 0.04568 over epoch 0 to 3; lowest 0.04568 at 3, highest 2.3 at 0"
    )
    assert sentences.text(1, 0).startswith("loss: 2 points")
    assert (table.rows, table.columns) == (3, ("training", "loss"))
    assert (table.heads(1), table.text(1, 0), table.text(1, 1)) == ("epoch 1", "0.4", "none")


def test_steps_are_heard_at_their_middles_and_hidden_curves_are_not(plot):
    plot.plot([0, 2, 4], [5, 7], stepMode="center", name="counts")
    plot.plot([0, 1], [0, 1], name="hidden").hide()
    sentences, table = heard_plot(plot)
    assert (sentences.rows, table.heads(0), table.text(1, 0)) == (1, "epoch 1", "7")


def test_an_empty_plot_says_so(plot):
    sentences, table = heard_plot(plot)
    assert (sentences.text(0, 0), table.rows) == ("Nothing is drawn yet", 0)
    assert heard_curves(plot, [Curve("a", np.array([0.0]), np.array([np.nan]))])[1].rows == 0


def test_one_point_is_a_point():
    assert curve_words(Curve("here", np.array([3.0]), np.array([0.5])), "epoch") == "here: 0.5 at epoch 3"


def test_a_long_curve_has_as_many_rows_as_anybody_can_read():
    table = points_table([Curve("a", np.arange(10_000.0), np.arange(10_000.0))], "batch")
    assert (table.rows, table.heads(0), table.text(MOST - 1, 0)) == (MOST, "batch 0", "9999")


def test_a_plot_can_say_something_else(plot):
    plot.tell(lambda: ())
    assert plot.heard() == ()
