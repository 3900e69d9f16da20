"""What the plots keep of a run."""

import numpy as np
from PySide6.QtGui import QColor

from gui.look import theme
from gui.train.live_curves import FAINT_POINTS, AccuracyPlot, LossPlot, ThinnedLosses


def test_short_runs_keep_every_batch_where_it_stands():
    losses = ThinnedLosses(epochs=2, batches=4)
    losses.add(1, np.arange(4))
    losses.add(2, np.arange(4, 8))
    np.testing.assert_array_equal(losses.losses, np.arange(8))
    np.testing.assert_allclose(losses.epochs, (np.arange(8) + 0.5) / 4)


def test_an_epoch_under_way_is_taken_up_where_it_was_left():
    losses = ThinnedLosses(epochs=1, batches=10)
    for done in (0, 3, 3, 7, 10):
        losses.add(1, np.arange(done))
    np.testing.assert_array_equal(losses.losses, np.arange(10))


def test_long_runs_are_thinned_evenly_and_what_was_drawn_stays():
    epochs, batches = 100, 562
    losses = ThinnedLosses(epochs, batches)
    every = np.arange(epochs * batches, dtype=np.float32)
    for epoch in range(epochs):
        losses.add(epoch + 1, every[epoch * batches : epoch * batches + 200])
        part = losses.losses.copy()
        losses.add(epoch + 1, every[epoch * batches : (epoch + 1) * batches])
        np.testing.assert_array_equal(losses.losses[: len(part)], part)
    assert FAINT_POINTS / 2 < len(losses.losses) <= FAINT_POINTS
    assert len(set(np.diff(losses.losses))) == 1
    np.testing.assert_allclose(losses.epochs, (losses.losses + 0.5) / batches, rtol=1e-6)


def test_the_legend_has_the_colours_of_the_curves_before_there_are_any(qtbot):
    loss, accuracy = LossPlot(), AccuracyPlot()
    for plot in (loss, accuracy):
        qtbot.addWidget(plot)
    shown = [
        (loss, "mean of the epoch", theme.TRAIN),
        (accuracy, "training", theme.TRAIN),
        (accuracy, "test", theme.TEST),
    ]
    for plot, name, color in shown:
        curve = next(sample.item for sample, label in plot._legend.items if label.text == name)
        assert curve.scatter.opts["brush"].color() == QColor(color)
