"""The learning rate of the training under way can be changed while it learns."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.runs.library import RUN
from engine.runs.run_file import read_run
from engine.training.rate_changes import RateChange
from tests.gui.train.tools import short


def give(field, text, key=Qt.Key.Key_Return):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, key)


def test_a_rate_is_given_to_the_next_batch_marked_told_and_kept(page, click, wait, training, session, room):
    field, told = page.plots.rate.field, []
    session.messages.told.connect(told.append)
    assert not field.isVisible(), "before the first training there is no rate to be told"
    assert "While a training is under way" in field.toolTip()
    short(page, 4)
    click(page.step)
    wait(lambda: training.paused)
    assert (field.isVisible(), field.isEnabled(), field.text()) == (True, True, "0.01")
    give(field, "fast")
    assert "“fast” is no learning rate" in room.notice.text()
    assert field.property("wrong")
    give(field, "", Qt.Key.Key_Escape)
    wait(lambda: field.text() == "0.01" or training.ticked.emit())
    give(field, "0,05")
    assert told[-1] == "The next batch is trained with learning rate 0.05"
    assert not room.notice.text() or "learning rate" not in room.notice.text()
    assert training.run.rate_changes == ()
    assert page.form.setup().config.learning_rate == 0.01
    click(page.step)
    wait(lambda: training.run.history.count == 3 and training.paused)
    changes = (RateChange(2, 1, 0.05),)
    wait(lambda: told[-1] == "Learning rate 0.05 from epoch 2, batch 1 on")
    assert training.run.history.rate_changes == training.run.rate_changes == changes
    assert field.text() == "0.05"
    wait(lambda: "SGD 0.01 → 0.05 (epoch 2, batch 1)" in page.loss_plot.caption())
    for plot in (page.loss_plot, page.accuracy_plot):
        assert [line.value() for line in plot.rate_marks.lines] == [1.0]
    page.plots._on_pointed(2)
    assert page.loss_plot.reading().endswith(", learning rate 0.05")
    give(field, "0.02")
    click(page.stop)
    wait(lambda: not training.under_way)
    assert not field.isEnabled()
    assert read_run(training.run.folder / RUN).checkpoint.rate_changes == (*changes, RateChange(3, 1, 0.02))
    click(page.pause)  # it goes on
    wait(lambda: not training.under_way)
    assert training.run.history.learning_rate[1:].tolist() == [0.01, 0.05, 0.02, 0.02]
