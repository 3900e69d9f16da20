"""The window: pages, menus, what is remembered, and closing at any moment."""

import numpy as np
from PySide6.QtWidgets import QWidget

from engine.digits.changes import Change, Changes
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.raced import Raced
from engine.experiments.results import save_results
from engine.experiments.run import CANCELLED, Run
from engine.networks.files import save_network
from engine.networks.network import FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from gui.look import theme

NAMES = (
    *("pages", "dataPage", "trainPage", "inspectPage", "comparePage", "drawPage"),
    *("startButton", "pauseButton", "stopButton", "stepButton", "epochsField", "hiddenField", "optimizerField"),
    *("learningRateField", "outputField", "progressBar", "lossPlot", "accuracyPlot", "watchCanvas", "watchBars"),
    *("canvas", "clearButton", "undoButton", "networkView", "evidenceBars", "verdict"),
)


def test_the_names_that_others_rely_on_are_there_once(window):
    assert {name: len(window.findChildren(QWidget, name)) for name in NAMES} == dict.fromkeys(NAMES, 1)


def test_names_are_unique_in_the_window(window):
    named = [
        w.objectName() for w in window.findChildren(QWidget) if w.objectName() and not w.objectName().startswith("qt_")
    ]
    assert sorted(named) == sorted(set(named))


def test_what_a_run_of_other_classes_left_out_is_not_left_out_of_the_digits(window):
    inverted, left_out = Change("inverted"), Change("left_out", (9,), "training")
    letters = NetworkSpec((5,), classes=10, names=tuple("ABCDEFGHIJ"))
    for spec, changes in ((letters, (inverted,)), (NetworkSpec((5,)), (left_out, inverted))):
        plan = Plan(spec, TrainingConfig(), 0.1, Changes((left_out, inverted)))
        window.compare_page.opened.emit("trainPage", plan)
        assert window.session.data.changes.chosen == changes


def test_the_look_changes_while_it_trains_and_nothing_is_lost(window, qapp, click, wait):
    window.train_page.form.set_values({"epochs": "6"})
    click(window.train_page.start)
    for scheme in ("dark", "light", "dark", "light"):
        count = window.session.training.run.history.count
        theme.set_scheme(qapp, scheme)
        wait(
            lambda count=count: (
                window.session.training.run.history.count > count or not window.session.training.under_way
            )
        )
    wait(lambda: not window.session.training.under_way)
    assert window.session.training.run.outcome == "completed"
    assert np.isfinite(window.session.training.run.history.loss).all()


def test_a_file_that_it_is_started_with_is_opened_for_what_it_is(window, wait, tmp_path):
    digits, network = window.session.data.digits, FeedForward(NetworkSpec((6,)), 1)
    save_network(tmp_path / "six.safetensors", network)
    window.open_at_start(tmp_path / "six.safetensors")
    window.session.at_start.ended.emit()
    wait(lambda: window.session.networks.network().spec.hidden == (6,))

    asked = Experiment("mine", Plan(), (Factor("optimizer", ("sgd",)),))
    raced = Raced(asked, [Run(0, 0, asked.plan(0, 0))], digits.name, len(digits))
    raced.runs[0].state = CANCELLED
    save_results(tmp_path / "mine.inkling-experiment", raced)
    window.open_at_start(tmp_path / "mine.inkling-experiment")
    window.session.at_start.ended.emit()
    wait(lambda: window.compare_page.controller.race is not None)
    assert window.pages.currentWidget() is window.compare_page
    assert window.compare_page.controller.race.experiment == asked
