"""The Compare page: a tiny experiment from Start to the words under it, and ending it at any moment."""

import multiprocessing

import numpy as np
import pytest


@pytest.fixture
def page(window):
    digits = window.session.digits
    window.session.set_digits(digits.take(np.arange(600)))
    window.pages.setCurrentWidget(window.compare_page)
    window.compare_page.form.seeds.setValue(3)
    window.compare_page.form.epochs.setValue(1)
    return window.compare_page


def workers():
    return [child for child in multiprocessing.active_children() if child.name == "inkling-run"]


def test_an_experiment_fills_the_table_and_says_who_is_ahead(page, window, click, wait):
    click(page.start)
    assert page.racer.running
    wait(lambda: not page.racer.running)
    assert [run.state for run in page.racer.race.runs] == ["finished"] * 6
    assert page.table.rowCount() == 2
    assert "3 seeds" in page.result.text()
    assert not workers()


def test_cancelling_and_starting_again(page, click, wait):
    page.form.epochs.setValue(1000)
    click(page.start)
    wait(lambda: any(run.history.count > 1 for run in page.racer.race.runs))
    click(page.cancel)
    wait(lambda: not page.racer.running)
    assert not workers()
    assert page.start.isEnabled()


def test_closing_the_window_ends_the_runs(page, window, click, wait):
    page.form.epochs.setValue(1000)
    click(page.start)
    wait(lambda: any(run.history.count > 1 for run in page.racer.race.runs))
    window.close()
    assert not workers()


def test_a_bad_value_is_told_and_nothing_starts(page, click):
    page.form.values[0].setText("many")
    assert page.form.error.isVisible()
    assert page.form.error.text()
    click(page.start)
    assert not page.racer.running
