"""The milestones have what was measured by then, and the person's runs."""

from engine.experiments.yardsticks.milestones import MILESTONES
from engine.experiments.yardsticks.recipes import Centroid, Machine


def test_they_are_filled_anew_when_something_is_measured(alone, known, click, wait, qtbot):
    known(Centroid())
    click_side = alone.tabs
    click_side.setCurrentIndex(1)
    click(alone.yardsticks.form.milestones)
    dialog = alone.milestones.dialog
    qtbot.addWidget(dialog)
    wait(lambda: dialog.table.rowCount() == len(MILESTONES) + 1)
    known(Machine())
    wait(lambda: dialog.table.rowCount() == len(MILESTONES) + 2)
