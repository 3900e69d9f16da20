"""The Train page's runs are pinned to the Compare page."""

from tests.gui.compare.tools import choose


def test_a_run_of_the_train_page_is_pinned_once_opened_and_let_go(page, session, trained, click):
    rows = page.table.rowCount()
    click(page.pin)
    assert page.table.rowCount() == rows + 1
    assert not page.pin.isEnabled()
    page.table.choose(rows)
    choose(page.open_run.menu(), "Seed 0", "Open in Inspect")
    assert session.training.run is not trained
    assert session.training.run.history is trained.history
    choose(page.open_run.menu(), "Remove it from here")
    assert page.table.rowCount() == rows
