"""The Compare page: a tiny experiment from Start to the words under it, and ending it at any moment."""

from tests.gui.compare.tools import workers


def test_an_experiment_fills_the_table_and_says_who_is_ahead(in_window, window, click, wait):
    page = in_window
    window.train_page.form.set_values({"batch_size": "4", "learning_rate": "0.05"})  # enough to learn something
    said = page.form.experiment().base.config
    assert (said.batch_size, said.learning_rate) == (4, 0.05), "what the Train form says"
    page.form.epochs.setValue(4)
    click(page.start)
    assert page.controller.running
    wait(lambda: not page.controller.running)
    assert [run.state for run in page.controller.race.runs] == ["finished"] * 6
    assert page.table.rowCount() == 2
    assert "3 seeds" in page.result.text()
    assert not workers()
