"""How long an experiment takes is told by what was measured on this machine, now or when it ran before."""

import numpy as np
import pytest

from engine.experiments.experiment import SECONDS_PER_COST
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.runs.run import Run
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport
from gui.compare.pace import KEY, pace_of, remember_pace, remembered_pace
from gui.work.settings import settings


def run_of(digits, epochs, seconds_each):
    run = Run(NetworkSpec((4,)), TrainingConfig(epochs=9), digits, 0.1)
    for epoch in range(epochs + 1):
        run.history.append(EpochReport(epoch, 1.0, np.zeros(3), 50.0, 50.0, seconds_each if epoch else 0.0))
    return run


def test_a_training_tells_seconds_for_a_unit_of_cost(some_digits):
    cost = Plan(NetworkSpec((4,)), TrainingConfig(epochs=4)).cost(len(some_digits))
    assert pace_of(run_of(some_digits, 4, 0.5)) == pytest.approx(2.0 / cost)


def test_one_that_was_too_short_or_whose_images_are_gone_tells_nothing(some_digits):
    assert pace_of(run_of(some_digits, 4, 0.1)) is None
    assert pace_of(run_of(some_digits, 0, 5.0)) is None
    assert pace_of(run_of(None, 4, 5.0)) is None


def test_it_is_remembered_and_nonsense_is_not_believed(folder):
    assert remembered_pace() == SECONDS_PER_COST
    remember_pace(3e-11)
    assert remembered_pace() == 3e-11
    for nonsense in ("quick", "nan", "-1", "1e9", "0"):
        settings().setValue(KEY, nonsense)
        assert remembered_pace() == SECONDS_PER_COST


def test_the_form_says_what_was_measured(page, session, lesson_digits, some_digits):
    form, training = page.form, session.training
    session.data.set_digits(lesson_digits)
    form.epochs.setValue(60)
    form.seeds.setValue(5)
    before = form.size.text()
    slow = run_of(some_digits, 4, 0.5)
    slow.outcome = "completed"
    training.show(slow)
    assert form.size.text() != before
    experiment = form.experiment()
    seconds = experiment.seconds(len(session.data.digits), form._cores, pace_of(slow))
    assert seconds > 100 * experiment.seconds(len(session.data.digits), form._cores)
    time = form.size.text().rsplit("roughly ", 1)[1]
    assert "\u00a0h\u00a0" in time
    assert " " not in time  # no line ends between a number and its unit
    assert remembered_pace() == pytest.approx(pace_of(slow))
