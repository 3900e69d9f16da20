"""An experiment is started, paused, cancelled and ended."""

from tests.gui.compare.tools import workers


def test_a_race_is_paused_and_goes_on_cancelled_and_begun_again_and_ends_with_the_window(
    in_window, window, click, wait
):
    page = in_window
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

    page.form.epochs.setValue(1000)
    begin(page, click, wait)
    click(page.cancel)
    wait(lambda: not page.controller.running)
    assert not workers(), "cancelled"
    assert page.start.isEnabled()

    begin(page, click, wait)
    window.close()
    assert not workers(), "the window is closed"


def begin(page, click, wait):
    click(page.start)
    wait(lambda: any(run.history.count > 1 for run in page.controller.race.runs))
