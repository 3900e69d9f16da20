"""Yardsticks are measured in the real window, refused beside a race, cancelled, and ended with the program."""

import pytest

from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from gui.compare.sides import MEASURING, NETWORKS, RACING, YARDSTICKS
from tests.gui.compare.tools import measured_workers


def measuring(page, wait):
    """With the form of the yardsticks in front, the nearest mean image and neighbours chosen."""
    page.tabs.setCurrentIndex(YARDSTICKS)
    for word, fields in page.yardsticks.form.kinds.items():
        fields.box.setChecked(word in ("centroid", "knn"))
    wait(lambda: page.start.isEnabled())
    return page


@pytest.mark.usefixtures("spawned")  # those that are forked are done before anything is told of them
def test_they_are_measured_beside_a_race_marked_in_the_train_plot_and_end_with_the_window(
    in_window, window, click, wait
):
    page = measuring(in_window, wait)
    form = page.yardsticks.form
    form.kinds["knn"].fields["neighbours"].setValue(1_000)  # of 540 images
    click(page.start)
    assert page.table.rowCount() == 4
    assert not page.start.isEnabled()
    page.tabs.setCurrentIndex(NETWORKS)
    assert not page.start.isEnabled()
    assert page.tabs.notes[NETWORKS].text() == MEASURING
    wait(lambda: "Yardsticks: 0 of 2" in window.progress.words())
    wait(lambda: not page.yardsticks.controller.running)
    assert not measured_workers()
    means, neighbours = page.yardsticks.rows
    assert (means.recipe, neighbours.recipe) == (Centroid(), Neighbours(1_000))
    assert means.accuracy > 60
    assert "use fewer neighbours" in neighbours.reasons
    assert "One yardstick could not be measured: There are only 540" in page.result.text()
    assert page.yardsticks.rows[page.table.chosen() - 2] is means
    click(page.start)
    page.tabs.setCurrentIndex(YARDSTICKS)
    assert page.tabs.notes[YARDSTICKS].text() == RACING
    wait(lambda: not page.controller.running)
    page.plots.setCurrentWidget(page.plots.prices)
    assert "That is from 1 seed that both have" in page.result.text()
    wait(lambda: len(page.plots.prices._places) == 3)
    train = window.train_page
    train.yardsticks.setChecked(True)
    assert [round(line.value(), 6) for line in train.accuracy_plot._yardsticks.lines] == [10, round(means.accuracy, 6)]
    page.tabs.setCurrentIndex(YARDSTICKS)
    click(page.start)
    wait(measured_workers)
    window.close()
    assert not measured_workers()


def test_cancelling_and_closing_end_the_processes(page, session, click, wait):
    measuring(page, wait)
    controller, form = page.yardsticks.controller, page.yardsticks.form
    form.kinds["forest"].box.setChecked(True)
    form.kinds["forest"].fields["trees"].setValue(1_000)
    form.kinds["centroid"].box.setChecked(False)
    form.seeds.setValue(20)
    click(page.start)
    wait(lambda: any(run.state == "running" for run in controller.measuring.runs))
    click(page.cancel)
    wait(lambda: not controller.running)
    assert not measured_workers()
    assert page.start.isEnabled()
    click(page.start)
    wait(lambda: any(run.state == "running" for run in controller.measuring.runs))
    session.close()
    assert not measured_workers()
