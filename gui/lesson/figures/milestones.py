"""What others have reached on MNIST, with what was measured here, the person's runs and the person among them."""

from __future__ import annotations

from engine.experiments.yardsticks.ranking import Ranked
from gui.lesson.figures.figure import Around, Figure
from gui.look.sizes import sized
from gui.model.milestones import find_milestones
from gui.widgets.milestones_table import MilestonesTable
from gui.widgets.moved import ANY


class Milestones(Figure):
    """The same table as Compare's, without the columns that the strip has no room for."""

    def __init__(self, around: Around) -> None:
        super().__init__("milestonesFigure")
        self._around = around
        self.table = MilestonesTable("lessonMilestones", narrow=True)
        self.column.addWidget(self.table)
        for changed in (around.training.changed, around.measured.changed):
            changed.connect(self._fill)
        self.place_beside(True)
        self._fill()

    def place_beside(self, beside: bool) -> None:
        sized(self.table.setFixedHeight, 260 if beside else 130)

    def take_room(self) -> None:
        self.table.setMaximumHeight(ANY.height())

    def _fill(self) -> None:
        find_milestones("milestones of the lesson", self._around.measured, self._around.tasks, self._on_found)

    def _on_found(self, found: list[Ranked]) -> None:
        self.table.show_ranking(found)
