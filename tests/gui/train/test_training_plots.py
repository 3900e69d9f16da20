"""Loss and accuracies grow while it trains."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest

from tests.gui.train.tools import field, short


def test_a_run_fills_both_plots_marks_its_best_epoch_and_is_read_by_pointing(page, click, wait, training):
    short(page)
    click(page.start)
    assert not page.start.isEnabled()
    wait(lambda: not training.under_way)
    history = training.run.history
    assert history.count == 3
    _, loss = page.loss_plot._mean.getData()
    np.testing.assert_allclose(loss, history.loss)
    x, batches = page.loss_plot._batches.getData()
    assert len(x) == len(batches) == 1124
    assert 0 < x[0] < x[-1] < 2
    _, test = page.accuracy_plot._test.getData()
    np.testing.assert_allclose(test, history.test_accuracy)
    assert page.accuracy_plot.title().startswith(f"Final test accuracy {history.test_accuracy[2]:.1f} %")
    assert "%*" in page.accuracy_plot.title()
    assert "chosen on the test images" in page.accuracy_plot._words.toolTip()
    x, y = page.accuracy_plot._best.getData()
    assert list(x) == [history.best]
    assert list(y) == [history.test_accuracy.max()]
    plot = page.accuracy_plot.plot
    where = plot.getPlotItem().getViewBox().mapViewToScene(QPointF(1, 50)).toPoint()
    QTest.mouseMove(plot.viewport(), QPoint(where.x(), where.y()))
    wait(lambda: page.loss_plot.reading() != "")
    test = history.test_accuracy[1]
    assert page.loss_plot.reading() == f"epoch 1: loss {history.loss[1]:.3f}", "both at the same epoch"
    assert f"test {test:.1f} % ({100 - test:.1f} % wrong)" in page.accuracy_plot.reading()


def test_softmax_losses_have_an_axis_of_their_own(alone):
    page = alone
    chooser = field(page, "outputField")
    chooser.setCurrentIndex(chooser.findData("softmax"))
    low, high = page.loss_plot.plot.viewRange()[1]
    assert low == pytest.approx(-1, abs=0.05)
    assert high == pytest.approx(0, abs=0.05)


def test_the_curves_say_what_made_them_whatever_the_form_says(page, click, wait, training):
    page.form.set_values(
        {"hidden": "8", "output": "softmax", "optimizer": "adam", "learning_rate": "0.001", "epochs": "2"}
    )
    click(page.start)
    wait(lambda: not training.under_way)
    assert page.loss_plot.caption() == "784-8-10 · softmax · Adam 0.001 · batch 32 · seed 0"
    page.form.reset()
    assert page.loss_plot.caption() == "784-8-10 · softmax · Adam 0.001 · batch 32 · seed 0"


def test_why_test_is_above_training_at_first_is_said_and_the_gap_at_the_end(page, click, wait, training, session):
    session.data.set_digits(session.data.digits.take(np.arange(300)))
    page.form.set_values({"optimizer": "adam", "learning_rate": "0.001", "epochs": "25"})
    click(page.start)
    assert page.accuracy_plot.caption() == "training: mean over the epoch, while it learns · test: after the epoch"
    wait(lambda: not training.under_way)
    history = training.run.history
    gap = history.train_accuracy[25] - history.test_accuracy[25]
    assert gap > 1
    assert page.accuracy_plot.caption().startswith(f"training is {gap:.1f} points above test")
    history.count = 25  # the last batch was told of before the epoch was measured
    page.plots._begin(training.run)
    page.plots.refresh()
    history.count = 26
    page.plots.refresh()
    assert len(page.loss_plot._mean.getData()[1]) == 26
