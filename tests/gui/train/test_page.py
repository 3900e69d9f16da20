"""The Train page: what is said at the fields, what the buttons do, and what the plots show."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from engine.digits.bundle import bundled
from gui.train.first_batch_dialog import FirstBatchDialog
from gui.train.page import TrainPage

VERTICAL = [(0.5, y) for y in np.linspace(0.2, 0.8, 12)]


@pytest.fixture
def page(window):
    window.pages.setCurrentWidget(window.train_page)
    return window.train_page


@pytest.fixture
def alone(session, page_of):
    """The page without its window, for what needs no training."""
    made = page_of(TrainPage)
    session.data.set_digits(bundled())
    return made


@pytest.fixture
def training(window):
    """The run under way."""
    return window.session.training


def field(page, name):
    return page.findChild(QLineEdit, name) or page.findChild(QComboBox, name)


def write(page, name, text):
    """Replace what a field says by typing."""
    editor = field(page, name)
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    QTest.keyClicks(editor, text)


def short(page, epochs=2):
    write(page, "epochsField", str(epochs))


def test_the_form_starts_with_the_lesson(alone):
    setup = alone.form.setup()
    assert setup.spec.hidden == (64, 32, 32)
    assert (setup.config.epochs, setup.config.batch_size, setup.config.learning_rate) == (60, 32, 0.01)
    assert setup.test_fraction == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("hiddenField", "64,,x", "empty place"),
        ("hiddenField", "64,x", "not a whole number"),
        ("hiddenField", "0", "0 units"),
        ("hiddenField", "1000000", "1000000 units"),
        ("hiddenField", "10000, 10000", "parameters"),
        ("learningRateField", "0", "over 0"),
        ("learningRateField", "abc", "not a number"),
        ("learningRateField", "nan", "over 0"),
        ("learningRateField", "-1", "over 0"),
        ("epochsField", "0", "1 to"),
        ("epochsField", "2.5", "whole number"),
        ("batchSizeField", "0", "at least one"),
        ("batchSizeField", "18001", "larger than the 18,000 training images"),
        ("testShareField", "0", "1 to 90"),
        ("seedField", "-1", "seed"),
        ("dropoutField", "1", "under 1"),
    ],
)
def test_a_bad_value_is_told_at_its_field_and_nothing_can_start(alone, click, name, text, said, training):
    page = alone
    write(page, name, text)
    told = page.findChild(QLabel, f"{name}Error")
    assert told.isVisible()
    assert said in told.text()
    assert field(page, name).property("wrong")
    click(page.start)
    assert training.run is None
    page.form.reset()
    assert not told.isVisible()
    assert page.start.isEnabled()


@pytest.mark.parametrize(("optimizer", "rate"), [("rmsprop", "0.001"), ("adam", "0.001"), ("sgd", "0.01")])
def test_choosing_an_optimiser_proposes_a_learning_rate(alone, optimizer, rate):
    page = alone
    chooser = field(page, "optimizerField")
    chooser.setCurrentIndex(1 if optimizer == "sgd" else 0)
    chooser.setCurrentIndex(chooser.findData(optimizer))
    assert field(page, "learningRateField").text() == rate


def test_undo_in_the_field_brings_the_own_learning_rate_back(alone):
    page = alone
    write(page, "learningRateField", "0.3")
    chooser = field(page, "optimizerField")
    chooser.setCurrentIndex(chooser.findData("adam"))
    field(page, "learningRateField").undo()
    assert field(page, "learningRateField").text() == "0.3"


def test_a_run_fills_both_plots_and_the_title(page, click, wait, training):
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


def test_the_best_epoch_is_marked(page, click, wait, training):
    short(page)
    click(page.start)
    wait(lambda: not training.under_way)
    x, y = page.accuracy_plot._best.getData()
    history = training.run.history
    assert list(x) == [history.best]
    assert list(y) == [history.test_accuracy.max()]


def test_pausing_holds_and_resuming_goes_on(page, click, wait, training):
    short(page, 500)
    click(page.start)
    wait(lambda: training.run.history.count > 1)
    click(page.pause)
    assert page.pause.text() == "Resume"
    control = training.run.control
    wait(lambda: control.progress() is not None and control.paused)
    held = training.run.history.count
    click(page.pause)
    wait(lambda: training.run.history.count > held)
    click(page.stop)
    wait(lambda: not training.under_way)
    assert training.run.outcome == "stopped"


def test_stop_works_while_paused_and_keeps_the_network(page, window, click, wait, training):
    short(page, 500)
    click(page.start)
    wait(lambda: training.run.history.count > 1)
    click(page.pause)
    click(page.stop)
    wait(lambda: not training.under_way)
    assert window.session.networks.network("trained") is not None
    assert "Stopped after" in window.progress.words()
    assert page.start.isEnabled()


def test_one_epoch_trains_one_and_holds(page, click, wait, training):
    short(page, 5)
    click(page.step)
    wait(lambda: training.paused)
    wait(lambda: page.pause.text() == "Resume")
    assert training.run.history.count == 2
    click(page.step)
    wait(lambda: training.run.history.count == 3 and training.paused)
    click(page.stop)
    wait(lambda: not training.under_way)


def test_divergence_is_told_and_the_last_sound_network_kept(page, window, click, wait, training):
    write(page, "learningRateField", "1000")
    click(page.start)
    wait(lambda: not training.under_way)
    assert training.run.outcome == "diverged"
    assert "smaller learning rate" in window.notice.text()
    assert window.session.networks.network("trained").flat.isfinite().all()


def test_softmax_losses_have_an_axis_of_their_own(alone):
    page = alone
    chooser = field(page, "outputField")
    chooser.setCurrentIndex(chooser.findData("softmax"))
    low, high = page.loss_plot.plot.viewRange()[1]
    assert low == pytest.approx(-1, abs=0.05)
    assert high == pytest.approx(0, abs=0.05)


def test_pointing_reads_both_plots_at_the_same_epoch(page, click, wait, training):
    short(page)
    click(page.start)
    wait(lambda: not training.under_way)
    plot = page.accuracy_plot.plot
    where = plot.getPlotItem().getViewBox().mapViewToScene(QPointF(1, 50)).toPoint()
    QTest.mouseMove(plot.viewport(), QPoint(where.x(), where.y()))
    wait(lambda: page.loss_plot.reading() != "")
    history = training.run.history
    test = history.test_accuracy[1]
    assert page.loss_plot.reading() == f"epoch 1: loss {history.loss[1]:.3f}"
    assert f"test {test:.1f} % ({100 - test:.1f} % wrong)" in page.accuracy_plot.reading()


def test_check_one_batch_shows_shape_evidence_and_loss_beside_chance(page, window, click, wait):
    click(page.check)
    wait(lambda: window.findChild(FirstBatchDialog) is not None)
    dialog = window.findChild(FirstBatchDialog)
    words = dialog.findChild(QLabel, "firstBatchWords").text()
    assert "(32, 10)" in words
    assert "ln 10 = 2.303" in words
    table = dialog._table
    assert (table.rowCount(), table.columnCount()) == (32, 10)
    dialog.findChild(QComboBox, "firstBatchKind").setCurrentIndex(1)
    row = [float(table.item(0, digit).text()) for digit in range(10)]
    assert sum(row) == pytest.approx(1, abs=0.01)
    dialog.close()


def test_check_one_batch_of_softmax_is_beside_minus_a_tenth(page, window, click, wait):
    chooser = field(page, "outputField")
    chooser.setCurrentIndex(chooser.findData("softmax"))
    click(page.check)
    wait(lambda: window.findChild(FirstBatchDialog) is not None)
    dialog = window.findChild(FirstBatchDialog)
    assert "−0.1" in dialog.findChild(QLabel, "firstBatchWords").text()
    dialog.close()


def test_the_watched_digit_moves_while_it_learns(page, click, wait, draw, training):
    click(page.watching)
    assert page.watch.canvas.objectName() == "watchCanvas"
    draw(page.watch.canvas, VERTICAL)
    short(page, 500)
    click(page.start)
    seen = set()

    def moves():
        seen.add(tuple(page.watch.bars._logs or ()))
        return len(seen) > 3

    wait(moves)
    click(page.stop)
    wait(lambda: not training.under_way)


def test_the_diagram_says_how_many_parameters(alone):
    write(alone, "hiddenField", "10")
    assert alone.diagram._parameters == 784 * 10 + 10 + 10 * 10 + 10


def test_every_button_and_field_explains_itself(page):
    for widget in [*page.findChildren(QPushButton), *page.findChildren(QLineEdit), *page.findChildren(QComboBox)]:
        assert widget.toolTip(), widget.objectName()
