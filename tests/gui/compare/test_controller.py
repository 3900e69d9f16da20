"""An experiment is started, paused, cancelled and ended."""

from tests.gui.compare.tools import workers


def test_cancelling_and_starting_again(page, click, wait):
    page.form.epochs.setValue(1000)
    click(page.start)
    wait(lambda: any(run.history.count > 1 for run in page.controller.race.runs))
    click(page.cancel)
    wait(lambda: not page.controller.running)
    assert not workers()
    assert page.start.isEnabled()


def test_closing_the_window_ends_the_runs(page, window, click, wait):
    page.form.epochs.setValue(1000)
    click(page.start)
    wait(lambda: any(run.history.count > 1 for run in page.controller.race.runs))
    window.close()
    assert not workers()


def test_a_race_is_paused_and_goes_on_to_its_end(page, window, click, wait):
    page.form.epochs.setValue(20)
    click(page.start)
    wait(lambda: any(run.state == "running" for run in page.controller.race.runs))
    click(page.pause)
    assert page.pause.text() == "Resume"
    wait(lambda: "paused" in window.progress.words())
    click(page.pause)
    assert page.pause.text() == "Pause"
    wait(lambda: not page.controller.running)
    assert {run.state for run in page.controller.race.runs} == {"finished"}
