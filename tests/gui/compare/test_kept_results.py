"""What an experiment has brought is kept from the page, and what the command has kept is shown on it."""

import numpy as np

from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.race import Race
from engine.experiments.results import open_results, save_results
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig


def test_results_are_opened_like_a_race_that_has_ended_and_kept_again(
    in_window, window, click, wait, file_dialog, tmp_path
):
    page, digits = in_window, window.session.data.digits
    base = Plan(NetworkSpec((8,)), TrainingConfig(epochs=2), 0.1)
    raced = Race(Experiment("rates", base, (Factor("learning_rate", (0.01, 0.1)),), (0, 4)), digits, workers=1)
    raced.start()
    raced.wait()
    path = file_dialog("rates.inkling-experiment")
    save_results(path, raced)
    click(page.files.open)
    wait(lambda: page.controller.race is not None)
    found = page.controller.race
    assert found.digits is digits
    assert [np.array_equal(run.flat, was.flat) for run, was in zip(found.runs, raced.runs, strict=True)] == [True] * 4
    assert page.table.rowCount() == 2
    assert "is ahead of" in page.results.conclusion.text() or "level" in page.results.conclusion.text()
    assert page.form.experiment().factors == raced.experiment.factors
    assert page.start.isEnabled()
    page.open_in(found.runs[0], "inspectPage")
    assert (window.session.training.run.control.latest().flat.numpy() == found.runs[0].flat).all()

    window.session.data.set_digits(digits.take(np.arange(100)))
    window.pages.setCurrentWidget(page)
    click(page.files.open)
    wait(lambda: page.controller.race is not found)
    assert page.controller.race.digits is None
    page.open_in(page.controller.race.runs[1], "inspectPage")  # a network without its images

    file_dialog("again.inkling-experiment")
    window.pages.setCurrentWidget(page)
    click(page.files.save)
    wait(lambda: not window.session.tasks.busy)
    again = open_results(tmp_path / "again.inkling-experiment")
    assert [run.history.loss.tolist() for run in again.runs] == [run.history.loss.tolist() for run in raced.runs]


def test_nothing_is_opened_over_an_experiment_under_way(page, click, wait, failures):
    page.form.epochs.setValue(1000)
    click(page.start)
    under_way = page.controller.race
    assert page.kept.to_keep() is None
    page.kept.show(object())
    assert "under way" in failures[0]
    assert page.controller.race is under_way
    click(page.cancel)
    wait(lambda: not page.controller.running)
