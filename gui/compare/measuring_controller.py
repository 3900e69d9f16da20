"""The yardsticks that are measured, between the Compare page and the engine; what is measured goes to the model."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from engine.experiments.states import FINISHED
from engine.experiments.yardsticks.measuring import Images, Measurement, Measuring
from engine.experiments.yardsticks.recipes import Recipe
from engine.experiments.yardsticks.record import Conditions, record_of
from engine.words import _, ngettext
from gui.compare.rough import rough
from gui.compare.under_way import UnderWay
from gui.model.measured import Measured


class MeasuringController(UnderWay):
    """One measuring at a time. ``conditions``: those of the last one."""

    def __init__(self, measured: Measured, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._measured = measured
        self.measuring: Measuring | None = None
        self.conditions: Conditions | None = None
        self._taken: set[Measurement] = set()
        self.changed.connect(self._take)

    def start(self, recipes: Sequence[Recipe], images: Images, seeds: Sequence[int], conditions: Conditions) -> None:
        """Begin, unless one is under way. Raises UserError for what cannot be measured."""
        if self.running:
            return
        self.measuring, self.conditions, self._taken = Measuring(recipes, images, seeds), conditions, set()
        self.begin(self.measuring)

    def unfinished(self, conditions: Conditions | None) -> list[Measurement]:
        """Of the last one, if it was under these: what waits, is under way, or came to nothing."""
        if self.measuring is None or conditions != self.conditions:
            return []
        return [run for run in self.measuring.runs if run.state != FINISHED]

    def _take(self) -> None:
        measuring, conditions = self.measuring, self.conditions
        new = [run for run in measuring.runs if run.state == FINISHED and run not in self._taken]
        self._taken |= set(new)
        digits = measuring.images.digits
        records = [record_of(run.result, conditions, digits.name, digits.are_digits) for run in new]
        if records:
            self._measured.add(records)


def progress_words(measuring: Measuring, running: bool) -> str:
    """How far it is: "Yardsticks: 2 of 5 · 2 at a time · about 20 s left"."""
    done, finished = (
        sum(run.ended for run in measuring.runs), sum(run.state == FINISHED for run in measuring.runs),
    )  # fmt: skip
    count = len(measuring.runs)
    if not running:
        sentence = ngettext(
            "Yardsticks: {finished} of {count} measured", "Yardsticks: {finished} of {count} measured", count
        )
        return sentence.format(finished=finished, count=count)
    words = [
        ngettext("Yardsticks: {done} of {count}", "Yardsticks: {done} of {count}", count).format(
            done=done, count=count
        ),
        _("{workers} at a time").format(workers=measuring.workers),
        _("about {time} left").format(time=rough(measuring.seconds_left())),
    ]
    return " · ".join(words)
