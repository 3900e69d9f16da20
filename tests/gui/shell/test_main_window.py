"""The window: pages, menus, what is remembered, and closing at any moment."""

import numpy as np
import pytest
from PySide6.QtWidgets import QWidget

from gui.look import theme

NAMES = (
    *("pages", "dataPage", "trainPage", "inspectPage", "comparePage", "drawPage"),
    *("startButton", "pauseButton", "stopButton", "stepButton", "epochsField", "hiddenField", "optimizerField"),
    *("learningRateField", "outputField", "progressBar", "lossPlot", "accuracyPlot", "watchCanvas", "watchBars"),
    *("canvas", "clearButton", "undoButton", "networkView", "evidenceBars", "verdict"),
)

pytestmark = pytest.mark.usefixtures("few_ship")


def test_names_are_unique_in_the_window_and_those_that_others_rely_on_are_there(window):
    assert {name: len(window.findChildren(QWidget, name)) for name in NAMES} == dict.fromkeys(NAMES, 1)
    named = [
        w.objectName() for w in window.findChildren(QWidget) if w.objectName() and not w.objectName().startswith("qt_")
    ]
    assert sorted(named) == sorted(set(named))


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
