"""Runs of an experiment are opened on other pages."""

from engine.digits.changes import INVERTED, Change, Changes
from gui.model.networks import TRAINED
from tests.gui.compare.tools import choose

INVERTED_IMAGES = Changes((Change(INVERTED),))


def test_runs_open_on_the_other_pages_and_a_diverged_one_is_marked(in_window, window, click, wait):
    page, session = in_window, window.session
    session.data.set_changes(INVERTED_IMAGES)
    page.form.vary[0].setCurrentIndex(page.form.vary[0].findData("learning_rate"))
    page.form.values[0].setText("1000, 0.02")
    page.form.seeds.setValue(1)
    page.form.epochs.setValue(2)
    click(page.start)
    wait(lambda: not page.controller.running)
    assert "diverged" in page.result.text()
    assert "diverged" in page.table.item(0, page.table.columnCount() - 1).toolTip()
    assert page.table.chosen() == 1, "the one that is ahead"
    sound = next(run for run in page.controller.race.runs if run.state == "finished")

    session.data.set_changes(Changes())
    for words, name in (("Inspect", "inspectPage"), ("Draw", "drawPage")):
        choose(page.open_run.menu(), "Seed 0", f"Open in {words}")
        assert window.pages.currentWidget().objectName() == name
        assert "inverted" in window.notice.text()
        assert not session.data.changes, "nothing was asked of the Data page"
        assert (session.networks.network(TRAINED).flat.numpy() == sound.flat).all()
    choose(page.open_run.menu(), "Seed 0", "Open in Train")
    assert window.pages.currentWidget() is window.train_page
    assert window.train_page.form.setup().config == sound.plan.config
    assert session.data.changes == INVERTED_IMAGES
    assert session.networks.trained_on(TRAINED).changes == INVERTED_IMAGES

    page.table.choose(0)
    choose(page.open_run.menu(), "Seed 0", "Open in Inspect")
    assert session.training.run.outcome == "diverged"
