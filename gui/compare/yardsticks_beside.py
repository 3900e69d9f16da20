"""The yardsticks of the Compare page: measured as its form says, and shown as long as they are of the images beside."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.experiments.factors import Plan
from engine.experiments.judging_time import image_seconds
from engine.experiments.raced import Raced
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.record import Conditions
from engine.networks.network import FeedForward, NetworkSpec
from engine.words import ngettext
from gui.compare.measuring_controller import MeasuringController
from gui.compare.networks_beside import Line
from gui.compare.yardstick_form import YardstickForm
from gui.compare.yardstick_rows import Row, rows_of
from gui.model.digits_in_hand import DigitsInHand
from gui.model.measured import Measured
from gui.work.messages import Messages
from gui.work.tasks import Tasks


class YardsticksBeside(QObject):
    """``rows``: what is shown of them, see ``conditions``."""

    remade = Signal()
    """There are other rows."""
    renewed = Signal()
    """The same rows have other figures."""

    def __init__(
        self, data: DigitsInHand, measured: Measured, tasks: Tasks, messages: Messages, form: YardstickForm,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._data, self.measured, self._tasks, self._messages = data, measured, tasks, messages
        self.form = form
        self.controller = MeasuringController(measured, self)
        self.rows: list[Row] = []
        self._base: Plan | None = None
        self._race: Raced | None = None
        self._race_is_newer = False
        self._image_seconds: dict[NetworkSpec, float] = {}
        measured.changed.connect(self.refresh)
        self.controller.changed.connect(self.refresh)
        self.controller.ended.connect(self._on_ended)

    # Of which images

    def set_beside(self, base: Plan | None, seeds: Sequence[int]) -> None:
        """What Start would race now, None while the Train form has a mistake in it: they are measured on the same."""
        self._base = base
        self.form.set_images(self._images(), seeds, is_wrong=base is None)
        self.refresh()

    def set_race(self, race: Raced) -> None:
        """It has begun."""
        self._race, self._race_is_newer = race, True
        self.refresh()

    def _images(self) -> Images | None:
        digits, base = self._data.digits, self._base
        if digits is None or base is None:
            return None
        return Images(digits, self._data.test_digits, base.test_fraction, base.changes)

    def _conditions_of(self, images: Images | None) -> Conditions | None:
        if images is None:
            return None
        return self.measured.conditions(images.digits, images.test_digits, images.test_fraction, images.changes)

    @property
    def conditions(self) -> Conditions | None:
        """Of what is shown: what is measured, or was measured last of the digits in hand; else those of the race, or of
        the next one. None as long as it is not known which images these are."""
        measured, now = self.controller.conditions, self._conditions_of(self._images())
        if self.controller.running or (measured is not None and measured == now and not self._race_is_newer):
            return measured
        if self._race is None:
            return now
        base = self._race.experiment.base
        if self._race.digits is None:  # it was opened, and its set is not at hand
            return None
        return self._conditions_of(Images(self._race.digits, self._race.test_digits, base.test_fraction, base.changes))

    # Measuring

    @property
    def can_start(self) -> bool:
        return bool(self.form.recipes()) and self._conditions_of(self._images()) is not None

    def start(self) -> None:
        images = self._images()
        conditions = self._conditions_of(images)
        if images is None or conditions is None:
            return
        try:
            self.controller.start(self.form.recipes(), images, self.form.wanted_seeds(), conditions)
        except UserError as error:
            self._messages.failed.emit(str(error))
            return
        self._race_is_newer = False
        self.refresh()

    def forget(self, row: Row) -> None:
        conditions = self.conditions
        if conditions is not None and not self.controller.running:
            self.measured.forget(row.recipe, conditions)

    def refresh(self) -> None:
        conditions, before = self.conditions, [row.recipe for row in self.rows]
        self.rows = rows_of(self.measured.under(conditions), self.controller.unfinished(conditions))
        (self.renewed if before == [row.recipe for row in self.rows] else self.remade).emit()

    def failure_words(self) -> list[str]:
        failed = [run for row in self.rows for run in row.failed]
        if not failed:
            return []
        sentence = ngettext(
            "One yardstick could not be measured: {reason}",
            "{count} yardsticks could not be measured. The first: {reason}",
            len(failed),
        )
        return [sentence.format(count=len(failed), reason=failed[0].reason)]

    def _on_ended(self) -> None:
        measuring = self.controller.measuring
        done = sum(run.result is not None for run in measuring.runs)
        sentence = ngettext("{count} yardstick is measured.", "{count} yardsticks are measured.", done)
        self._messages.told.emit(sentence.format(count=done))

    # The time that networks take

    def image_seconds(self, line: Line) -> float:
        """What a network of this line takes for an image; NaN while it is not known: ``renewed`` comes then."""
        run = next((run for run in line.finished if run.flat is not None), None)
        if run is None or line.digits is None or not len(line.digits):
            return math.nan
        if line.spec not in self._image_seconds:
            self._image_seconds[line.spec] = math.nan
            work = partial(_seconds, line.spec, line.digits)
            self._tasks.start(("judging time", line.spec), work, partial(self._on_timed, line.spec))
        return self._image_seconds[line.spec]

    def _on_timed(self, spec: NetworkSpec, seconds: float) -> None:
        self._image_seconds[spec] = seconds
        self.renewed.emit()


def _seconds(spec: NetworkSpec, digits: Digits) -> float:
    """In a thread. Any weights take as long."""
    return image_seconds(FeedForward(spec), digits.images)
