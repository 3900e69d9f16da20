"""What the plots keep of a run, and what they show of it."""

import string

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from engine.digits.dataset import DIGIT_NAMES
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
        assert curve.opts["symbolBrush"].color() == QColor(color)


@pytest.fixture
def loss(show):
    return show(LossPlot(), 500, 300)


@pytest.fixture
def accuracy(show):
    return show(AccuracyPlot(), 500, 300)


def drawn(item):
    return [part.tolist() if part is not None else [] for part in item.getData()]


def seen(plot, padding):
    """The ends of the upright axis without the room around them."""
    low, high = plot.plot.getPlotItem().getViewBox().viewRange()[1]
    room = padding * (high - low) / (1 + 2 * padding)
    return pytest.approx((low + room, high - room))


def test_losses_of_the_two_outputs_have_axes_of_their_own(loss):
    assert seen(loss, 0.045) == (0, 3)
    loss.set_output("softmax")
    assert seen(loss, 0.045) == (-1, 0)
    assert "−p" in loss.plot.getAxis("left").labelText
    loss.set_output("log_softmax")
    assert seen(loss, 0.045) == (0, 3)
    assert "−log p" in loss.plot.getAxis("left").labelText


def test_curves_begin_with_epoch_0(loss, accuracy):
    loss.show_epochs(np.array([2.3, 0.5]))
    assert drawn(loss._mean) == [[0, 1], [2.3, 0.5]]
    accuracy.show_accuracies(np.array([10.0, 80.0]), np.array([11.0, 79.0]), 1)
    assert drawn(accuracy._train) == [[0, 1], [10, 80]]
    assert drawn(accuracy._test) == [[0, 1], [11, 79]]


def test_the_best_epoch_is_marked_once_there_is_one_to_choose(accuracy):
    accuracy.show_accuracies(np.array([10.0]), np.array([11.0]), 0)
    assert drawn(accuracy._best) == [[], []]
    accuracy.show_accuracies(np.array([10.0, 80.0, 85.0]), np.array([11.0, 79.0, 78.0]), 1)
    assert drawn(accuracy._best) == [[1], [79]]


KNOWN = [10, 92.4, 99.83]  # chance, the published linear classifier, the best published network


def levels(accuracy):
    return [line.value() for line in accuracy._yardsticks.lines]


def test_yardsticks_are_shown_with_their_names_on_demand(accuracy):
    assert levels(accuracy) == []
    accuracy.set_yardsticks(True)
    assert levels(accuracy) == KNOWN
    assert accuracy.plot.getAxis("right").isVisible()
    accuracy.set_yardsticks(False)
    assert levels(accuracy) == []
    assert not accuracy.plot.getAxis("right").isVisible()


def test_what_was_measured_takes_the_place_of_what_was_published(accuracy):
    accuracy.set_yardsticks(True)
    accuracy.set_measured([(95.7, "forest 95.7 %")])
    assert levels(accuracy) == [10, 95.7]
    accuracy.set_measured([])
    assert levels(accuracy) == KNOWN


def test_the_pointer_tells_the_nearest_epoch_and_what_is_read_is_said_from_outside(loss, point):
    told = []
    loss.pointed.connect(told.append)
    loss.set_epochs(10)
    point(loss.plot, 3.4, 1)
    point(loss.plot, 3.6, 1)
    QApplication.sendEvent(loss.plot, QEvent(QEvent.Type.Leave))
    assert told == [3, 4, None]
    loss.point_at(4, "epoch 4: loss 0.5")
    assert (loss.reading(), loss._line.value(), loss._line.isVisible()) == ("epoch 4: loss 0.5", 4, True)
    loss.point_at(None, "")
    assert (loss.reading(), loss._line.isVisible()) == ("", False)


LETTERS = tuple(string.ascii_uppercase)


@pytest.mark.parametrize(("names", "lowest"), [(("no", "yes"), 0), (("a", "b", "c"), 0), (LETTERS, 0)])
def test_accuracies_reach_down_to_what_networks_at_chance_have(accuracy, names, lowest):
    accuracy.set_names(names)
    assert seen(accuracy, 0.045) == (lowest, 100)
    accuracy.set_names(DIGIT_NAMES)
    assert seen(accuracy, 0.045) == (10, 100)


def test_of_other_classes_than_digits_chance_alone_is_marked(accuracy):
    accuracy.set_yardsticks(True)
    accuracy.set_names(("no", "yes"))
    assert levels(accuracy) == [50]
    accuracy.set_names(DIGIT_NAMES)
    assert levels(accuracy) == KNOWN
    accuracy.set_yardsticks(False)
    accuracy.set_names(("no", "yes"))
    assert levels(accuracy) == []


@pytest.mark.parametrize(("classes", "highest"), [(2, 2), (10, 3), (26, 4), (62, 5)])
def test_losses_reach_past_that_of_chance(loss, classes, highest):
    loss.set_output("log_softmax", classes)
    assert seen(loss, 0.045) == (0, highest)
    loss.set_output("softmax", classes)
    assert seen(loss, 0.045) == (-1, 0)
