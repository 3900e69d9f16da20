"""The button that holds a training goes on with one that has ended, be it early."""

from engine.runs.library import RUN
from engine.runs.run_file import read_run
from gui.train.going_on import pause_words
from tests.gui.train.tools import field, write


def test_a_run_that_stopped_early_says_why_and_is_trained_for_20_more(page, click, wait, training, room):
    write(page, "epochsField", "60")
    write(page, "patienceField", "1")
    write(page, "validationShareField", "50")
    page.form.set_values({"hidden": "4", "optimizer": "adam", "learning_rate": "0.05", "test_fraction": "80"})
    assert pause_words(training)[0] == "Pause"
    click(page.start)
    wait(lambda: not training.under_way)
    run, end = training.run, training.run.history.count - 1
    assert (run.outcome, end < 60) == ("early", True)
    assert f"Stopped after epoch {end}: no better validation accuracy for 1 epoch · " in room.progress.words()
    _x, shown = page.accuracy_plot._validation.getData()
    assert shown.tolist() == run.history.validation_accuracy[: end + 1].tolist()
    assert [label.text for _item, label in page.accuracy_plot._legend.items][-2:] == ["validation", "best validation"]
    assert page.accuracy_plot._best.getData()[0].tolist() == [run.history.best]
    words, tip = pause_words(training)
    assert words == page.pause.text() == "20 more of this run"
    assert "does not stop early again" in tip
    saved = read_run(run.folder / RUN)
    assert (saved.outcome, saved.summary().can_go_on, saved.trained_on.validation_fraction) == ("early", False, 0.5)
    click(page.pause)
    wait(lambda: not training.under_way)
    assert (training.run.outcome, training.run.history.count) == ("completed", end + 21)
    page.form.reset()
    assert field(page, "patienceField").text() == field(page, "validationShareField").text() == ""
    write(page, "epochsField", "1")
    click(page.start)
    wait(lambda: not training.under_way)
    assert [label.text for _item, label in page.accuracy_plot._legend.items] == ["training", "test", "best test"]
